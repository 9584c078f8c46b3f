import { createFleet, type Fleet, type FleetEvent, type FleetWorker } from "@headway/sync/fleet";
import { buildCommand } from "@stricli/core";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { exitCodes } from "../failure.ts";
import { jsonFlag, policyFlag, switchFlag } from "../flags.ts";
import { readFleetAccounts } from "../fleet-accounts.ts";
import { finish, jsonText } from "../output.ts";
import { readPolicy } from "../policy-file.ts";
import { accountRun } from "../run-account.ts";

interface WorkerFlags {
  readonly accounts?: string | undefined;
  readonly policy?: string | undefined;
  readonly once: boolean;
  readonly concurrency: number;
  readonly budget: number;
  readonly grace: number;
  readonly json: boolean;
}

/** `headway worker`: runs many accounts from a Postgres that every machine shares. */
export function workerCommand() {
  return buildCommand<WorkerFlags, [], CliContext>({
    docs: {
      brief: "Run many accounts, together with workers on other machines",
      fullDescription:
        "DATABASE_URL names the Postgres that all workers share, HEADWAY_KEY seals the credentials in it; both come from the environment only. A line of JSON is printed for each thing that happens. Stopping it is safe: runs end at a checkpoint, and other workers go on.",
    },
    parameters: {
      flags: {
        accounts: {
          kind: "parsed",
          parse: String,
          brief: "Accounts to enter first, a JSON file of mode 0600",
          placeholder: "FILE",
          optional: true,
        },
        policy: policyFlag,
        once: switchFlag("Run every account once, then end"),
        concurrency: countFlag("concurrency", "Accounts at a time", "2", 1),
        budget: countFlag("budget", "Seconds for one run; what is left goes behind the others", "600", 1),
        json: {
          ...jsonFlag,
          brief: "Taken as everywhere; what happens is printed as lines of JSON in any case",
        },
        grace: countFlag("grace", "Seconds that runs may go on when the worker is stopped", "10", 0),
      },
    },
    func(flags) {
      return finish(this, flags, async () => ({ text: "", exitCode: await work(this, flags) }));
    },
  });
}

function countFlag(name: string, brief: string, fallback: string, least: number) {
  const parse = (given: string): number => {
    const count = Number(given);
    if (/^\d{1,6}$/.test(given) && count >= least) return count;
    throw new ConfigError({ path: `--${name}`, expected: `expected a whole number, ${least} or more` });
  };
  return { kind: "parsed", parse, brief, placeholder: "NUMBER", default: fallback } as const;
}

async function work(context: CliContext, flags: WorkerFlags): Promise<number> {
  const policy = readPolicy(context.directory, flags.policy);
  const entries = flags.accounts === undefined ? [] : readFleetAccounts(context, flags.accounts).entries;
  const counted = { failed: 0, incomplete: 0 };
  const onEvent = (event: FleetEvent): void => {
    // Whoever holds the account now may be anywhere: nobody here knows that its run came to its end.
    if (event.type === "failed" || event.type === "lost") counted.failed += 1;
    if (event.type === "done" && ((event.counts.gaps ?? 0) > 0 || (event.counts.refused ?? 0) > 0))
      counted.incomplete += 1;
    log(context, event);
  };
  const fleet = await createFleet({ ...readEnvironment(context), onEvent });
  try {
    for (const entry of entries) {
      const isNew = (await fleet.accounts.get(entry)) === null;
      await fleet.accounts.put(entry);
      if (isNew && !flags.once) await fleet.enqueue(entry);
    }
    if (flags.once) for (const account of await fleet.accounts.list()) await fleet.enqueue(account);
    const worker = fleet.work({
      run: accountRun(context, policy),
      concurrency: flags.concurrency,
      budgetMs: flags.budget * 1_000,
      graceMs: flags.grace * 1_000,
      once: flags.once,
    });
    await untilStopped(context, fleet, worker);
  } finally {
    await fleet.close();
  }
  if (context.signal.aborted) {
    context.process.stderr.write(
      "stopped, as asked: runs ended at a checkpoint; start the worker again and they go on from there\n",
    );
    // A worker that goes on for ever has done what it was to do; one round was not finished.
    if (flags.once) return exitCodes.interrupted;
  }
  return flags.once && counted.failed + counted.incomplete > 0 ? exitCodes.incomplete : exitCodes.done;
}

async function untilStopped(context: CliContext, fleet: Fleet, worker: FleetWorker): Promise<void> {
  const stop = (): void => void worker.stop();
  context.signal.addEventListener("abort", stop, { once: true });
  if (context.signal.aborted) stop();
  await worker.done;
  context.signal.removeEventListener("abort", stop);
  log(context, { type: "ended", ...(await fleet.counts()) });
}

/** Both are secrets, and neither may stand in a file or in the arguments. */
function readEnvironment({ process: { env }, secrets }: CliContext): { url: string; key: string } {
  const [url, key] = ["DATABASE_URL", "HEADWAY_KEY"].map((path) => {
    const value = env[path];
    if (value !== undefined && value !== "") return value;
    throw new ConfigError({
      path,
      expected: "expected a text, it is not set",
      remedy:
        path === "HEADWAY_KEY"
          ? "Set it in the environment: `openssl rand -base64 32` makes one. Keep it: without it the credentials do not open"
          : "Set it in the environment: postgres://user:password@host:5432/database",
    });
  });
  for (const value of (key ?? "").split(/[\s,]+/)) secrets.add(value);
  if (url !== undefined && URL.canParse(url)) secrets.add(decodeURIComponent(new URL(url).password));
  return { url: url ?? "", key: key ?? "" };
}

/** One line for one event, for machines to collect. */
function log({ process, clock }: CliContext, event: object): void {
  process.stdout.write(jsonText({ at: new Date(clock()).toISOString(), ...event }));
}
