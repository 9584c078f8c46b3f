import type { RuleReference } from "../evidence/evidence.ts";
import type { Grade } from "../evidence/grade.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import type { Situation } from "../evidence/situation.ts";
import type { Instant } from "../instant.ts";

/** One verified advance, an entry of the ledger (domain 3.2). */
export interface Advance {
  readonly at: Instant;
  readonly evidenceId: string;
  readonly source: string;
  readonly situation: Situation;
  readonly kind: EvidenceKind;
  /** Qualifying out is an advance too, and is counted apart. */
  readonly direction: "forward" | "qualified-out";
  /** The ladder step; one advance per object, step and day (domain 3.11). */
  readonly step: string;
  readonly grade: Grade;
  /** The grade's weight: how sure, not how much. */
  readonly confidence: number;
  /** For a commitment: wanted before (`true`), or nobody had planned it (`false`). */
  readonly planned?: boolean;
  /** Set once the buyer's commitment was missed by more than the policy allows; it then counts for nothing. */
  readonly lapsedAt?: Instant;
  readonly dealId?: string;
  readonly accountId?: string;
  readonly personId?: string;
  readonly rule: RuleReference;
}
