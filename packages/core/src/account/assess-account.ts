import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Policy } from "../policy/policy.ts";
import type { AccountAssessment } from "./account-assessment.ts";
import type { AccountFacts } from "./account-facts.ts";

/** What an account is assessed from. Evidence counts when its own `accountId`, or its deal's, is this account. */
export interface AssessAccountInput {
  readonly account: AccountFacts;
  readonly deals?: readonly DealFacts[] | undefined;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
}

/** Assesses one account. */
export function assessAccount(_input: AssessAccountInput): AccountAssessment {
  throw new Error("Not built yet");
}
