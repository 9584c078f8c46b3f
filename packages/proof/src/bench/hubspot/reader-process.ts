import { type Cursor, type ObjectName, planProvision } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { ownFields } from "@headway/sync";

/** What one pass over everything came to. */
export interface ReaderReport {
  readonly requests: number;
  readonly records: number;
  /** The most memory that the process ever held. */
  readonly peakRssBytes: number;
}

/**
 * Reads as the engine reads: the shape of the portal, then every object from its cursor, page by page,
 * keeping cursors alone; its memory is therefore the adapter's. A pass for each message; answers with a
 * {@link ReaderReport}.
 */
const [origin = "", accessToken = ""] = process.argv.slice(2);
let requests = 0;
const crm = hubspotFetch({
  accessToken,
  origin,
  limits: "off",
  onRequest: () => {
    requests += 1;
  },
});
const cursors = new Map<ObjectName, Cursor>();

async function pass(): Promise<ReaderReport> {
  requests = 0;
  let records = 0;
  await crm.describe();
  for (const object of ["user" as const, ...crm.capabilities.objects.filter((name) => name !== "user")]) {
    const fields = ownFields.filter((field) => field.object === object).map((field) => field.name);
    const since = cursors.get(object);
    const request = { type: "changes" as const, object, fields, ...(since === undefined ? {} : { since }) };
    for await (const page of crm.pull(request)) {
      records += page.changes.length;
      if (page.cursor !== null) cursors.set(object, page.cursor);
    }
  }
  // maxRSS is in kilobytes on every platform that node runs on.
  return { requests, records, peakRssBytes: process.resourceUsage().maxRSS * 1_024 };
}

const plan = planProvision(await crm.describe(), ownFields);
await crm.provision(plan.map(({ step }) => step));
process.send?.("ready");
process.on("message", () => void pass().then((report) => process.send?.(report)));
process.once("disconnect", () => process.exit(0));
