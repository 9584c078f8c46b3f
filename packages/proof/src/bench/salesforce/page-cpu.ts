import { salesforceFetch } from "@headway/salesforce/fetch";
import type { OrgAddress } from "./org-process.ts";

const rounds = 40;
/** Reads of all pages a round, so that a round is longer than the collector's own beat. */
const readsOfRound = 4;
const warmUps = 4;
const wholePages = (10_000 / 2_000) * readsOfRound;

/** CPU of one page in milliseconds: by the adapter up to canonical records, and by `fetch` and `JSON.parse` alone. */
export interface PageCpu {
  readonly adapterMs: number;
  readonly parseMs: number;
  /** All rounds of the one over all rounds of the other. */
  readonly ratio: number;
}

/**
 * Reads all contacts, five pages of 2,000 rows, by the adapter and by `fetch` + `JSON.parse` of the very same
 * requests, in turns; medians. What the adapter asks besides its pages (the describe) is asked by both.
 */
export async function measurePageCpu({ url, accessToken }: OrgAddress): Promise<PageCpu> {
  const sent: { input: string; init: RequestInit }[] = [];
  const crm = salesforceFetch({
    instanceUrl: url,
    accessToken,
    share: { day: 1, run: 1 },
    fetch(input, init) {
      sent.push({ input: String(input), init: init ?? {} });
      return fetch(input, init);
    },
  });
  const byAdapter = async (): Promise<void> => {
    sent.length = 0;
    let records = 0;
    for await (const page of crm.pull({ type: "changes", object: "contact" })) records += page.changes.length;
    if (records !== 10_000) throw new Error(`${records} contacts came`);
  };
  const byParse = async (): Promise<void> => {
    for (const { input, init } of sent) {
      const { signal: _, ...rest } = init;
      JSON.parse(await (await fetch(input, rest)).text());
    }
  };
  const times = { adapter: [] as number[], parse: [] as number[] };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const adapter = await cpuMs(byAdapter);
    const parse = await cpuMs(byParse);
    if (round < warmUps) continue;
    times.adapter.push(adapter);
    times.parse.push(parse);
  }
  return {
    adapterMs: median(times.adapter) / wholePages,
    parseMs: median(times.parse) / wholePages,
    ratio: total(times.adapter) / total(times.parse),
  };
}

/**
 * Of one round, helper threads of the collector included. No collection is forced in between: that throws compiled
 * code away, which a sync of many pages never meets, and compiling it again would be counted.
 */
async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let read = 0; read < readsOfRound; read += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
