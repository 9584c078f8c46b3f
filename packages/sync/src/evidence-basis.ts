import { waitEndingKinds } from "@headway/core";
import { fingerprint } from "./fingerprint.ts";
import type { RunContext } from "./run-context.ts";

/** What this run derives evidence under: rules and pipelines. Equal for equal ones; changes when they do. */
export function evidenceBasisOf({ policy, evidence }: RunContext): Promise<string> {
  // A store may have noted of evidence whether it may end a wait.
  return fingerprint([policy.evidenceRules, evidence.pipelines, waitEndingKinds]);
}

/**
 * To be called before a run stores any evidence. Where what is stored was derived under another basis, the state says
 * from now on that no one basis holds for all of it (`null`), until everything was derived again: whoever goes on
 * after a crash, under whichever rules, derives again (`invariant:K1`). A store that holds nothing yet gets this
 * basis at once, so that a first reading in many runs under the same rules derives nothing twice. Twice is once.
 * Returns whether what is stored may be of another basis.
 */
export async function noteEvidenceBasis(context: RunContext): Promise<boolean> {
  const { store, crm } = context;
  const [before, present] = [(await store.state(crm.crm)).evidenceBasis, await evidenceBasisOf(context)];
  if (before === present) return false;
  const basis = context.isFirstReading && (await isEmpty(context)) ? present : null;
  if (basis !== before) await store.saveState(crm.crm, { evidenceBasis: basis });
  return basis !== present;
}

async function isEmpty({ store, crm }: RunContext): Promise<boolean> {
  return Object.values(await store.counts(crm.crm)).every((stored) => stored === 0);
}
