import type { Annotation } from "../notebook/annotation.ts";
import { type Credit, personCredit } from "../people/credit.ts";
import { type ReasonCheck, reasonChecks } from "../people/reason-check.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";
import { type DevelopmentMoment, developmentMoments } from "./development-moments.ts";
import { type FitMap, fitMap } from "./fit-map.ts";
import { type LearningMatrix, learningMatrix } from "./learning-matrix.ts";
import { type MomentumTrend, momentumTrend } from "./momentum-trend.ts";
import { type ProgressMoments, progressMoments } from "./progress-moments.ts";

/** What a seller has moved, learnt and said, for that seller first. */
export interface PersonProgress {
  readonly moments: ProgressMoments;
  readonly trend: MomentumTrend;
  readonly development: readonly DevelopmentMoment[];
  readonly learning: LearningMatrix;
  readonly fit: FitMap;
  readonly credit: Credit;
  /** Reasons given for little progress; the seller's to share. */
  readonly reasons: readonly ReasonCheck[];
  /** What the seller has to say about numbers, each by the rule of the number it belongs to. */
  readonly annotations: readonly Annotation[];
}

/** The progress of a seller who is read already; `efforts` are those of the window. */
export function personProgress(
  reading: PersonReading,
  efforts: readonly Effort[],
  from: Standpoint,
): PersonProgress {
  const { person, ledger, placeOf } = reading;
  const pieces = reading.development;
  const development = developmentMoments(pieces, from.policy);
  return {
    moments: progressMoments(ledger, development, from),
    trend: momentumTrend(ledger, reading.earliestMs, from),
    development,
    learning: learningMatrix(pieces, placeOf, from),
    fit: fitMap(person.id, efforts, from),
    credit: personCredit(person.id, ledger, from),
    reasons: reasonChecks(reading, from),
    annotations: from.notebook.annotations.filter(({ personId }) => personId === person.id),
  };
}
