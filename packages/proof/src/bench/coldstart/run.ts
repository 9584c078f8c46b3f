import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Measured } from "../bench.ts";
import { type Started, startProcess } from "../start-process.ts";
import { inFreshProcess, median } from "./fresh-process.ts";
import { type Bundle, makeBundles } from "./make-bundles.ts";
import type { CrmAddress, SeenRequest } from "./portal-process.ts";

const processes = 7;
const secret = "callout-secret-0123456789";
type Progress = (line: string) => void;
type Side = "hubspot" | "salesforce";

/** The smallest runtimes: how big, how soon awake, how much memory, how long and how many requests an action takes. */
export const bench: Bench = {
  targets: {
    hubspotBundleKb: { unit: "kB minified", atMost: 100 },
    hubspotImportRatio: { unit: "of the bundled @hubspot/api-client", atMost: 0.125 },
    salesforceBundleKb: { unit: "kB minified", atMost: 100 },
    salesforceImportRatio: { unit: "of the bundled jsforce", atMost: 0.125 },
    rssAboveFetchMb: { unit: "MB above the same fetches alone", atMost: 25 },
    rssMb: { unit: "MB peak under --max-old-space-size=96", atMost: 110 },
    actionMs: { unit: "ms with 80 ms a request", atMost: 700 },
    requestsPerDeal: { unit: "reads, HubSpot", atMost: 10 },
    salesforceRequestsPerDeal: { unit: "reads, Salesforce", atMost: 4 },
    longDealRequests: { unit: "reads of 500 activities, HubSpot", atMost: 20 },
    longDealSalesforceRequests: { unit: "reads of 400 activities, Salesforce", atMost: 12 },
    longDealSeconds: { unit: "s for 500 activities with 80 ms a request", atMost: 20 },
  },
  async measure(_args, progress) {
    const bundles = await makeBundles();
    progress(`bundled; ${processes} fresh processes of each, in turn`);
    return {
      hubspotBundleKb: { value: bundles["hubspot-action"].bytes / 1_000 },
      salesforceBundleKb: { value: bundles["salesforce-function"].bytes / 1_000 },
      hubspotImportRatio: await importRatio(bundles["hubspot-action"], bundles["hubspot-sdk"], progress),
      salesforceImportRatio: await importRatio(
        bundles["salesforce-function"],
        bundles["salesforce-sdk"],
        progress,
      ),
      ...(await shortDeal(bundles, progress)),
      ...(await longDeal(bundles, progress)),
    };
  },
};

/** In turn, so that a machine that slows down slows both. */
async function importRatio(own: Bundle, sdk: Bundle, progress: Progress): Promise<Measured> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let index = 0; index < processes; index += 1) {
    ours.push((await inFreshProcess(["import", own.path], {})).importMs);
    theirs.push((await inFreshProcess(["import", sdk.path], {})).importMs);
  }
  progress(`import: ours ${median(ours).toFixed(1)} ms, the SDK's ${median(theirs).toFixed(1)} ms`);
  return { value: median(ours) / median(theirs), floor: median(theirs) };
}

type Bundles = Awaited<ReturnType<typeof makeBundles>>;

function environmentOf(address: CrmAddress, side: Side): Record<string, string> {
  const { url, token } = address[side];
  return {
    ...{ HEADWAY_ORIGIN: url, HEADWAY_TOKEN: token, HEADWAY_AS_OF: address.asOf },
    ...(side === "salesforce" ? { HEADWAY_SECRET: secret } : {}),
  };
}

function eventOf(address: CrmAddress, side: Side): string {
  const { dealId } = address[side];
  if (side === "salesforce")
    return JSON.stringify({ orgId: address.salesforce.orgId, object: "deal", id: dealId });
  const { portalId } = address.hubspot;
  return JSON.stringify({
    origin: { portalId },
    object: { objectType: "DEAL", objectId: dealId },
    inputFields: {},
  });
}

