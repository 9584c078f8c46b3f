import { systemPorts } from "@headway/crm/http";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { createMirror, type MirrorReport } from "@headway/sync/mirror";
import { type AtPoint, watchedFetch, watchedStore } from "./crash-points.ts";
import { openStoreAt, type StorePlace } from "./store-place.ts";

/** One run of a mirror in words that another process can be given. */
export interface MirrorOrder {
  readonly hubspot: { readonly origin: string; readonly accessToken: string };
  readonly salesforce: { readonly instanceUrl: string; readonly accessToken: string };
  readonly store: StorePlace;
  /** The instant of everything, milliseconds since 1970. */
  readonly now: number;
  /** The instant by which leases run out: later for each run, so that nobody waits for one who was killed. */
  readonly leaseNow: number;
}

const stages = [
  ["appointmentscheduled", "Prospecting"],
  ["qualifiedtobuy", "Qualification"],
  ["presentationscheduled", "Needs Analysis"],
  ["closedwon", "Closed Won"],
  ["closedlost", "Closed Lost"],
] as const;

/** Opens both CRMs and the store and mirrors once; every step is told to `atPoint`. */
export async function mirrorRun(order: MirrorOrder, atPoint: AtPoint): Promise<MirrorReport> {
  // Deadlines count on a sleep that takes its time.
  const ports = { ...systemPorts, now: () => order.now };
  const send = watchedFetch((input, init) => fetch(input, init), atPoint);
  const left = hubspotFetch({ ...order.hubspot, limits: "off", overlapMs: 0, ports, fetch: send });
  const right = salesforceFetch({ ...order.salesforce, overlapMs: 0, ports, fetch: send });
  const opened = await openStoreAt(order.store, () => order.leaseNow);
  try {
    const mirror = createMirror({
      left,
      right,
      store: watchedStore(opened.mirrors, atPoint),
      fields: ["stageId", "amount", "closeDate", "nextStep"],
      stages: [{ left: "default", right: "Opportunity", pairs: stages }],
      conflict: "left",
      initial: "left",
      match: { externalKey: { holds: "other-id", left: "salesforce_id" } },
      currency: { left: { default: "USD" }, right: { default: "USD" } },
      clock: () => order.now,
    });
    return await mirror.run({ approve: true });
  } finally {
    await opened.close();
  }
}
