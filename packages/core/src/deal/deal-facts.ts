import type { Instant } from "../instant.ts";

/** What the CRM says about a deal; stage and amount advance nothing. */
export interface DealFacts {
  readonly id: string;
  readonly name?: string | undefined;
  readonly accountId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly pipelineId?: string | undefined;
  readonly stageId?: string | undefined;
  readonly status: "open" | "won" | "lost";
  readonly createdAt: Instant;
  readonly closedAt?: Instant | undefined;
  /** Your own split of the market, for cohorts. */
  readonly segment?: string | undefined;
}
