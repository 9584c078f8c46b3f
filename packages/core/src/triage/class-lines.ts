import { factContribution } from "../explain/explain.ts";
import type { Contribution } from "../explain/explained.ts";
import type { AccountTriage } from "./account-triage.ts";

/**
 * What put an account into its class, each line with 0: it adds nothing to a sum of hours, but without it the
 * hours would be counted elsewhere.
 */
export function classLines({ decision, mutuality, painful }: AccountTriage): Contribution[] {
  if (decision.inForce) return [factContribution("notebook", decision.inForce.id, 0, "decided")];
  const parts = [mutuality.benefit, ...mutuality.delivery.otherBases, painful.friction, painful.hours];
  return parts.flatMap(({ contributions }) =>
    contributions.map((line) => ({ ...line, amount: 0, note: "decides the account's class" })),
  );
}
