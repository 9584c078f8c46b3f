/** One field of an entry, as the form asks for it. */
export interface LogField {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "long-text" | "date" | "choice";
  readonly required: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** Something a rep can log that no field of the CRM holds. */
export interface LogEntryForm {
  readonly type: string;
  readonly label: string;
  /** On which records it makes sense. */
  readonly objects: readonly ("deal" | "account")[];
  readonly fields: readonly LogField[];
}

const who: LogField = { name: "who", label: "Who, on the buyer's side", type: "text", required: true };
const words = (label: string, required: boolean): LogField => ({
  name: "words",
  label,
  type: "long-text",
  required,
});
const choice = (name: string, label: string, ...options: [string, string][]): LogField => ({
  name,
  label,
  type: "choice",
  required: true,
  options: options.map(([value, text]) => ({ value, label: text })),
});

/** Every entry the card offers, in the order of how often it is wanted. */
export const logEntryForms: readonly LogEntryForm[] = [
  {
    type: "meeting-verdict",
    label: "How the meeting ended",
    objects: ["deal"],
    fields: [
      choice(
        "verdict",
        "Verdict",
        ["advance", "Advance: the buyer promised an action with a date"],
        ["continuation", "Continuation: nothing was promised"],
        ["order", "Order"],
        ["no-sale", "No sale"],
      ),
      words("The buyer's words", false),
    ],
  },
  {
    type: "commitment",
    label: "What the buyer promised",
    objects: ["deal"],
    fields: [
      { name: "what", label: "What", type: "text", required: true },
      who,
      { name: "dueOn", label: "By when", type: "date", required: true },
    ],
  },
  {
    type: "thanks",
    label: "The client thanked us",
    objects: ["account", "deal"],
    fields: [who, words("In their words", false)],
  },
  {
    type: "introduction",
    label: "The buyer introduced someone",
    objects: ["deal", "account"],
    fields: [who, { name: "introduced", label: "Whom they introduced", type: "text", required: true }],
  },
  {
    type: "advised-not-to-buy",
    label: "We advised not to buy",
    objects: ["deal", "account"],
    fields: [{ name: "reason", label: "Why it did not fit", type: "long-text", required: true }],
  },
  {
    type: "buyers-words",
    label: "The buyer's own words",
    objects: ["deal"],
    fields: [
      choice(
        "part",
        "About",
        ["need", "The need"],
        ["motivation", "The motivation"],
        ["help", "How we help"],
      ),
      who,
      words("Word for word", true),
    ],
  },
  {
    type: "triage-decision",
    label: "A decision about the account",
    objects: ["account"],
    fields: [
      choice(
        "class",
        "Decision",
        ["active", "Pursue"],
        ["pursuit-paused", "Pause the pursuit"],
        ["a-list", "A-list"],
        ["painful", "Keep to the box"],
      ),
      { name: "reason", label: "The facts it rests on", type: "text", required: true },
    ],
  },
];

/** The entries for one kind of record. */
export function entriesFor(object: "deal" | "account"): readonly LogEntryForm[] {
  return logEntryForms.filter(({ objects }) => objects.includes(object));
}

/** Labels of the required fields that are still empty. */
export function missingFields(form: LogEntryForm, values: Readonly<Record<string, string>>): string[] {
  return form.fields
    .filter(({ name, required }) => required && (values[name] ?? "").trim() === "")
    .map(({ label }) => label);
}
