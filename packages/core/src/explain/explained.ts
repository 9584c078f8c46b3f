import type { RuleReference } from "../evidence/evidence.ts";
import type { Instant } from "../instant.ts";

/** What one piece of evidence, one fact of a deal or an account, or one entry of the notebook adds to a basis. */
export interface Contribution {
  /** The evidence's id; `deal:ID` or `account:ID` for a fact, `notebook:ID` for an entry. */
  readonly evidenceId: string;
  /** Where to look it up: `crm/object/id`, with `#field` where one is known. */
  readonly source: string;
  readonly amount: number;
  readonly note?: string;
}

/** A sum that a value is computed from: prior plus contributions, to 1e-9. */
export interface Basis {
  readonly name: string;
  readonly prior: number;
  readonly basis: number;
  readonly contributions: readonly Contribution[];
}

/** How a value follows from its basis (domain 3.13). */
export type ValueFrom =
  /** The basis itself, an integer. */
  | "count"
  /** The basis itself. */
  | "sum"
  /** basis / (basis + otherBases[0].basis): the mean of a Beta. */
  | "beta-mean"
  /** basis / otherBases[0].basis: the mean of a Gamma, or a share. */
  | "ratio"
  /** basis / otherBases[0].basis - otherBases[1].basis / otherBases[2].basis: how far two shares lie apart. */
  | "ratio-difference"
  /** (basis / otherBases[0].basis) / (otherBases[1].basis / otherBases[2].basis): one rate over another. */
  | "ratio-of-ratios"
  /**
   * P(mean before - mean after > the fall that `rule` documents) by the normal approximation of two Betas:
   * basis and otherBases[0] are for and against before, otherBases[1] and [2] after.
   */
  | "normal-difference"
  /** otherBases[0].basis / basis. */
  | "inverse-ratio"
  /** basis times the factor that `rule` documents. */
  | "scaled"
  /** The curve of `cohort` in `snapshot`, read at basis. */
  | "curve"
  /** P(share > mark) of a Beta(basis, otherBases[0].basis); `unit` names the mark. */
  | "beta-tail"
  /** The median of the Kaplan-Meier curve of the waits that are listed; those in otherBases[0] ended. */
  | "median-wait";

/**
 * A number with everything needed to check it (domain 3.13). `contributions` is computed when first read;
 * `JSON.stringify` has it, a spread or a structured clone has not. `unknown` has the value `null` and says in `missing` what would decide it.
 */
export interface Explained {
  readonly status: "known" | "unknown";
  readonly value: number | null;
  readonly unit: string;
  readonly valueFrom: ValueFrom;
  readonly basis: number;
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  readonly otherBases: readonly Basis[];
  /** The 80% interval of the value, where there is one. */
  readonly interval?: readonly [number, number];
  /** How many pieces of evidence it rests on. */
  readonly n: number;
  readonly asOf: Instant;
  readonly rule: RuleReference;
  /** The id of the cohort snapshot it was read from, and the key of the cohort in it. */
  readonly snapshot?: string;
  readonly cohort?: string;
  readonly missing: readonly string[];
  /** Other readings of the same evidence. */
  readonly alternatives: readonly string[];
}
