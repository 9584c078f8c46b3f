import { parsePolicy } from "@headway/core";
import type { CrmAdapter, Notice } from "@headway/crm";
import { type Nudged, nudge } from "./nudge.ts";
import type { OpenStore } from "./open-store.ts";
import { checkNotebook, checkRunOptions } from "./options.ts";
import { recordedRun } from "./recorded-run.ts";
import type { ProgressEvent, RunReport } from "./report.ts";
import type { Worker } from "./run-lease.ts";
import type { Store } from "./store.ts";
import { instruments } from "./telemetry/instruments.ts";
import { type Logger, logOf } from "./telemetry/logger.ts";
import { tracedAdapter } from "./telemetry/traced-adapter.ts";

/** What {@link createSync} joins. */
export interface SyncOptions {
  readonly crm: CrmAdapter;
  /** With leases, as the stores of this package have, two runs at once are impossible; without, the caller sees to it. */
  readonly store: Store | OpenStore;
  /** Your policy over the defaults; refused with path and expectation when it does not parse. */
  readonly policy?: unknown;
  /**
   * What people wrote down that no CRM holds: snoozes, decisions, plans. Parsed strictly; another one than the
   * last run's assesses everything again.
   */
  readonly notebook?: unknown;
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly clock?: () => number;
  /** Who runs, for the store's leases. By default a name of its own, and the store's word on who is gone. */
  readonly worker?: Worker;
  /**
   * How long the right to run outlives the last sign of life, in milliseconds; ten minutes by default. A thousand writes
   * have to be sent in less: a push is given what is left of it, and what was not sent by then goes with the next run.
   */
  readonly leaseMs?: number;
  readonly logger?: Logger;
}

/** How one run is to go. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Stops at a checkpoint after 90% of this time; the next run goes on. */
  readonly budgetMs?: number;
  /** The instant to assess as of; now by default. Evidence after it is not seen. */
  readonly asOf?: string;
  /** Reads and decides, writes nothing to the CRM, and lists what it would write in `planned`. */
  readonly dryRun?: boolean;
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** The engine: pull, evidence, assess, reconcile, push. */
export interface Sync {
  /**
   * One pass. Resumable after a kill at any point; a second run on unchanged data writes nothing.
   * Throws `CrmError` when the CRM cannot be used at all and `SyncError` when the store cannot, or another
   * run is going on (`run-going-on`); what was committed before stays and the next run goes on from there.
   */
  run(options?: RunOptions): Promise<RunReport>;
  /**
   * Stores what notices name, to be read first by the next run, and people to be forgotten by it. Durable
   * when it returns, so answer the CRM after that. The same notice twice does no harm. Throws `SyncError`
   * `account-changed`, storing nothing, for a notice of another account.
   */
  nudge(notices: readonly Notice[]): Promise<Nudged>;
}

const tenMinutesMs = 600_000;

/** Joins a CRM, a store and a policy. */
export function createSync(options: SyncOptions): Sync {
  const policy = parsePolicy(options.policy ?? {});
  const notebook = checkNotebook(options.notebook);
  const clock = options.clock ?? (() => Date.now());
  const measure = instruments();
  const { store, crm, leaseMs = tenMinutesMs } = options;
  const engine = {
    crm: tracedAdapter(crm, measure),
    store,
    policy,
    notebook,
    clock,
    measure,
    leaseMs,
    log: logOf(options.logger, crm.crm, clock),
  };
  return {
    run: async (runOptions = {}) => {
      checkRunOptions(runOptions);
      // A name for each run: under one name a second would be given the right of the first.
      return recordedRun({ ...engine, worker: options.worker ?? workerIn(store) }, runOptions);
    },
    nudge: (notices) => nudge(store, crm.crm, notices),
  };
}

/** A name that nobody else has, begun with the place where that is known. */
function workerIn(store: Store | OpenStore): Worker {
  const place = "place" in store ? store.place : undefined;
  const own = crypto.randomUUID();
  return place === undefined ? { name: own } : { name: `${place.name}/${own}`, isGone: place.isGone };
}
