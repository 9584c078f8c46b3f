import type { Instant } from "../instant.ts";

/** What a deal costs the buyer and leaves us, in one currency. */
export interface DealPrice {
  /** ISO 4217. */
  readonly currency: string;
  readonly amount: number;
  /** Before any discount; the discount is `1 - amount / listAmount`. */
  readonly listAmount?: number | undefined;
  /** What is left of the amount after all costs, in the same currency. */
  readonly margin?: number | undefined;
}

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
  /** When the CRM expects it to close. */
  readonly expectedCloseAt?: Instant | undefined;
  /** For a renewal: the deadline by which the client must renew (domain:T5). */
  readonly renewalDueAt?: Instant | undefined;
  /** What it is worth; no input of any advance, elation or A-list number (domain:T9, domain:E1). */
  readonly price?: DealPrice | undefined;
  /** Which results of our company's mission it serves, by their ids in the mission (domain:O9). */
  readonly missionResultIds?: readonly string[] | undefined;
}
