import { Capture } from "@headway/sync";
import type { LogAnswers, LogKind } from "./log-kind.ts";

/** When and by whom something is logged, and what of the CRM it belongs to. */
export interface LogMoment {
  /** ISO 8601. */
  readonly at: string;
  readonly personId?: string | undefined;
  readonly contactId?: string | undefined;
  /** The meeting that a verdict is about. */
  readonly meetingId: string;
}

/** The captures that checked answers make: a meeting's verdict and the buyer's commitment are two. */
export function toCaptures(kind: LogKind, answers: LogAnswers, moment: LogMoment): Capture[] {
  return drafts(kind.name, answers, moment.meetingId).map((draft) => {
    const { at, personId, contactId } = moment;
    return Capture.parse(withoutGaps({ at, personId, contactId, ...draft }));
  });
}

type Draft = Readonly<Record<string, unknown>>;

function drafts(kind: string, answers: LogAnswers, meetingId: string): Draft[] {
  const { quote, reason, topic } = answers;
  switch (kind) {
    case "meeting":
      return meetingDrafts(answers, meetingId);
    case "commitment":
      return [commitment(answers)];
    case "thanks":
      return [{ type: "thanks", from: answers.from ?? "client", topic, quote }];
    case "introduction":
      return [{ type: "introduction", by: answers.from ?? "client", topic }];
    case "benefit":
      return [{ type: "benefit", benefit: answers.benefit, quote }];
    case "not-sold":
      return [{ type: "advised-not-to-buy", reason }];
    case "promise":
      return [{ type: "promise", what: answers.what, status: answers.status ?? "made", dueOn: answers.by }];
    case "words":
      return [{ type: "buyers-words", about: answers.about, quote }];
    default:
      return [{ type: "triage-decision", class: answers.decision, reason }];
  }
}

/** The quote goes with what it says most about: the commitment where there is one. */
function meetingDrafts(answers: LogAnswers, meetingId: string): Draft[] {
  const { verdict, what, quote } = answers;
  const ending = { type: "meeting-verdict", meetingId, verdict };
  return what === undefined ? [{ ...ending, quote }] : [ending, { ...commitment(answers), meetingId }];
}

function commitment({ what, buyer, by, quote }: LogAnswers): Draft {
  return { type: "commitment", side: "buyer", what, who: buyer, dueOn: by, quote };
}

function withoutGaps(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}
