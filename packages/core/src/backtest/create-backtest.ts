import { collectSpells } from "../cohort/collect-spells.ts";
import type { Spell } from "../cohort/spell.ts";
import { dayMs, Instant, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { elationBet } from "../relationship/elation-bet.ts";
import type { Backtest, BacktestDeal, BacktestSample, ElationPairs } from "./backtest.ts";
import { type Look, lookAt } from "./backtest-look.ts";
import { type FieldReading, refuseLeaks } from "./leak-guard.ts";
import { testMeasures } from "./test-measures.ts";

/** What a backtest is run with. */
export interface BacktestOptions {
  readonly policy: Policy;
  /** The end of the history; nothing later is seen. */
  readonly asOf: string;
  /** Days between the dates looked at; 14 where absent. */
  readonly everyDays?: number;
  /** How many dates are looked at, the last one `everyDays` before `asOf`; 52 where absent. */
  readonly dates?: number;
}

/** A backtest that deals are handed to one by one; nothing of a deal is kept but what was counted. */
export interface RunningBacktest {
  add(deal: BacktestDeal): void;
  finish(elationPairs?: ElationPairs): Backtest;
}

/** A deal that was looked at, with how it ended. */
export interface EndedDeal {
  readonly id: string;
  readonly won: boolean;
  readonly closedMs: number;
}

/** What a finished history comes to. */
export interface BacktestRows {
  readonly looks: readonly Look[];
  readonly deals: readonly EndedDeal[];
  readonly spells: readonly Spell[];
  readonly datesMs: readonly number[];
  readonly asOfMs: number;
  readonly policy: Policy;
}

/** The fewest won and lost deals of which anything is said. */
export const dataFloor = { won: 50, lost: 150 } as const;

/** Begins a backtest. The order of the deals does not matter to any figure. Throws a `ZodError` for a bad `asOf`. */
export function createBacktest({
  policy,
  asOf,
  everyDays = 14,
  dates = 52,
}: BacktestOptions): RunningBacktest {
  const at = Instant.parse(asOf);
  const asOfMs = instantMs(at);
  const datesMs = Array.from({ length: dates }, (_, k) => asOfMs - (dates - k) * everyDays * dayMs);
  const looks: Look[] = [];
  const deals: EndedDeal[] = [];
  const spells: Spell[] = [];
  const fields: FieldReading[] = [];
  const counts = { won: 0, lost: 0, open: 0 };
  const setAside: Record<string, number> = {};
  const leaveOut = (reason: string) => {
    setAside[reason] = (setAside[reason] ?? 0) + 1;
  };
  return {
    add(one) {
      const { deal, evidence } = one;
      fields.push(...(one.fields ?? []));
      const closedMs = deal.closedAt === undefined ? Number.NaN : instantMs(deal.closedAt);
      if (deal.status === "open" || closedMs > asOfMs) {
        counts.open += 1;
        spells.push(...collectSpells(deal, evidence, policy, at));
        return;
      }
      counts[deal.status] += 1;
      if (Number.isNaN(closedMs)) return leaveOut("closed on an unknown day");
      spells.push(...collectSpells(deal, evidence, policy, at));
      const createdMs = instantMs(deal.createdAt);
      const open = datesMs.flatMap((ms, date) => (createdMs <= ms && ms < closedMs ? [{ ms, date }] : []));
      if (open.length === 0) return leaveOut("not open on any of the dates");
      const place = deals.push({ id: deal.id, won: deal.status === "won", closedMs }) - 1;
      for (const { ms, date } of open) looks.push(lookAt(one, { place, date, ms }, policy));
    },
    finish(elationPairs = {}) {
      const sample = sampleOf({ counts, deals, looks, datesMs, setAside });
      const missing = missingOf(deals);
      const core = {
        asOf: at,
        policyVersion: policy.version,
        sample,
        refusedFields: refuseLeaks(fields),
        elation: betsOf(elationPairs, policy, at),
        remarks,
      };
      if (missing.length > 0) return { ...core, status: "too-little-to-say", missing };
      return {
        ...core,
        status: "tested",
        ...testMeasures({ looks, deals, spells, datesMs, asOfMs, policy }),
      };
    },
  };
}

const remarks: readonly string[] = [
  "Each look sees only evidence that had happened and was recorded by then; amounts, close dates and stages of today are never looked at.",
  "Deals are followed, not assigned: a deal that gets more attention may be won for other reasons.",
  "Only deals that have closed by the end of the history count; the latest dates hold more of the quick ones.",
  "Logging is missing not at random: a deal about which nothing was logged looks like one in which nothing happened.",
];

function sampleOf(found: {
  readonly counts: { readonly won: number; readonly lost: number; readonly open: number };
  readonly deals: readonly EndedDeal[];
  readonly looks: readonly Look[];
  readonly datesMs: readonly number[];
  readonly setAside: Readonly<Record<string, number>>;
}): BacktestSample {
  const { counts, deals, looks, datesMs, setAside } = found;
  const closed = counts.won + counts.lost;
  const used = new Set(looks.map(({ date }) => date));
  return {
    ...counts,
    baseRate: closed === 0 ? null : counts.won / closed,
    deals: deals.length,
    looks: looks.length,
    dates: datesMs.filter((_, date) => used.has(date)).map(instantOf),
    setAside,
  };
}

function missingOf(deals: readonly EndedDeal[]): string[] {
  const won = deals.filter((deal) => deal.won).length;
  const lost = deals.length - won;
  return [
    ...(won < dataFloor.won ? [`won deals that were open on a past date: ${won} of ${dataFloor.won}`] : []),
    ...(lost < dataFloor.lost
      ? [`lost deals that were open on a past date: ${lost} of ${dataFloor.lost}`]
      : []),
  ];
}

function betsOf(pairs: ElationPairs, policy: Policy, asOf: Instant): Backtest["elation"] {
  return (["retention", "referral", "revenue"] as const).flatMap((outcome) => {
    const own = pairs[outcome];
    return own === undefined ? [] : [elationBet({ outcome, pairs: own, policy, asOf })];
  });
}
