/** What computing needs to know about a kind of evidence. */
export interface KindFacts {
  /** The situation a rule gives this kind when it names none (domain:V11). */
  readonly situation: "account" | "opportunity" | "meeting" | "call" | "development";
  /** The buying job it is evidence for when the evidence names none. */
  readonly job?:
    | "problem-identification"
    | "solution-exploration"
    | "requirements"
    | "supplier-selection"
    | "validation"
    | "consensus";
  /** The place on the preference ladder it stands for when the evidence names none. */
  readonly preference?: -1 | 0 | 1 | 2 | 3 | 4;
  /** +1 speaks for, -1 against, 0 neither; used where the evidence names none. */
  readonly polarity: -1 | 0 | 1;
}

/** What a kind of evidence is about, beside what is computed with. */
export interface KindRole {
  /** The side that acts in the ordinary case; only evidence whose own `actorSide` is the buyer can advance. */
  readonly side: "buyer" | "seller" | "system";
  /** What a piece of this kind can move; `nothing` is shown but never counted. */
  readonly moves: Moves;
}

/**
 * `axes`: buying progress or preference (domain:V7) · `commitment`: a dated buyer promise (domain:V8, domain:V9) ·
 * `qualified-out` (domain:V9) · `account` (domain:V6) · `development` (domain:V10) · `elation` (domain:E2) ·
 * `articulation` (domain:O14) · `effort`: seller hours (domain:V1) · `nothing`.
 */
export type Moves =
  | "axes"
  | "commitment"
  | "qualified-out"
  | "account"
  | "development"
  | "elation"
  | "articulation"
  | "effort"
  | "nothing";
