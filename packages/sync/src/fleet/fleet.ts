import { randomFillSync } from "node:crypto";
import { type Limiter, type Ports, systemPorts } from "@headway/crm/http";
import { type AccountBook, accountBook, type FleetAccount } from "./account-book.ts";
import type { AccountName } from "./account-name.ts";
import { accountStore } from "./account-store.ts";
import { cellLimiter } from "./cell-limiter.ts";
import { type FleetDatabase, openFleetDatabase } from "./fleet-database.ts";
import { type FleetEvent, failureOf, tellTo } from "./fleet-event.ts";
import { type Grant, openGrant } from "./grant.ts";
import { type JobCounts, type Jobs, openJobs } from "./jobs.ts";
import { type Lease, type Leases, leases as leasesOf } from "./leases.ts";
import type { AccountRun } from "./run-job.ts";
import { sealer } from "./seal.ts";
import { type FleetWorker, startWorker } from "./worker.ts";

/** What a fleet is made of. */
export interface FleetOptions {
  /** Postgres, the only thing that its processes share. */
  readonly url: string;
  /** 32 bytes in base64 that seal credentials; several with commas between, the one in use first. */
  readonly key: string;
  /** The schema of its tables, made where it is missing; pg-boss gets one beside it. Default `headway_fleet`. */
  readonly schema?: string;
  /** This process's name, told apart from every other. Default: random. */
  readonly owner?: string;
  /** Attempts after a failed one. Default 8, from 5 seconds to 15 minutes apart. */
  readonly retries?: number;
  /** A worker that gives no sign of life for so long is taken for dead. Default 30,000, at least 10,000. */
  readonly silenceMs?: number;
  /** Longer than any run takes: a job is given to another worker after that. Default an hour. */
  readonly longestRunMs?: number;
  /** Connections to Postgres at most, of this process. Default 8. */
  readonly connections?: number;
  readonly ports?: Ports;
  /** Hears what happens. What it throws is passed over: it stops no run. */
  readonly onEvent?: (event: FleetEvent) => void;
}

/** How a worker of this process works. */
export interface WorkOptions {
  readonly run: AccountRun;
  /** Accounts at a time. Default 2. */
  readonly concurrency?: number;
  /** Of each run. Default ten minutes. */
  readonly budgetMs?: number;
  /** How long a lease lasts without being renewed. Default 30,000. */
  readonly leaseMs?: number;
  /** How long runs may go on after `stop`. Default 10,000. */
  readonly graceMs?: number;
  /** How often to look for jobs while there are none. Default 1,000. */
  readonly pollMs?: number;
  /** Stops when no job is due. Default false. */
  readonly once?: boolean;
}

/** Many accounts on many machines. */
export interface Fleet {
  readonly accounts: Omit<AccountBook, "credentials">;
  /** Asks for a run of an account. False where one is waiting already, which will see the same. */
  enqueue(account: AccountName): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** Sends every dead letter again and returns how many. */
  revive(): Promise<number>;
  /** One limiter for all processes, for the adapter's `limiter` option. */
  limiter(account: AccountName): Limiter;
  /** One refresh for all processes, for the adapter's `oauth` option. */
  grant<Tokens extends object>(account: AccountName): Grant<Tokens>;
  readonly leases: Leases;
  /** Starts to work. More machines are more processes that do the same. */
  work(options: WorkOptions): FleetWorker;
  /** Ends the connections. Stop the workers first. */
  close(): Promise<void>;
}

/**
 * Opens a fleet, making its tables where they are missing. Throws `SyncError`: `invalid-options`,
 * `store-unavailable`, `store-version`.
 */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  const { url, ports = systemPorts, schema = "headway_fleet" } = options;
  const onEvent = tellTo(options.onEvent ?? (() => undefined));
  const seals = sealer(options.key);
  const connections = options.connections ?? 8;
  const database = await openFleetDatabase({ url, schema, connections: Math.ceil(connections / 2) });
  const onError = (error: Error) => onEvent({ type: "trouble", ...failureOf(error) });
  const jobs = await openJobs({
    url,
    schema: `${schema}_jobs`,
    connections: Math.max(1, Math.floor(connections / 2)),
    silenceMs: options.silenceMs ?? 30_000,
    longestRunMs: options.longestRunMs ?? 3_600_000,
    retries: options.retries ?? 8,
    onError,
  }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const owner = options.owner ?? randomName();
  const book = accountBook(database, seals);
  const leases = leasesOf(database);
  const grants = { next: 0 };
  const grant = <Tokens extends object>(name: AccountName): Grant<Tokens> => {
    grants.next += 1;
    return openGrant({ name, rows: book.credentials, leases, ports, owner: `${owner}|${grants.next}` });
  };
  const limiter = (name: AccountName): Limiter => cellLimiter(database, name, ports);
  return {
    accounts: scheduledAccounts(book, jobs),
    enqueue: (name) => jobs.send(name),
    counts: () => jobs.counts(),
    revive: () => jobs.revive(),
    limiter,
    grant,
    leases,
    work: (work) =>
      startWorker(
        workerOptions(work, { database, book, jobs, leases, ports, owner, onEvent, limiter, grant }),
      ),
    async close() {
      await jobs.close();
      await database.close();
    },
  };
}

/** Not to be decided by a test: two processes of one name would take each other's leases. */
function randomName(): string {
  return randomFillSync(Buffer.alloc(12)).toString("hex");
}

interface Parts extends Pick<Fleet, "limiter" | "grant" | "leases"> {
  readonly database: FleetDatabase;
  readonly book: AccountBook;
  readonly jobs: Jobs;
  readonly ports: Ports;
  readonly owner: string;
  readonly onEvent: (event: FleetEvent) => void;
}

function workerOptions(work: WorkOptions, parts: Parts): Parameters<typeof startWorker>[0] {
  const { book, limiter, grant } = parts;
  const tools = (account: FleetAccount, lease: Lease) => ({
    openStore: () => accountStore(parts.database, account, lease),
    credentials: async () => (await book.credentials.open(account)).credentials,
    grant: <Tokens extends object>() => grant<Tokens>(account),
    limiter: limiter(account),
  });
  return {
    runner: {
      ...parts,
      accounts: book,
      tools,
      run: work.run,
      leaseMs: work.leaseMs ?? 30_000,
      budgetMs: work.budgetMs ?? 600_000,
    },
    concurrency: work.concurrency ?? 2,
    graceMs: work.graceMs ?? 10_000,
    pollMs: work.pollMs ?? 1_000,
    once: work.once ?? false,
  };
}

/** Accounts with what runs them by itself. */
function scheduledAccounts({ put, get, list, remove }: AccountBook, jobs: Jobs): Fleet["accounts"] {
  return {
    get,
    list,
    async put(entry) {
      await put(entry);
      await jobs.schedule(entry, entry.cron ?? null, entry.timeZone ?? "UTC");
    },
    async remove(name) {
      await jobs.schedule(name, null, "UTC");
      await remove(name);
    },
  };
}
