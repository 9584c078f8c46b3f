import { resolve } from "node:path";
import { runAgainstSandboxes } from "@headway/cli";
import { workspaceFolder } from "../../proof-folder.ts";
import type { Bench, Measured } from "../bench.ts";
import { startProcess } from "../start-process.ts";
import { measurePage } from "./page-cost.ts";
import { measurePasses } from "./passes.ts";
import type { PortalAddress } from "./portal-process.ts";
import { measureRate } from "./rate-use.ts";

/**
 * What the HubSpot adapter costs: requests of a first sync through the SDK to the fewest there could be,
 * the use of the limits in virtual time, CPU per page to `fetch` and `JSON.parse`, requests of an idle and
 * of a small run, and memory. CPU is given for the dearer of contacts and calls, whose pages hold 100.
 */
export const bench: Bench = {
  targets: {
    requestRatio: { unit: "times", atMost: 1.1 },
    rateUsed: { unit: "of the share", atLeast: 0.97 },
    rateLimited: { unit: "requests", atMost: 0 },
    pageCpuRatio: { unit: "times", atMost: 1.6 },
    idleRequests: { unit: "requests", atMost: 30 },
    changedRequests: { unit: "requests", atMost: 8 },
    memoryGrowth: { unit: "times", atMost: 1.2 },
  },
  async measure(_args, progress) {
    progress("five minutes of virtual time at half of 190 requests per 10 s");
    const rate = await measureRate();
    progress(`used ${rate.used.toFixed(3)} of the share, ${rate.rateLimited} refused`);
    const pageCpuRatio = await pageCpu(progress);
    const requestRatio = await firstSync(progress);
    return {
      requestRatio,
      rateUsed: { value: rate.used },
      rateLimited: { value: rate.rateLimited },
      pageCpuRatio,
      ...(await passes(progress)),
    };
  },
};

async function pageCpu(progress: (line: string) => void): Promise<Measured> {
  const portal = await startProcess<PortalAddress>("./hubspot/portal-process.ts", ["2000", "2"]);
  try {
    let dearest: Measured = { value: 0 };
    for (const object of ["contact", "call", "deal"] as const) {
      const { adapter, floor } = await measurePage(portal.message, object);
      const ratio = adapter / floor;
      const size = object === "deal" ? "50 with history" : "100";
      progress(`${object}: ${Math.round(adapter)} µs CPU a page of ${size}, floor ${Math.round(floor)} µs`);
      if (object !== "deal" && ratio > dearest.value) dearest = { value: ratio, floor };
    }
    return dearest;
  } finally {
    portal.stop();
  }
}

async function firstSync(progress: (line: string) => void): Promise<Measured> {
  progress("first sync of 10,000 deals and 40,000 activities through the SDK");
  const portal = await startProcess<PortalAddress>("./hubspot/portal-process.ts", ["10000", "4"]);
  try {
    const report = await runAgainstSandboxes({
      crms: { hubspot: portal.message },
      storePath: () => resolve(workspaceFolder, ".headway", "bench", "hubspot.db"),
      asOf: "2026-03-15T00:00:00.000Z",
      limits: "off",
      ruleId: null,
    });
    const { requests = 0, requestsFloor = Number.NaN } = report.crms.hubspot ?? {};
    progress(`${requests} requests where ${requestsFloor} are the fewest, in ${report.wallSeconds} s`);
    return { value: requests / requestsFloor, floor: requestsFloor };
  } finally {
    portal.stop();
  }
}

async function passes(progress: (line: string) => void): Promise<Record<string, Measured>> {
  const small = await measurePasses(10_000);
  progress(`10,000 deals: ${megabytes(small.first.peakRssBytes)} MB at most`);
  const large = await measurePasses(100_000);
  progress(`100,000 deals: ${megabytes(large.first.peakRssBytes)} MB at most`);
  progress(
    `requests of 100,000 deals: ${large.first.requests} at first, then ${large.idle.requests}, then ${large.changed.requests}`,
  );
  return {
    idleRequests: { value: large.idle.requests },
    changedRequests: { value: large.changed.requests - large.idle.requests },
    memoryGrowth: {
      value: large.first.peakRssBytes / small.first.peakRssBytes,
      floor: megabytes(small.first.peakRssBytes),
    },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
