import { isAccountAdvance } from "../account/read-account.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { kindPlace, kindsInOrder } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { kindFacts } from "../evidence/kind-table.ts";

/**
 * Kinds that can end a wait of a deal or an account by themselves. Whoever keeps {@link mayEndWait} of a piece has to
 * ask it again when these change.
 */
export const waitEndingKinds: readonly Evidence["kind"][] = kindsInOrder.filter((kind) => {
  const { job, preference } = kindFacts[kind];
  return job !== undefined || preference !== undefined || kind === "qualified-out" || isAccountAdvance(kind);
});
const endingKinds = new KindSet(waitEndingKinds);

/**
 * Whether a piece can make a difference to the waits of its deal or account, under any policy: only the buyer's acts and
 * words end one, and of these only what moves an axis, a promise, an order, a no, or an account advance.
 * {@link collectSpells}, {@link collectAccountSpells} and {@link collectClusterSpells} give the same for evidence without
 * the records of which no piece may, provided that the account's creation is known.
 */
export function mayEndWait({ actorSide, kind, job, preference, commitment, verdict }: Evidence): boolean {
  if (actorSide !== "buyer") return false;
  if (job !== undefined || preference !== undefined || commitment !== undefined) return true;
  return verdict === "order" || verdict === "qualified-out" || endingKinds.has(kindPlace(kind));
}
