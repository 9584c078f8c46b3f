import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync, ownFields, type RunReport, SyncError } from "@headway/sync";
import { type AtPoint, watchedFetch, watchedStore } from "./crash-points.ts";
import { openStoreAt, type StorePlace } from "./store-place.ts";
import { leaseMs, whenFree } from "./when-free.ts";

/** One run of a sync in words that another process can be given. */
export interface RunOrder {
  readonly origin: string;
  readonly accessToken: string;
  readonly store: StorePlace;
  readonly asOf: string;
}

/** Makes the fields, opens the store and runs once; every step is told to `atPoint`. */
export async function oneRun(order: RunOrder, atPoint: AtPoint): Promise<RunReport> {
  const { origin, accessToken, asOf } = order;
  // Back-off passes at once; the deadline of a call, which is as long as the lease, never comes.
  const sleep = (ms: number): Promise<void> =>
    ms < leaseMs ? Promise.resolve() : new Promise(() => undefined);
  const ports = { now: () => Date.parse(asOf), sleep, random: () => 0.5 };
  const send = watchedFetch((input, init) => fetch(input, init), atPoint);
  const crm = hubspotFetch({ origin, accessToken, limits: "off", overlapMs: 0, ports, fetch: send });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const opened = await openStoreAt(order.store);
  try {
    const store = watchedStore(opened, atPoint);
    const sync = createSync({ crm, store, leaseMs, clock: () => Date.parse(asOf) });
    const isTaken = (outcome: object): boolean =>
      "error" in outcome && SyncError.is(outcome.error) && outcome.error.code === "run-going-on";
    return await whenFree(() => sync.run({ asOf }), isTaken);
  } finally {
    await opened.close();
  }
}
