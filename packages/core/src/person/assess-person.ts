import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Policy } from "../policy/policy.ts";
import type { PersonAssessment } from "./person-assessment.ts";
import type { PersonFacts } from "./person-facts.ts";

/**
 * What a seller is assessed from: all evidence of the deals and accounts worked on, also by others. An advance is
 * credited to the deal's owner, or without one to the person its evidence names (domain 3.11).
 */
export interface AssessPersonInput {
  readonly person: PersonFacts;
  readonly deals?: readonly DealFacts[] | undefined;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
}

/** Assesses one seller. */
export function assessPerson(_input: AssessPersonInput): PersonAssessment {
  throw new Error("Not built yet");
}
