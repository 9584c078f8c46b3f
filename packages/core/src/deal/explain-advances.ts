import type { Situation } from "../evidence/situation.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { newFormula } from "../explain/rule-version.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { Advance } from "./advance.ts";
import type { LedgerEntry } from "./read-advances.ts";

const advancesFormula = /* @__PURE__ */ newFormula("3.2");

/** How many live advances of one direction a ledger holds; unknown where nothing is logged. */
export function explainAdvances(
  ledger: readonly LedgerEntry[],
  direction: Advance["direction"],
  logged: boolean,
  from: DealStandpoint,
): Explained {
  const live = ledger.filter(({ lapsed, advance }) => !lapsed && advance.direction === direction);
  if (live.length === 0) return from.shared(logged ? noAdvances : unloggedAdvances);
  return explainLive(live, logged, from);
}

const noAdvances = (from: DealStandpoint) => explainLive([], true, from);
const unloggedAdvances = (from: DealStandpoint) => explainLive([], false, from);

function explainLive(live: readonly LedgerEntry[], logged: boolean, { asOf }: DealStandpoint): Explained {
  return explain({
    value: logged ? live.length : null,
    unit: "advances",
    valueFrom: "count",
    basis: live.length,
    n: live.length,
    asOf,
    rule: advancesFormula,
    contributions: () => live.map(({ seen, advance }) => contribution(seen.evidence, 1, advance.step)),
    missing: logged ? [] : ["an e-mail, call, meeting, task or note of this deal"],
  });
}

/** Live advances in each of the five situations; there is no exchange rate between them (domain 3.2). */
export function countBySituation(ledger: readonly LedgerEntry[]): Record<Situation, number> {
  const counts = { account: 0, opportunity: 0, meeting: 0, call: 0, development: 0 };
  for (const { advance, lapsed } of ledger) if (!lapsed) counts[advance.situation] += 1;
  return counts;
}

/** The advances that still count. */
export function liveOf(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return ledger.filter(({ lapsed }) => !lapsed);
}
