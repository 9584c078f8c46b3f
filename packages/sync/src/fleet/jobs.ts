import { createHash } from "node:crypto";
import { PgBoss } from "pg-boss";
import { SyncError } from "../sync-error.ts";
import { type AccountName, accountKey } from "./account-name.ts";
import { unavailable } from "./fleet-database.ts";

/** A job that a worker has taken: a run of one account. */
export interface Job {
  readonly id: string;
  readonly account: AccountName;
  /** 1 at first, one more each time it is tried again. */
  readonly attempt: number;
}

/** How many jobs are in which state. */
export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  /** Given up after all attempts; they wait in the dead letters until they are sent again. */
  readonly dead: number;
}

/** Runs to be made, on pg-boss. Each method may be called again after a failure: twice is once. */
export interface Jobs {
  /** Asks for a run. False where one is waiting already, which will see the same. */
  send(account: AccountName): Promise<boolean>;
  /** Takes the next job, `null` where none is due. */
  take(): Promise<Job | null>;
  /** Says that a job is still worked on. False where it was taken away, for example for want of such signs. */
  touch(job: Job): Promise<boolean>;
  done(job: Job, result: object): Promise<void>;
  /**
   * The job is tried again later, or becomes a dead letter after its last attempt. Where another one of the
   * account waits already, that one does it: there is place for one only.
   */
  failed(job: Job, reason: object): Promise<void>;
  /** Sets or, with `null`, removes when an account runs by itself. */
  schedule(account: AccountName, cron: string | null, timeZone: string): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Sends every dead letter again and returns how many. */
  revive(): Promise<number>;
  close(): Promise<void>;
}

/** What {@link openJobs} needs. */
export interface JobsOptions {
  readonly url: string;
  readonly schema: string;
  readonly connections: number;
  /** A job without a sign of life for so long is given to another worker; 10,000 at least. */
  readonly silenceMs: number;
  /** A job is given to another worker after so long in any case. */
  readonly longestRunMs: number;
  readonly retries: number;
  /** Hears what fails beside the methods, as a `SyncError`. */
  readonly onError: (error: Error) => void;
}

const queue = "account-run";
const deadLetters = "account-run-dead";
const firstRetryS = 5;
const longestRetryS = 900;

/**
 * Opens the jobs, making queues and tables where they are missing. Throws `SyncError` `store-unavailable` where the
 * database does not answer or refuses, as every method does.
 */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const lookS = Math.max(1, Math.floor(options.silenceMs / 3_000));
  const boss = new PgBoss({
    connectionString: options.url,
    schema: options.schema,
    max: options.connections,
    superviseIntervalSeconds: lookS,
    monitorIntervalSeconds: lookS,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // Without a listener a database that goes away would end the process.
  boss.on("error", (error) => options.onError(unavailable(error)));
  const close = () => boss.stop({ graceful: false, close: true });
  try {
    await boss.start();
    await makeQueues(boss, options);
  } catch (error) {
    // One that did not start may have nothing to stop; the first failure is the one to see.
    await close().catch(() => undefined);
    throw unavailable(error);
  }
  const send = async (account: AccountName): Promise<boolean> =>
    (await boss.send(queue, { ...account }, singleton(account))) !== null;
  return {
    send: (account) => asked(() => send(account)),
    take: () => asked(() => take(boss)),
    touch: (job) => asked(async () => affected(await boss.touch(queue, attempt(job))) > 0),
    done: (job, result) => asked(async () => void (await boss.complete(queue, attempt(job), result))),
    failed: (job, reason) => asked(() => fail(boss, job, reason)),
    schedule: (account, cron, timeZone) => asked(() => schedule(boss, account, cron, timeZone)),
    counts: () => asked(() => count(boss, options.schema)),
    revive: () => asked(() => boss.redrive(deadLetters)),
    close: () => asked(close),
  };
}

/** Asks pg-boss; what it and `pg` throw becomes a `SyncError` without their words. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

async function schedule(
  boss: PgBoss,
  account: AccountName,
  cron: string | null,
  timeZone: string,
): Promise<void> {
  const key = scheduleKey(account);
  if (cron === null) return boss.unschedule(queue, key);
  const options = { key, tz: timeZone, missed: "once" as const, ...singleton(account) };
  await boss.schedule(queue, cron, { ...account }, options).catch((cause: unknown) => {
    // What Postgres says has a code; what pg-boss finds wrong with a cron has none.
    throw cause instanceof Error && "code" in cause ? cause : wrongSchedule(cron, timeZone, cause);
  });
}

/** One waiting and one active at most for each account: a nudge during a run is a run after it. */
async function makeQueues(boss: PgBoss, { silenceMs, longestRunMs, retries }: JobsOptions): Promise<void> {
  await boss.createQueue(deadLetters, { retentionSeconds: 90 * 86_400 });
  const settings = {
    retryLimit: retries,
    retryDelay: firstRetryS,
    retryBackoff: true,
    retryDelayMax: longestRetryS,
    heartbeatSeconds: Math.max(10, Math.ceil(silenceMs / 1_000)),
    expireInSeconds: Math.ceil(longestRunMs / 1_000),
    deadLetter: deadLetters,
    deleteAfterSeconds: 86_400,
  };
  await boss.createQueue(queue, { policy: "stately", ...settings });
  await boss.updateQueue(queue, settings);
}

async function take(boss: PgBoss): Promise<Job | null> {
  const [job] = await boss.fetch<AccountName>(queue, { batchSize: 1, includeMetadata: true });
  if (job === undefined) return null;
  const { tenant, crm, accountId } = job.data;
  return { id: job.id, account: { tenant, crm, accountId }, attempt: job.retryCount + 1 };
}

async function fail(boss: PgBoss, job: Job, reason: object): Promise<void> {
  const waiting = await boss.findJobs(queue, { key: accountKey(job.account), queued: true });
  const settle = waiting.some(({ id }) => id !== job.id) ? boss.complete : boss.fail;
  await settle.call(boss, queue, attempt(job), reason);
}

/** Counted afresh: pg-boss's own figures are those of its last look. */
async function count(boss: PgBoss, schema: string): Promise<JobCounts> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT count(*) FILTER (WHERE name = $1 AND state < 'active') AS waiting,
       count(*) FILTER (WHERE name = $1 AND state = 'active') AS active,
       count(*) FILTER (WHERE name = $2 AND state < 'active') AS dead
     FROM ${schema}.job WHERE name = ANY($3)`,
    [queue, deadLetters, [queue, deadLetters]],
  );
  const [row]: Record<string, unknown>[] = rows;
  return { waiting: Number(row?.waiting), active: Number(row?.active), dead: Number(row?.dead) };
}

/** Names the attempt too, so that a worker that comes too late settles nothing. */
function attempt(job: Job): { id: string; retryCount: number } {
  return { id: job.id, retryCount: job.attempt - 1 };
}

function singleton(account: AccountName): { singletonKey: string } {
  return { singletonKey: accountKey(account) };
}

/** Keys of schedules take few characters only. */
function scheduleKey(account: AccountName): string {
  return createHash("sha256").update(accountKey(account)).digest("hex").slice(0, 32);
}

function affected(response: { readonly affected?: number } | undefined): number {
  return response?.affected ?? 0;
}

function wrongSchedule(cron: string, timeZone: string, cause: unknown): SyncError {
  return new SyncError(
    "invalid-options",
    `\`cron\` and \`timeZone\` are expected to be five fields such as \`*/15 * * * *\` and a zone such as Europe/Berlin, found ${JSON.stringify(cron)} and ${JSON.stringify(timeZone)}`,
    cause,
  );
}