async function act(bundles: Bundles, address: CrmAddress, side: Side) {
  const bundle = bundles[side === "hubspot" ? "hubspot-action" : "salesforce-function"];
  const args = ["act", bundle.path, eventOf(address, side)];
  const measures = await inFreshProcess(args, environmentOf(address, side), ["--max-old-space-size=96"]);
  const isGood = /"(headway_)?status":"(assessed|done)"/.test(measures.outcome);
  if (!isGood) throw new Error(`the action on ${side} did not succeed: ${measures.outcome.slice(0, 500)}`);
  return measures;
}

const isRead = ({ method, path }: SeenRequest): boolean =>
  method === "GET" || path.endsWith("/batch/read") || path.endsWith("/composite");

async function shortDeal(bundles: Bundles, progress: Progress): Promise<Record<string, Measured>> {
  const crm = await startProcess<CrmAddress>("coldstart/portal-process.ts", ["1"]);
  const { message: address } = crm;
  const requests = (latencyMs: number) => crm.ask<readonly SeenRequest[]>({ latencyMs });
  try {
    await requests(80);
    const first = await act(bundles, address, "hubspot");
    const whole = await requests(80);
    progress(`a first action: ${first.runMs.toFixed(0)} ms, ${whole.length} requests with its writes`);
    const runs = [first.runMs];
    const peaks: number[] = [first.peakMb];
    let again: readonly SeenRequest[] = [];
    for (let index = 1; index < processes; index += 1) {
      const { runMs, peakMb } = await act(bundles, address, "hubspot");
      runs.push(runMs);
      peaks.push(peakMb);
      again = await requests(80);
    }
    progress(`the same once more: ${again.length} requests; ms of each: ${runs.map(Math.round).join(", ")}`);
    const bare = await fetchesAlone(whole, environmentOf(address, "hubspot"));
    await requests(80);
    await act(bundles, address, "salesforce");
    await requests(80);
    await act(bundles, address, "salesforce");
    const salesforce = await requests(80);
    return {
      actionMs: { value: Math.max(median(runs), first.runMs) },
      rssMb: { value: median(peaks) },
      rssAboveFetchMb: { value: median(peaks) - bare, floor: bare },
      requestsPerDeal: { value: again.filter(isRead).length },
      salesforceRequestsPerDeal: { value: salesforce.filter(isRead).length },
    };
  } finally {
    crm.stop();
  }
}

async function fetchesAlone(
  requests: readonly SeenRequest[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const path = join(mkdtempSync(join(tmpdir(), "headway-fetches-")), "requests.json");
  writeFileSync(path, JSON.stringify(requests));
  const peaks: number[] = [];
  for (let index = 0; index < processes; index += 1) {
    const flags = ["--max-old-space-size=96"];
    peaks.push((await inFreshProcess(["repeat", path], environment, flags)).peakMb);
  }
  return median(peaks);
}

async function longDeal(bundles: Bundles, progress: Progress): Promise<Record<string, Measured>> {
  const crm: Started<CrmAddress> = await startProcess("coldstart/portal-process.ts", ["100"]);
  const requests = () => crm.ask<readonly SeenRequest[]>({ latencyMs: 80 });
  try {
    await requests();
    const hubspot = await act(bundles, crm.message, "hubspot");
    const reads = (await requests()).filter(isRead);
    const salesforce = await act(bundles, crm.message, "salesforce");
    const salesforceReads = (await requests()).filter(isRead);
    progress(
      `500 activities: ${hubspot.runMs.toFixed(0)} ms on HubSpot, ${salesforce.runMs.toFixed(0)} on Salesforce`,
    );
    return {
      longDealRequests: { value: reads.length },
      longDealSalesforceRequests: { value: salesforceReads.length },
      longDealSeconds: { value: Math.max(hubspot.runMs, salesforce.runMs) / 1_000 },
    };
  } finally {
    crm.stop();
  }
}
