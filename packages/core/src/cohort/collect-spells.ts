import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Policy } from "../policy/policy.ts";
import type { Spell } from "./spell.ts";

/** The waits of one deal: from creation to the first advance, from each advance to the next, and the last one. */
export function collectSpells(
  _deal: DealFacts,
  _evidence: Iterable<Evidence>,
  _policy: Policy,
  _asOf: string,
): Spell[] {
  throw new Error("Not built yet");
}
