import { setTimeout as sleep } from "node:timers/promises";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync, ownFields, type RunReport, SyncError } from "@headway/sync";
import { type AtPoint, watchedFetch, watchedStore } from "./crash-points.ts";
import { openStoreAt, type StorePlace } from "./store-place.ts";

/** One run of a sync in words that another process can be given. */
export interface RunOrder {
  readonly origin: string;
  readonly accessToken: string;
  readonly store: StorePlace;
  readonly asOf: string;
}

/** Short, so that a right that a killed process took and did not put its name to is over soon. */
const leaseMs = 2_000;

/** Waits while somebody else, or what is left of him, holds the right to run. */
async function whenFree<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!SyncError.is(error) || error.code !== "run-going-on" || tries === 40) throw error;
      await sleep(250);
    }
  }
}

/** Makes the fields, opens the store and runs once; every step is told to `atPoint`. */
export async function oneRun(order: RunOrder, atPoint: AtPoint): Promise<RunReport> {
  const { origin, accessToken, asOf } = order;
  const ports = { now: () => Date.parse(asOf), sleep: async () => undefined, random: () => 0.5 };
  const send = watchedFetch((input, init) => fetch(input, init), atPoint);
  const crm = hubspotFetch({ origin, accessToken, limits: "off", overlapMs: 0, ports, fetch: send });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const opened = await openStoreAt(order.store);
  try {
    const store = watchedStore(opened, atPoint);
    const sync = createSync({ crm, store, leaseMs, clock: () => Date.parse(asOf) });
    return await whenFree(() => sync.run({ asOf }));
  } finally {
    await opened.close();
  }
}
