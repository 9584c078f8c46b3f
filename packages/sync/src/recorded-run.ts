import type { Notebook, Policy } from "@headway/core";
import type { CrmAdapter } from "@headway/crm";
import { mirrorsOf } from "./forget.ts";
import type { MirrorStore } from "./mirror/mirror-store.ts";
import type { OpenStore } from "./open-store.ts";
import type { RunReport } from "./report.ts";
import { toRunFailure } from "./run-failure.ts";
import { openRunJournal, type RunJournal } from "./run-journal.ts";
import { type HeldStore, holdStore, type Worker } from "./run-lease.ts";
import { runOnce } from "./run-once.ts";
import { type RunTally, runTally } from "./run-tally.ts";
import type { Store } from "./store.ts";
import type { RunOptions } from "./sync.ts";
import type { Instruments } from "./telemetry/instruments.ts";
import type { Log } from "./telemetry/logger.ts";
import { tellEnd } from "./telemetry/tell-end.ts";

/** What every run of one engine shares. */
export interface Engine {
  readonly crm: CrmAdapter;
  readonly store: Store | OpenStore;
  readonly policy: Policy;
  readonly notebook: Notebook;
  readonly clock: () => number;
  readonly worker: Worker;
  readonly leaseMs: number;
  readonly measure: Instruments;
  readonly log: Log;
}

/** One run, in the store from its first moment to its last word: what it says of itself is what happened. */
export async function recordedRun(engine: Engine, options: RunOptions): Promise<RunReport> {
  const { crm, clock, worker, leaseMs } = engine;
  const startedAt = clock();
  const held = await holdStore(engine.store, { crm: crm.crm, worker, leaseMs, clock });
  const tally = runTally();
  try {
    const journal = await openRunJournal({
      crm: crm.crm,
      store: held.store,
      worker: worker.name,
      clock,
      asOf: new Date(options.asOf === undefined ? startedAt : Date.parse(options.asOf)).toISOString(),
      dryRun: options.dryRun ?? false,
      tally,
    });
    const one = { held, journal, tally, mirrors: mirrorsOf(engine.store) };
    return await journaledRun({ ...engine, store: held.store }, options, one);
  } finally {
    // A store that fails here has failed before; that error is the one to see.
    await held.release().catch(() => undefined);
  }
}

/** What belongs to one run alone. */
interface OneRun {
  readonly held: HeldStore;
  readonly journal: RunJournal;
  readonly tally: RunTally;
  readonly mirrors: MirrorStore | null;
}

async function journaledRun(engine: Engine, options: RunOptions, one: OneRun): Promise<RunReport> {
  const { held, journal, tally } = one;
  const { asOf, dryRun, startedAt } = journal.row();
  const { crm, store, measure, log } = engine;
  const beat = async (step: string): Promise<void> => {
    if (await journal.beat(step)) await held.renew();
  };
  try {
    log("info", "run-started", { run: journal.row().id, dryRun, asOf });
    const report = await measure.span("headway.run", { crm: crm.crm, dryRun }, () =>
      runOnce({ ...engine, store, mirrors: one.mirrors }, options, {
        tally,
        asOf,
        startedAt,
        beat,
        hold: held,
      }),
    );
    await journal.end(report);
    // What is stored has happened; a log that cannot be written does not undo it.
    await tellEnd(engine, journal.row(), report).catch(() => undefined);
    return report;
  } catch (error) {
    // What ends a run may be the store itself; then the row stays `running` and the next run says so.
    await journal.fail(error).catch(() => undefined);
    // Nor does a log that cannot be written hide why the run ended.
    await tellFailure(engine, journal, error).catch(() => undefined);
    throw error;
  }
}

async function tellFailure(engine: Engine, journal: RunJournal, error: unknown): Promise<void> {
  const { code, happened } = toRunFailure(error);
  try {
    engine.log("error", "run-failed", { run: journal.row().id, code }, { happened });
  } finally {
    await tellEnd(engine, journal.row(), null);
  }
}
