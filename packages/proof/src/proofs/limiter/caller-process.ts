import { CrmError, type Cursor, type ObjectName } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { createFleet } from "@headway/sync/fleet";

/** How a caller is to work; the last word of its command line, as JSON. */
export interface CallerPlan {
  readonly databaseUrl: string;
  readonly key: string;
  readonly portalUrl: string;
  readonly accessToken: string;
}

/** What one caller did. */
export interface CallerReport {
  readonly requests: number;
  /** Calls that failed, by code. */
  readonly failures: Readonly<Record<string, number>>;
}

const account = { tenant: "proof", crm: "hubspot", accountId: "12345678" };
const objects: readonly ObjectName[] = ["deal", "account", "contact"];

/**
 * One process of a fleet that wants more than the portal gives: it reads as fast as the limiter lets it, everything
 * at first and then, by searches, what changed since, until the milliseconds of the message are over.
 */
const plan: CallerPlan = JSON.parse(process.argv[2] ?? "{}");
const fleet = await createFleet({ url: plan.databaseUrl, key: plan.key, connections: 3 });
let requests = 0;
const failures: Record<string, number> = {};
const crm = hubspotFetch({
  accessToken: plan.accessToken,
  origin: plan.portalUrl,
  limiter: fleet.limiter(account),
  onRequest: () => {
    requests += 1;
  },
});

async function readFor(milliseconds: number): Promise<CallerReport> {
  const signal = AbortSignal.timeout(milliseconds);
  const cursors = new Map<ObjectName, Cursor>();
  while (!signal.aborted) {
    for (const object of objects)
      await readOnce(object, cursors, signal).catch((error) => note(error, signal));
    // A third look from the beginning keeps both kinds of requests coming.
    if (Math.random() < 0.3) cursors.clear();
  }
  return { requests, failures };
}

async function readOnce(object: ObjectName, cursors: Map<ObjectName, Cursor>, signal: AbortSignal) {
  const since = cursors.get(object);
  const request = { type: "changes", object, ...(since === undefined ? {} : { since }) } as const;
  for await (const page of crm.pull(request, { signal }))
    if (page.cursor !== null) cursors.set(object, page.cursor);
}

function note(error: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const code = CrmError.is(error) ? error.code : String(error);
  failures[code] = (failures[code] ?? 0) + 1;
}

process.on("message", (milliseconds: number) => {
  void readFor(milliseconds).then((report) => process.send?.(report));
});
process.send?.({ ready: true });
process.once("disconnect", () => process.exit(0));
