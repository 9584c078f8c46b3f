import type { AccountFacts } from "../account/account-facts.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { PersonFacts } from "../person/person-facts.ts";

/** Who and what is assessed. */
export interface Portfolio {
  readonly deals: readonly DealFacts[];
  readonly accounts: readonly AccountFacts[];
  readonly people: readonly PersonFacts[];
}
