import { defaultPolicy, type Evidence, type Policy } from "@headway/core";
import { type Backtest, type BacktestDeal, createBacktest, type FieldReading } from "@headway/core/backtest";
import type { DealRecord, Pipeline } from "@headway/crm";
import { dealFacts } from "../facts.ts";
import type { Store } from "../store.ts";
import { elationPairs } from "./elation-pairs.ts";
import { subjectsOf } from "./subjects-of.ts";

/** What a backtest of a store is run with. */
export interface BacktestStoreOptions {
  readonly store: Store;
  readonly crm: string;
  /** The end of the history; without it the instant of the last run. */
  readonly asOf?: string | undefined;
  /** Days between the dates looked at, and how many there are. */
  readonly everyDays?: number | undefined;
  readonly dates?: number | undefined;
  /** Called after each page of deals with how many were read. */
  readonly onProgress?: ((deals: number) => void) | undefined;
}

/** A backtest of one CRM's history, with the deals that could not be told won from lost. */
export interface StoreBacktest {
  readonly crm: string;
  readonly backtest: Backtest;
  /** Deals left out, by reason. */
  readonly undecided: Readonly<Record<string, number>>;
}

/** Progress is told after so many deals. */
const toldEvery = 500;

/**
 * Tests the assessments on the history in a store, from the store alone: nothing is asked of the CRM, nothing is
 * written. `undefined` where no run has come to its end and no `asOf` is given.
 */
export async function backtestStore(options: BacktestStoreOptions): Promise<StoreBacktest | undefined> {
  const { store, crm, everyDays, dates, onProgress } = options;
  const state = await store.state(crm);
  const asOf = options.asOf ?? state.assessedAt;
  if (asOf === null || asOf === undefined) return undefined;
  const policy: Policy = state.policy ?? defaultPolicy;
  const pipelines = state.schema?.pipelines.status === "known" ? state.schema.pipelines.value : [];
  const running = createBacktest({
    policy,
    asOf,
    ...(everyDays === undefined ? {} : { everyDays }),
    ...(dates === undefined ? {} : { dates }),
  });
  const undecided: Record<string, number> = {};
  let read = 0;
  for await (const { record, evidence } of subjectsOf({ store, crm, pipelines }, "deal")) {
    if (record.object !== "deal") continue;
    const one = dealOf(record, evidence, pipelines);
    if (typeof one === "string") undecided[one] = (undecided[one] ?? 0) + 1;
    else running.add(one);
    read += 1;
    if (read % toldEvery === 0) onProgress?.(read);
  }
  const pairs = await elationPairs({ store, crm, policy, asOf, pipelines });
  return { crm, backtest: running.finish(pairs), undecided };
}

function dealOf(
  record: DealRecord,
  evidence: readonly Evidence[],
  pipelines: readonly Pipeline[],
): BacktestDeal | string {
  const facts = dealFacts(record, pipelines);
  if (facts.status === "unknown") return facts.reason;
  const stages = record.stageHistory.status === "known" ? record.stageHistory.value : undefined;
  const outcomeAt = facts.facts.status === "open" ? null : (facts.facts.closedAt ?? null);
  return { deal: facts.facts, evidence, stages, fields: fieldReadings(record, outcomeAt) };
}

/** When the values of today's fields were written, as far as the CRM kept it. */
function fieldReadings(record: DealRecord, outcomeAt: string | null): FieldReading[] {
  const history = record.fieldHistory?.status === "known" ? record.fieldHistory.value : [];
  const written = new Map(history.map(({ field, at }) => [field, at]));
  const held = Object.entries({
    amount: record.amount,
    closeDate: record.closeDate,
    nextStep: record.nextStep,
    ...record.fields,
  });
  return held
    .filter(([field, value]) => value !== null && !field.startsWith("headway"))
    .map(([field]) => ({ field, knownAt: written.get(field) ?? null, outcomeAt }));
}
