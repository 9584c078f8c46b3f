import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { demoPortfolio, type HubspotSandbox, hubspotSandbox, startSandbox } from "@headway/sandbox";
import { ownFields, SyncError } from "@headway/sync";
import { type AccountName, createFleet, type Fleet } from "@headway/sync/fleet";
import { postgresStore } from "@headway/sync/postgres";
import { startPostgres } from "../../postgres/start-postgres.ts";
import { type Random, seeded } from "../cramming/seeded.ts";
import type { CrashPart } from "./crash-part.ts";

const workers = 8;
const leaseMs = 2_000;
/** Past the lease and past the silence after which a job is given to somebody else. */
const pauseMs = 13_000;
const asOf = "2026-03-01T00:00:00.000Z";
const script = join(import.meta.dirname, "..", "..", "crash", "fleet-worker.ts");

/** One portal that workers sync, as its own server. */
interface Portal {
  readonly sandbox: HubspotSandbox;
  readonly name: AccountName;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** `invariant:K2`: workers stopped past their leases and woken again do nothing twice and overwrite nothing. */
export const withStoppedWorkers: CrashPart = {
  name: "workers-stopped",
  async run({ pausingMs }, tell) {
    const postgres = await startPostgres();
    const key = randomBytes(32).toString("base64");
    const portals = await Promise.all(Array.from({ length: workers }, (_, index) => openPortal(index)));
    const fleet = await createFleet({ url: postgres.url, key, owner: "parent", silenceMs: 10_000 });
    for (const { name, origin, sandbox } of portals)
      await fleet.accounts.put({ ...name, credentials: { origin, accessToken: sandbox.accessToken } });
    const children = Array.from({ length: workers }, (_, index) =>
      startWorker({ url: postgres.url, key, owner: `worker-${index}`, asOf, leaseMs }),
    );
    await Promise.all(children.map(({ ready }) => ready));
    const cycles = await pauseAndWake(children, fleet, portals, pausingMs, tell);
    const isQuiet = await untilQuiet(fleet, portals, tell);
    const { doubled, left } = await lookAgain(fleet, portals, tell);
    const said = await Promise.all(children.map(stopWorker));
    const stale = await tryStaleWrites(postgres.url, 1_000, tell);
    await fleet.close();
    for (const portal of portals) await portal.close();
    await postgres.stop();
    const sum = (type: string): number => said.reduce((total, counts) => total + (counts[type] ?? 0), 0);
    const figures = {
      ...{ workerProcesses: workers, pauses: cycles, workerRuns: sum("done"), runsLost: sum("lost") },
      ...{ doubleEffects: doubled.length, staleWrites: stale.tried },
      staleRowsChanged: stale.changed,
    };
    const misses = [
      ...doubled,
      ...left,
      ...(stale.changed > 0 ? [`${stale.changed} stale writes changed a row`] : []),
      ...(isQuiet ? [] : ["the jobs did not end"]),
    ];
    return { figures, misses };
  },
};

async function openPortal(index: number): Promise<Portal> {
  const sandbox = hubspotSandbox({ limits: "off", now: () => Date.parse(asOf), latencyMs: 20 });
  sandbox.loadPortfolio(demoPortfolio({ seed: 20 + index, asOf }));
  const running = await startSandbox({ hubspot: sandbox });
  const { accessToken } = sandbox;
  const origin = running.hubspot.url;
  await hubspotFetch({ origin, accessToken, limits: "off" }).provision(
    ownFields.map((field) => ({ type: "create-field", field })),
  );
  const name = { tenant: `tenant-${index}`, crm: "hubspot", accountId: String(index) };
  return { sandbox, name, origin, close: running.close };
}

interface StartedWorker {
  readonly child: ChildProcess;
  readonly said: Promise<string>;
  /** It has opened the fleet and works. */
  readonly ready: Promise<void>;
}

function startWorker(order: object): StartedWorker {
  const child = spawn(process.execPath, ["--conditions=@headway/source", script, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("ready")) resolve();
    });
    child.once("close", () => resolve());
  });
  return { child, ready, said: new Promise((resolve) => child.once("close", () => resolve(text))) };
}

async function stopWorker({ child, said }: StartedWorker): Promise<Record<string, number>> {
  child.kill("SIGTERM");
  const text = await said;
  const [, last = ""] = text.split("ready\n");
  return last === "" ? {} : (JSON.parse(last) as Record<string, number>);
}

