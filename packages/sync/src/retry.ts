import { everyPage } from "./journal-pages.ts";
import type { OpenStore } from "./open-store.ts";
import { holdStore, type Worker } from "./run-lease.ts";
import { findIndeterminate } from "./status.ts";
import type { Intent, Store } from "./store.ts";

/** Who retries what. */
export interface RetryOptions {
  /** `deal/123`, or `task:` and its key; everything that is parked or indeterminate by default. */
  readonly target?: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly worker: Worker;
}

const pageSize = 1_000;

/**
 * Lets the next run send again what was refused, or has had no answer for a day, and gives its targets. Nothing
 * is sent here. Twice is once. Throws `SyncError` `run-going-on` while a run works on this CRM.
 */
export async function retryWrites(
  store: Store | OpenStore,
  crm: string,
  { target, clock, worker }: RetryOptions,
): Promise<string[]> {
  const held = await holdStore(store, { crm, worker, leaseMs: 60_000, clock });
  try {
    const stuck = await stuckWrites(held.store, crm, clock());
    const wanted = stuck.filter((intent) => target === undefined || intent.target === target);
    await held.store.settle(
      crm,
      wanted.map((intent) => ({ status: "retry", intent })),
    );
    return wanted.map((intent) => intent.target);
  } finally {
    await held.release();
  }
}

/** Writes that no run sends by itself. */
async function stuckWrites(store: Store, crm: string, now: number): Promise<Intent[]> {
  const read = (state: "parked" | "inflight") =>
    everyPage(
      (after) => store.intents(crm, state, after, pageSize),
      ({ id }) => id,
    );
  const inFlight = await read("inflight");
  const lost = new Set(findIndeterminate(inFlight, now).map((one) => one.target));
  return [...(await read("parked")), ...inFlight.filter((one) => lost.has(one.target))];
}
