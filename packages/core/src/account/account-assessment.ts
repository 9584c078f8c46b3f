import type { Advance } from "../deal/advance.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { Momentum } from "../momentum/momentum.ts";
import type { ClientRelationship } from "../relationship/client-relationship.ts";
import type { Medal } from "../relationship/medal.ts";
import type { Stall } from "../stall/stall.ts";
import type { AccountTriage } from "../triage/account-triage.ts";

/** How the client's own words and acts balance. No probability of anything (domain:E2, domain 3.5). */
export interface Elation {
  readonly state: "elated" | "neutral" | "strained" | "unknown";
  /** for / (for + against), with its 80% interval. */
  readonly balance: Explained;
  /** Live points behind the balance. */
  readonly effectiveSampleSize: number;
  /** P(balance above the policy's mark). */
  readonly probability: number;
  /** The live points of each kind. */
  readonly kinds: readonly { readonly kind: EvidenceKind; readonly points: number; readonly n: number }[];
  readonly openComplaints: readonly string[];
}

/** Everything said about one account, as of one instant. */
export interface AccountAssessment {
  readonly accountId: string;
  readonly asOf: Instant;
  readonly policyVersion: string;
  /** Distinct confirmed types of account advance within the window (domain:V6). */
  readonly accountAdvances: Explained;
  readonly advanceKinds: readonly EvidenceKind[];
  readonly elation: Elation;
  /** Over account advances and the advances of the account's deals. */
  readonly momentum: Momentum;
  /** Over all of them too: how long the account has waited for an advance of any kind (domain:V13). */
  readonly stall: Stall;
  readonly ledger: readonly Advance[];
  /** What is between the client and us, beside elation (domain:E3 to domain:E14, domain:O2). */
  readonly relationship: ClientRelationship;
  /** Outcomes, apart from everything else: no number above rests on them (domain:E1, domain:E10). */
  readonly medals: readonly Medal[];
  /** Pursuit, chase, renewal record, A-list and painful accounts; proposed here, decided by the seller (domain:T19). */
  readonly triage: AccountTriage;
}
