import type { Instant } from "../instant.ts";

/** What the CRM says about an account. Size and revenue are not asked for (domain:T9). */
export interface AccountFacts {
  readonly id: string;
  readonly name?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly createdAt?: Instant | undefined;
}
