import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type AccountName, createFleet, type Fleet, type FleetEvent } from "@headway/sync/fleet";
import { type RunningPostgres, startPostgres } from "../../postgres/start-postgres.ts";
import { type Random, seeded } from "../cramming/seeded.ts";
import type { CrashPart } from "./crash-part.ts";

const fleets = 2;
const concurrency = 8;
/** Longer than anything here should take: then it is counted as lost. */
const longestMs = 600_000;

/** What was seen of every job. */
interface Witness {
  /** By account, the ids of jobs that had an effect. */
  readonly jobs: Map<string, Set<string>>;
  /** Accounts at work right now, with their fences. */
  readonly working: Map<string, number>;
  runs: number;
  overlaps: number;
}

/** `invariant:K3`: Postgres is killed every 5 to 10 seconds under the jobs of a fleet. */
export const underKilledPostgres: CrashPart = {
  name: "postgres-killed",
  async run({ jobs }, tell) {
    const postgres = await startPostgres();
    const random = seeded(3_003);
    const seen: Witness = { jobs: new Map(), working: new Map(), runs: 0, overlaps: 0 };
    const troubles: FleetEvent[] = [];
    const key = randomBytes(32).toString("base64");
    const open = (owner: string): Promise<Fleet> =>
      createFleet({
        ...{ url: postgres.url, key, owner, silenceMs: 10_000 },
        onEvent: (event) => void (event.type === "trouble" && troubles.push(event)),
      });
    const opened = await Promise.all(Array.from({ length: fleets }, (_, index) => open(`worker-${index}`)));
    const [first] = opened;
    if (first === undefined) throw new Error("no fleet");
    const accounts = await ask(first, jobs, tell);
    const killing = new AbortController();
    const kills = killAgainAndAgain(postgres, random, killing.signal);
    const workers = opened.map((fleet) => fleet.work(workOptions(seen, random)));
    const isDone = await untilDone(first, seen, accounts.length, tell);
    killing.abort();
    const killed = await kills;
    for (const worker of workers) await worker.stop();
    const counts = await first.counts();
    for (const fleet of opened) await fleet.close();
    await postgres.stop();
    const lost = accounts.filter((account) => !seen.jobs.has(account.tenant)).length;
    const doubled = [...seen.jobs.values()].filter((ids) => ids.size > 1).length + seen.overlaps;
    const figures = {
      ...{ fleetJobs: accounts.length, serverKills: killed, fleetLost: lost, fleetDoubled: doubled },
      ...{ fleetRuns: seen.runs, fleetRepeats: seen.runs - accounts.length, fleetDead: counts.dead },
      fleetTroubles: troubles.length,
    };
    const misses = [
      ...(lost > 0 ? [`${lost} jobs were lost`] : []),
      ...(doubled > 0 ? [`${doubled} jobs were doubled`] : []),
      ...(isDone ? [] : [`the jobs did not end: ${JSON.stringify(counts)}`]),
      ...(killed < 2 && jobs >= 2_000 ? [`Postgres was killed ${killed} times only`] : []),
      ...(counts.dead > 0 ? [`${counts.dead} jobs were given up`] : []),
    ];
    return { figures, misses };
  },
};

/** Puts the accounts in and asks for a run of each. */
async function ask(
  fleet: Fleet,
  count: number,
  tell: (line: string) => void,
): Promise<readonly AccountName[]> {
  const names = Array.from({ length: count }, (_, index) => ({
    tenant: `tenant-${index}`,
    crm: "hubspot",
    accountId: String(index),
  }));
  for (const [index, name] of names.entries()) {
    await fleet.accounts.put({ ...name, credentials: { token: "none" } });
    await fleet.enqueue(name);
    if (index % 200 === 0) tell(`postgres-killed: ${index} of ${count} jobs asked for`);
  }
  return names;
}

function workOptions(seen: Witness, random: Random): Parameters<Fleet["work"]>[0] {
  return {
    ...{ concurrency, leaseMs: 6_000, pollMs: 200 },
    async run({ tenant }, { job, lease, signal }) {
      signal.throwIfAborted();
      if (seen.working.has(tenant)) seen.overlaps += 1;
      seen.working.set(tenant, lease.fence);
      try {
        await sleep(300 + 400 * random(), undefined, { signal });
        signal.throwIfAborted();
        seen.runs += 1;
        const ids = seen.jobs.get(tenant) ?? new Set();
        seen.jobs.set(tenant, ids.add(job.id));
        return { status: "complete" };
      } finally {
        seen.working.delete(tenant);
      }
    },
  };
}

async function killAgainAndAgain(
  postgres: RunningPostgres,
  random: Random,
  signal: AbortSignal,
): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    await sleep(5_000 + 5_000 * random(), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return kills;
    await postgres.kill();
    await sleep(200);
    await postgres.start();
  }
}

/** Waits until every job is settled; while Postgres is down nobody knows. */
async function untilDone(
  fleet: Fleet,
  seen: Witness,
  jobs: number,
  tell: (line: string) => void,
): Promise<boolean> {
  const until = Date.now() + longestMs;
  while (Date.now() < until) {
    await sleep(1_000);
    tell(`postgres-killed: ${seen.jobs.size} of ${jobs} jobs had their effect`);
    if (seen.jobs.size < jobs) continue;
    const counts = await fleet.counts().catch(() => undefined);
    if (counts !== undefined && counts.waiting + counts.active === 0) return true;
  }
  return false;
}
