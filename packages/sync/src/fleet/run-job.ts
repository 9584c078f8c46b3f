import type { Limiter, Ports } from "@headway/crm/http";
import { lostLease } from "../run-failure.ts";
import type { Store } from "../store.ts";
import type { AccountBook, FleetAccount } from "./account-book.ts";
import { accountKey, unknownAccount } from "./account-name.ts";
import { type FleetEvent, failureOf } from "./fleet-event.ts";
import type { Grant } from "./grant.ts";
import { heldLimiter } from "./held-limiter.ts";
import { type HeldLease, holdLease } from "./hold-lease.ts";
import type { Job, Jobs } from "./jobs.ts";
import type { Lease, Leases } from "./leases.ts";
import type { SealedData } from "./seal.ts";

/** What a run of one account is given. */
export interface RunTools {
  /** The job: the same `id` on every attempt, so that effects can be told apart from their repeats. */
  readonly job: Job;
  /** Held for the whole run; its fence goes into what must not be overwritten by a worker that comes late. */
  readonly lease: Lease;
  /** Aborts when the worker stops and its grace is used up, and when the lease is lost. Pass it on to everything. */
  readonly signal: AbortSignal;
  /** The account's own store, made where there is none yet, for this run alone. */
  openStore(): Promise<Store>;
  /** How long the run may take; what is left over then goes to the end of the queue. */
  readonly budgetMs: number;
  /** What the CRM is opened with. Not to be kept, and not to be printed. */
  credentials(): Promise<SealedData>;
  /** For OAuth: hand it on to the adapter. */
  grant<Tokens extends object>(): Grant<Tokens>;
  /** For the adapter's `limiter` option. Lets nothing start once the lease may be another's. */
  readonly limiter: Limiter;
}

/**
 * Runs one account. `continue` says that the budget was used up, and the run is to go on behind the
 * others; `counts` are for the log. A job may be run again after its effects, when it could not be
 * settled: what it does must stand a repeat, as `createSync(…).run` does.
 */
export type AccountRun = (
  account: FleetAccount,
  tools: RunTools,
) => Promise<{
  readonly status: "complete" | "continue";
  readonly counts?: Readonly<Record<string, number>>;
}>;

/** What running jobs takes. */
export interface JobRunner {
  readonly jobs: Jobs;
  readonly accounts: AccountBook;
  readonly leases: Leases;
  readonly ports: Ports;
  /** Of this worker. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly budgetMs: number;
  readonly run: AccountRun;
  readonly tools: (
    account: FleetAccount,
    lease: Lease,
  ) => Pick<RunTools, "openStore" | "credentials" | "grant" | "limiter">;
  readonly onEvent: (event: FleetEvent) => void;
  /** Aborts when runs are to end at once. */
  readonly stopping: AbortSignal;
}

type Ending = Awaited<ReturnType<AccountRun>>;

/** Runs one job from lease to settlement. Never rejects: what fails is told by events and tried again. */
export async function runJob(runner: JobRunner, job: Job): Promise<void> {
  const { onEvent, accounts } = runner;
  const about = { ...job.account, jobId: job.id, attempt: job.attempt };
  const beating = keepTouching(runner, job);
  let held: HeldLease | undefined;
  try {
    held = await takeLease(runner, job);
    const account = await accounts.get(job.account);
    if (account === null) throw unknownAccount(job.account);
    onEvent({ type: "started", ...about });
    const ending = await runAccount(runner, account, job, held);
    await settle(runner, () => finish(runner, job, ending));
    onEvent(
      ending.status === "continue"
        ? { type: "continued", ...about }
        : { type: "done", counts: ending.counts ?? {}, ...about },
    );
  } catch (error) {
    const loss: unknown = held?.signal.aborted === true ? held.signal.reason : lostLease(error);
    // Not settled: the job is another worker's by now, or goes to one once nothing is heard of this one.
    if (loss !== undefined) onEvent({ type: "lost", ...failureOf(loss), ...about });
    else if (runner.stopping.aborted) {
      await settle(runner, () => finish(runner, job, { status: "continue" }));
      onEvent({ type: "stopped", ...about });
    } else {
      const failure = failureOf(error);
      await settle(runner, () => runner.jobs.failed(job, failure));
      onEvent({ type: "failed", ...failure, ...about });
    }
  } finally {
    beating.abort();
    await held?.letGo();
  }
}

async function runAccount(
  runner: JobRunner,
  account: FleetAccount,
  job: Job,
  held: HeldLease,
): Promise<Ending> {
  const { budgetMs, run, stopping, ports } = runner;
  const signal = AbortSignal.any([stopping, held.signal]);
  signal.throwIfAborted();
  const given = runner.tools(account, held.lease);
  const limiter = heldLimiter(given.limiter, account.crm, held);
  const tools = { ...given, limiter, job, lease: held.lease, signal, budgetMs };
  const ended = new AbortController();
  const deaf = new Promise<never>((_, reject) => {
    const onAbort = async (): Promise<void> => {
      await ports.sleep(deafMs, ended.signal);
      held.leave();
      reject(signal.reason);
    };
    signal.addEventListener("abort", () => void onAbort().catch(() => undefined), { once: true });
  });
  try {
    return await Promise.race([run(account, tools), deaf]);
  } finally {
    ended.abort();
  }
}

/** How long after its signal aborted a run is waited for. One that goes on keeps others from the account for a while. */
const deafMs = 5_000;

/** A worker that died may still hold the lease until its time is over: that is waited for. */
async function takeLease(runner: JobRunner, job: Job): Promise<HeldLease> {
  const { leases, ports, leaseMs, owner, stopping } = runner;
  const until = ports.now() + 2 * leaseMs;
  for (;;) {
    const askedAt = ports.now();
    const lease = await leases.acquire(accountKey(job.account), `${owner}|${job.id}|${job.attempt}`, leaseMs);
    if (lease !== null) return holdLease(leases, { lease, ttlMs: leaseMs, askedAt }, ports);
    if (ports.now() >= until) throw new Error("another worker holds the account's lease");
    await ports.sleep(Math.min(1_000, leaseMs / 4), stopping);
  }
}

/** A run that goes on is a new job at the end of the queue, asked for before this one ends. */
async function finish({ jobs }: JobRunner, job: Job, { status, counts }: Ending): Promise<void> {
  if (status === "continue") await jobs.send(job.account);
  await jobs.done(job, { status, ...counts });
}

const settleAgainMs = 500;

/** What happened is entered as soon as the database answers; meanwhile the job stays this worker's. */
async function settle(runner: JobRunner, enter: () => Promise<void>): Promise<void> {
  const { ports, leaseMs } = runner;
  const until = ports.now() + 4 * leaseMs;
  for (;;) {
    try {
      return await enter();
    } catch (error) {
      runner.onEvent({ type: "trouble", ...failureOf(error) });
      // The job is given to another worker then: a repeat, never a loss.
      if (ports.now() >= until) return;
      await ports.sleep(settleAgainMs);
    }
  }
}

/** Signs of life, so that only a job whose worker died is given to another one. */
function keepTouching({ jobs, ports, leaseMs }: JobRunner, job: Job): AbortController {
  const ending = new AbortController();
  const beat = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await ports.sleep(leaseMs / 3, ending.signal).catch(() => undefined);
      if (!ending.signal.aborted) await jobs.touch(job).catch(() => undefined);
    }
  };
  void beat();
  return ending;
}
