import { planProvision } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync, ownFields, type RunReport, type Store } from "@headway/sync";
import { postgresStore } from "@headway/sync/postgres";
import { sqliteStore } from "@headway/sync/sqlite";

/** What one pass of the engine came to, in this process. */
export interface PassReport {
  readonly requests: number;
  /** Records read, and records written. */
  readonly read: number;
  readonly written: number;
  readonly state: RunReport["state"];
  readonly gaps: readonly string[];
  /** Of every thread of this process. */
  readonly cpuMs: number;
  readonly seconds: number;
  /** The most memory that the process ever held. */
  readonly peakRssBytes: number;
}

/**
 * `pass` runs the engine once; `keep` runs it once and keeps every request that it sends; `floor` sends the kept
 * requests again, each in its turn, by `fetch` alone, and parses the answers.
 */
export type EngineOrder = "pass" | "keep" | "floor";

/** An order at a time so far ahead, as the portal's is: an engine an hour behind would take all of it for later news. */
export interface TimedOrder {
  readonly what: EngineOrder;
  readonly aheadMs: number;
}

interface Sent {
  readonly input: string;
  readonly init: RequestInit;
}

/**
 * The engine over a HubSpot portal in a process of its own, its store in a file or at a `postgres://` address;
 * answers every order with a {@link PassReport}.
 */
const [origin = "", accessToken = "", place = ":memory:"] = process.argv.slice(2);
const kept: Sent[] = [];
let keeping = false;
let requests = 0;

const crm = hubspotFetch({
  accessToken,
  origin,
  limits: "off",
  fetch(input, init) {
    requests += 1;
    if (keeping) kept.push({ input: String(input), init: init ?? {} });
    return fetch(input, init);
  },
});

async function openStore(): Promise<Store> {
  return place.startsWith("postgres://") ? postgresStore({ url: place }) : sqliteStore(place);
}

async function pass(
  store: Store,
  aheadMs: number,
): Promise<Pick<PassReport, "read" | "written" | "state" | "gaps">> {
  const { pulled, written, state, gaps } = await createSync({
    crm,
    store,
    clock: () => Date.now() + aheadMs,
  }).run();
  return { read: sum(pulled), written: sum(written), state, gaps };
}

async function floor(): Promise<Pick<PassReport, "read" | "written" | "state" | "gaps">> {
  for (const { input, init } of kept) {
    const { signal: _, ...rest } = init;
    requests += 1;
    JSON.parse(await (await fetch(input, rest)).text());
  }
  return { read: 0, written: 0, state: "complete", gaps: [] };
}

async function measured({ what, aheadMs }: TimedOrder, store: Store): Promise<PassReport> {
  requests = 0;
  keeping = what === "keep";
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const done = what === "floor" ? await floor() : await pass(store, aheadMs);
  const { user, system } = process.cpuUsage(before);
  return {
    ...done,
    requests,
    cpuMs: (user + system) / 1_000,
    seconds: (performance.now() - startedAt) / 1_000,
    // maxRSS is in kilobytes on every platform that node runs on.
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

const plan = planProvision(await crm.describe(), ownFields);
await crm.provision(plan.map(({ step }) => step));
const store = await openStore();
process.send?.("ready");
process.on(
  "message",
  (order: TimedOrder) => void measured(order, store).then((report) => process.send?.(report)),
);
process.once("disconnect", () => process.exit(0));
