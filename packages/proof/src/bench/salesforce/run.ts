import type { Bench } from "../bench.ts";
import { type Started, startProcess } from "../start-process.ts";
import type { BulkOrgAddress } from "./bulk-org-process.ts";
import type { OrgAddress } from "./org-process.ts";
import { measurePageCpu } from "./page-cpu.ts";
import type { ReaderReport } from "./reader-process.ts";

const pageRows = 2_000;
const hourMs = 3_600_000;
const bulkRows = 1_000_000;
const megabyte = 1_048_576;
/**
 * A heap as small as a function in the cloud has it. Without a cap the engine lets garbage lie until there
 * is more of it, and the peak says how much memory there was, not how much was needed.
 */
const readerFlags = ["--max-old-space-size=96", "--max-semi-space-size=4"];

/** What reading an org costs: requests, memory and time. The worse of both transports counts. */
export const bench: Bench = {
  targets: {
    requestRatio: { unit: "times", atMost: 1.1 },
    bulkPeakRssMb: { unit: "MB", atMost: 250 },
    pageCpuRatio: { unit: "times", atMost: 1.6 },
    idleRequests: { unit: "requests", atMost: 30 },
    changedRequests: { unit: "requests", atMost: 8 },
    memoryGrowth: { unit: "times", atMost: 1.2 },
  },
  async measure(_args, progress) {
    const org = await startOrg(10_000, 4, progress);
    const sdk = await measureRequests(org, "sdk", progress);
    const plain = await measureRequests(org, "fetch", progress);
    const cpu = await measurePageCpu(org.message);
    progress(
      `a page of ${pageRows} rows: ${cpu.adapterMs.toFixed(2)} ms, parsed alone ${cpu.parseMs.toFixed(2)} ms`,
    );
    org.stop();
    const growth = await measureGrowth(progress);
    const bulkPeak = await measureBulk(progress);
    const floor = requestFloor(org.message);
    return {
      requestRatio: { value: Math.max(sdk.first, plain.first) / floor, floor },
      bulkPeakRssMb: { value: bulkPeak },
      pageCpuRatio: { value: cpu.ratio, floor: cpu.parseMs },
      idleRequests: { value: Math.max(sdk.idle, plain.idle) },
      changedRequests: { value: Math.max(sdk.changed - sdk.idle, plain.changed - plain.idle) },
      memoryGrowth: growth,
    };
  },
};

type Progress = (line: string) => void;

async function startOrg(
  deals: number,
  activitiesPerDeal: number,
  progress: Progress,
): Promise<Started<OrgAddress>> {
  const org = await startProcess<OrgAddress>("./salesforce/org-process.ts", [
    String(deals),
    String(activitiesPerDeal),
  ]);
  progress(`an org of ${deals} deals: ${JSON.stringify(org.message.rows)}`);
  return org;
}

function startReader(
  transport: string,
  { url, accessToken }: BulkOrgAddress,
  only = "",
): Promise<Started<string>> {
  return startProcess<string>(
    "./salesforce/reader-process.ts",
    [transport, url, accessToken, only],
    readerFlags,
  );
}

interface Requests {
  readonly first: number;
  readonly idle: number;
  readonly changed: number;
}

async function measureRequests(
  org: Started<OrgAddress>,
  transport: string,
  progress: Progress,
): Promise<Requests> {
  const reader = await startReader(transport, org.message);
  // What was made just now would come twice: the second reading begins a little before the first.
  await org.ask({ advanceMs: hourMs });
  const first = await reader.ask<ReaderReport>("pass");
  await org.ask({ advanceMs: hourMs });
  const idle = await reader.ask<ReaderReport>("pass");
  if (idle.records > 0) throw new Error(`${idle.records} records came though nothing had changed`);
  await org.ask({ editDeals: 100 });
  await org.ask({ advanceMs: hourMs });
  const changed = await reader.ask<ReaderReport>("pass");
  if (changed.records !== 100) throw new Error(`${changed.records} records came of 100 that had changed`);
  reader.stop();
  const counts = { first: first.requests, idle: idle.requests, changed: changed.requests };
  progress(`${transport}: ${JSON.stringify(counts)} requests, ${first.records} records`);
  return counts;
}

/**
 * The fewest requests in which any client could read the org by pages of 2,000 rows: one at least for
 * each object, a deal's history and people being rows of their own.
 */
function requestFloor({ rows }: OrgAddress): number {
  const pages = (...tables: readonly string[]): number => {
    const count = tables.reduce((sum, table) => sum + (rows[table] ?? 0), 0);
    return Math.max(1, Math.ceil(count / pageRows));
  };
  const deals = pages("Opportunity", "OpportunityHistory", "OpportunityContactRole");
  const mails = pages("EmailMessage", "EmailMessageRelation");
  const others = ["Account", "Contact", "User", "Task", "Event"].map((table) => pages(table));
  return others.reduce((sum, count) => sum + count, deals + mails);
}

/** Peak memory of a first reading of ten times the deals to that of one. */
async function measureGrowth(progress: Progress): Promise<{ value: number; floor: number }> {
  const small = await peakOf(10_000, progress);
  const large = await peakOf(100_000, progress);
  return { value: large / small, floor: small };
}

async function peakOf(deals: number, progress: Progress): Promise<number> {
  const org = await startOrg(deals, 1, progress);
  const reader = await startReader("fetch", org.message);
  const { peakRssBytes, records, requests } = await reader.ask<ReaderReport>("pass");
  reader.stop();
  org.stop();
  const peakMb = peakRssBytes / megabyte;
  progress(`${records} records in ${requests} requests within ${peakMb.toFixed(0)} MB`);
  return peakMb;
}

async function measureBulk(progress: Progress): Promise<number> {
  const org = await startProcess<BulkOrgAddress>("./salesforce/bulk-org-process.ts", [String(bulkRows)]);
  const peaks: number[] = [];
  for (const transport of ["sdk", "fetch"]) {
    const reader = await startReader(transport, org.message, "account");
    const { peakRssBytes, records, requests } = await reader.ask<ReaderReport>("pass");
    reader.stop();
    if (records !== bulkRows) throw new Error(`${records} records came of ${bulkRows}`);
    peaks.push(peakRssBytes / megabyte);
    progress(
      `${transport}: ${records} records by bulk in ${requests} requests within ${peaks.at(-1)?.toFixed(0)} MB`,
    );
  }
  org.stop();
  return Math.max(...peaks);
}
