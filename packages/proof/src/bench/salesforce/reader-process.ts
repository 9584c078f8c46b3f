import type { CrmAdapter, Cursor, ObjectName } from "@headway/crm";
import { salesforce } from "@headway/salesforce";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { ownFields } from "@headway/sync";

/** What one pass came to. */
export interface ReaderReport {
  readonly requests: number;
  readonly records: number;
  /** The most memory that the process ever held. */
  readonly peakRssBytes: number;
}

/**
 * Reads as the engine reads: the shape of the org, then every object from its cursor, page by page,
 * keeping cursors alone. A pass for each message; answers with a {@link ReaderReport}.
 */
const [transport = "", instanceUrl = "", accessToken = "", only = ""] = process.argv.slice(2);
let requests = 0;
const options = {
  instanceUrl,
  accessToken,
  share: { day: 1, run: 1 },
  onRequest: () => {
    requests += 1;
  },
};
const crm: CrmAdapter = transport === "sdk" ? salesforce(options) : salesforceFetch(options);
const cursors = new Map<ObjectName, Cursor>();

async function pass(): Promise<ReaderReport> {
  requests = 0;
  let records = 0;
  await crm.describe();
  for (const object of crm.capabilities.objects.filter((name) => only === "" || name === only)) {
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

process.send?.("ready");
process.on("message", () => void pass().then((report) => process.send?.(report)));
process.once("disconnect", () => process.exit(0));
