import type { PersonProgress } from "../goals/person-progress.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";

type SharedFields = "personId" | "advancesInWindow" | "busy" | "effort" | "momentum" | "development";
type SharedProgress = "moments" | "learning" | "fit" | "credit" | "reasons" | "annotations";

/** What a leader sees of a named person, where the policy has a written basis for that. */
export interface LeaderPerson extends Pick<PersonAssessment, SharedFields> {
  /** Reasons are only those the person shares; annotations stand beside the numbers they are about. */
  readonly progress: Pick<PersonProgress, SharedProgress>;
}

/** Field by field; trend and stall stay the person's own. */
export function leaderPerson(person: PersonAssessment): LeaderPerson {
  const { moments, learning, fit, credit, reasons, annotations } = person.progress;
  const shared = reasons.filter((reason) => reason.shared);
  return {
    personId: person.personId,
    advancesInWindow: person.advancesInWindow,
    busy: person.busy,
    effort: person.effort,
    momentum: person.momentum,
    development: person.development,
    progress: { moments, learning, fit, credit, reasons: shared, annotations },
  };
}