/** People edit and runs are asked for, while half of the workers are asleep at any time. */
async function pauseAndWake(
  children: readonly StartedWorker[],
  fleet: Fleet,
  portals: readonly Portal[],
  pausingMs: number,
  tell: (line: string) => void,
): Promise<number> {
  const random = seeded(2_002);
  const until = Date.now() + pausingMs;
  const asleep = new Map<StartedWorker, number>();
  let pauses = 0;
  while (Date.now() < until) {
    await editAndAsk(fleet, portals, random);
    for (const [worker, wakesAt] of asleep) {
      if (Date.now() < wakesAt) continue;
      worker.child.kill("SIGCONT");
      asleep.delete(worker);
    }
    const awake = children.filter((worker) => !asleep.has(worker));
    const next = awake[Math.floor(random() * awake.length)];
    if (next !== undefined && asleep.size < workers / 2) {
      next.child.kill("SIGSTOP");
      asleep.set(next, Date.now() + pauseMs);
      pauses += 1;
    }
    tell(
      `workers-stopped: ${pauses} stopped past their leases, ${Math.round((until - Date.now()) / 1_000)} s left`,
    );
    await sleep(700);
  }
  for (const worker of asleep.keys()) worker.child.kill("SIGCONT");
  return pauses;
}

async function editAndAsk(fleet: Fleet, portals: readonly Portal[], random: Random): Promise<void> {
  for (const { sandbox, name } of portals) {
    const deals = sandbox.records("deals");
    const deal = deals[Math.floor(random() * deals.length)];
    if (deal !== undefined)
      sandbox.edit("deals", deal.id, { hs_next_step: `Call ${Math.floor(random() * 1e6)}` });
    await fleet.enqueue(name);
  }
}

/** One more run of each, and all is settled. */
async function untilQuiet(
  fleet: Fleet,
  portals: readonly Portal[],
  tell: (line: string) => void,
): Promise<boolean> {
  for (const { name } of portals) await fleet.enqueue(name);
  for (let second = 0; second < 180; second += 1) {
    const { waiting, active } = await fleet.counts();
    if (waiting + active === 0) return true;
    tell(`workers-stopped: ${waiting + active} runs left`);
    await sleep(1_000);
  }
  return false;
}

/** Requests that write records. */
function writesOf({ sandbox }: Portal): number {
  const counted = Object.entries(sandbox.requests().byOperation);
  const writes = counted.filter(([operation]) => /update|upsert|create|archive/.test(operation));
  return writes.reduce((sum, [, count]) => sum + count, 0);
}

/** No task twice; and once more asked, nobody finds anything left to write. */
async function lookAgain(
  fleet: Fleet,
  portals: readonly Portal[],
  tell: (line: string) => void,
): Promise<{ doubled: string[]; left: string[] }> {
  const doubled = portals.flatMap(({ sandbox, name }) => {
    const keys = sandbox.records("tasks").flatMap(({ properties }) => properties.headway_key ?? []);
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
    return twice.map((key) => `${name.tenant}: the task ${key} is there twice`);
  });
  const before = portals.map(writesOf);
  const isQuiet = await untilQuiet(fleet, portals, tell);
  const left = portals.flatMap((portal, index) => {
    const more = writesOf(portal) - (before[index] ?? 0);
    return more === 0 ? [] : [`${portal.name.tenant}: a further run sent ${more} writes`];
  });
  const silent = portals.filter(({ sandbox }) =>
    sandbox.records("deals").every(({ properties }) => properties.headway_policy === undefined),
  );
  const untouched = silent.map(({ name }) => `${name.tenant}: nothing was ever written`);
  return { doubled, left: [...left, ...untouched, ...(isQuiet ? [] : ["the jobs did not end"])] };
}

/** A holder whose lease another has taken writes nothing, a thousand times over. */
async function tryStaleWrites(
  url: string,
  times: number,
  tell: (line: string) => void,
): Promise<{ tried: number; changed: number }> {
  const store = await postgresStore({ url, schema: "stale_writes" });
  let changed = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const stale = await takeNext(store, `stale-${turn}`);
    const next = await takeNext(store, `next-${turn}`);
    await store.fenced(next).saveState("crm", { assessedAt: `next ${turn}` });
    const failure: unknown = await store
      .fenced(stale)
      .saveState("crm", { assessedAt: `stale ${turn}` })
      .catch((error: unknown) => error);
    const { assessedAt } = await store.state("crm");
    const isRefused = SyncError.is(failure) && failure.code === "lease-lost";
    if (!isRefused || assessedAt !== `next ${turn}`) changed += 1;
    if (turn % 100 === 0) tell(`workers-stopped: ${turn} of ${times} stale writes tried`);
  }
  await store.close();
  return { tried: times, changed };
}

/** A lease of a millisecond, which is over by the time that the next asks. */
async function takeNext(store: Awaited<ReturnType<typeof postgresStore>>, owner: string) {
  for (;;) {
    const lease = await store.leases.acquire("run", owner, 1);
    if (lease !== null) return lease;
  }
}
