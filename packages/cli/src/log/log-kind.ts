/** What is answered about something logged, by the name of its flag. */
export type LogAnswer =
  | "verdict"
  | "what"
  | "buyer"
  | "by"
  | "quote"
  | "from"
  | "topic"
  | "benefit"
  | "reason"
  | "about"
  | "decision"
  | "status";

/** Answers as they were given, texts all. */
export type LogAnswers = Readonly<Partial<Record<LogAnswer, string>>>;

/** One question about a kind of capture: for a flag, a question on the terminal and a field in a form. */
export interface LogField {
  readonly name: LogAnswer;
  readonly label: string;
  readonly type: "line" | "day" | "choice";
  /** For a choice, what there is to choose from; the first is taken where nothing is said of an optional one. */
  readonly choices: readonly string[];
  readonly isRequired: boolean;
}

/** Something that can be logged. */
export interface LogKind {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly LogField[];
}

const line = (name: LogAnswer, label: string, isRequired = false): LogField => ({
  name,
  label,
  type: "line",
  choices: [],
  isRequired,
});
const day = (label: string, isRequired = false): LogField => ({
  ...line("by", label, isRequired),
  type: "day",
});
const choice = (
  name: LogAnswer,
  label: string,
  choices: readonly string[],
  isRequired = false,
): LogField => ({ ...line(name, label, isRequired), type: "choice", choices });

const quote = line("quote", "In the buyer's own words");
const whatBuyerDoes = "What the buyer will do";
const whoDoesIt = "Who on the buyer's side does it";

/** Every kind that `headway log` and the forms of `headway serve` take, the commonest first. */
export const logKinds: readonly LogKind[] = [
  {
    name: "meeting",
    title: "How a meeting ended",
    fields: [
      choice("verdict", "How it ended", ["advance", "continuation", "order", "no-sale"], true),
      line("what", whatBuyerDoes),
      line("buyer", whoDoesIt),
      day("By when"),
      quote,
    ],
  },
  {
    name: "commitment",
    title: "A commitment of the buyer",
    fields: [line("what", whatBuyerDoes, true), line("buyer", whoDoesIt, true), day("By when", true), quote],
  },
  {
    name: "thanks",
    title: "Thanks",
    fields: [choice("from", "Who thanked", ["client", "us"]), line("topic", "What for"), quote],
  },
  {
    name: "introduction",
    title: "An introduction",
    fields: [choice("from", "Who introduced", ["client", "us"]), line("topic", "Whom, and about what")],
  },
  {
    name: "benefit",
    title: "A benefit the client confirmed",
    fields: [line("benefit", "Which: cash-flow, profit, new-customers or another", true), quote],
  },
  {
    name: "not-sold",
    title: "We advised not to buy",
    fields: [line("reason", "Why", true)],
  },
  {
    name: "promise",
    title: "A promise of ours",
    fields: [
      line("what", "What we promised", true),
      day("By when"),
      choice("status", "Made now, or kept by the client's word", ["made", "kept"]),
    ],
  },
  {
    name: "words",
    title: "The buyer's own words",
    fields: [
      choice("about", "What about", ["need", "motivation", "help"], true),
      line("quote", "As the buyer said it", true),
    ],
  },
  {
    name: "triage",
    title: "A decision about the account",
    fields: [
      choice("decision", "Decided", ["active", "a-list", "pursuit-paused", "painful"], true),
      line("reason", "Neutral facts, no motives", true),
    ],
  },
];
