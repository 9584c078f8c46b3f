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
export function createBacktest(options: BacktestOptions): RunningBacktest {
  const history = emptyHistory(options);
  return {
    add: (one) => addDeal(history, one),
    finish: (elationPairs = {}) => finishBacktest(history, elationPairs),
  };
}

/** What is kept of the deals while they are handed over. */
interface History extends BacktestRows {
  readonly asOf: Instant;
  readonly looks: Look[];
  readonly deals: EndedDeal[];
  readonly spells: Spell[];
  readonly fields: FieldReading[];
  readonly counts: { won: number; lost: number; open: number };
  readonly setAside: Record<string, number>;
}

function emptyHistory({ policy, asOf, everyDays = 14, dates = 52 }: BacktestOptions): History {
  const at = Instant.parse(asOf);
  const asOfMs = instantMs(at);
  return {
    policy,
    asOf: at,
    asOfMs,
    datesMs: Array.from({ length: dates }, (_, k) => asOfMs - (dates - k) * everyDays * dayMs),
    looks: [],
    deals: [],
    spells: [],
    fields: [],
    counts: { won: 0, lost: 0, open: 0 },
    setAside: {},
  };
}

function addDeal(history: History, one: BacktestDeal): void {
  const { deal, evidence } = one;
  const { policy, asOf, asOfMs, counts, looks, datesMs } = history;
  history.fields.push(...(one.fields ?? []));
  const closedMs = deal.closedAt === undefined ? Number.NaN : instantMs(deal.closedAt);
  if (deal.status === "open" || closedMs > asOfMs) {
    counts.open += 1;
    history.spells.push(...collectSpells(deal, evidence, policy, asOf));
    return;
  }
  counts[deal.status] += 1;
  if (Number.isNaN(closedMs)) {
    leaveOut(history, "closed on an unknown day");
    return;
  }
  history.spells.push(...collectSpells(deal, evidence, policy, asOf));
  const createdMs = instantMs(deal.createdAt);
  const open = datesMs.flatMap((ms, date) => (createdMs <= ms && ms < closedMs ? [{ ms, date }] : []));
  if (open.length === 0) {
    leaveOut(history, "not open on any of the dates");
    return;
  }
  const place = history.deals.push({ id: deal.id, won: deal.status === "won", closedMs }) - 1;
  for (const { ms, date } of open) looks.push(lookAt(one, { place, date, ms }, policy));
}

function leaveOut({ setAside }: History, reason: string): void {
  setAside[reason] = (setAside[reason] ?? 0) + 1;
}

function finishBacktest(history: History, elationPairs: ElationPairs): Backtest {
  const { policy, asOf, deals, fields } = history;
  const missing = missingOf(deals);
  const core = {
    asOf,
    policyVersion: policy.version,
    sample: sampleOf(history),
    refusedFields: refuseLeaks(fields),
    elation: betsOf(elationPairs, policy, asOf),
    remarks,
  };
  if (missing.length > 0) return { ...core, status: "too-little-to-say", missing };
  return { ...core, status: "tested", ...testMeasures(history) };
}

const remarks: readonly string[] = [
  "Each look sees only evidence that had happened and was recorded by then; amounts, close dates and stages of today are never looked at.",
  "Deals are followed, not assigned: a deal that gets more attention may be won for other reasons.",
  "Only deals that have closed by the end of the history count; the latest dates hold more of the quick ones.",
  "Logging is missing not at random: a deal about which nothing was logged looks like one in which nothing happened.",
];

function sampleOf({ counts, deals, looks, datesMs, setAside }: History): BacktestSample {
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
