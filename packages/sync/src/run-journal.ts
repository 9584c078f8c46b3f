import { trimConflicts } from "./field-conflicts.ts";
import { letGoSentences } from "./former-evidence.ts";
import type { RunRow } from "./journal.ts";
import type { RunReport } from "./report.ts";
import { type RunFailure, toRunFailure } from "./run-failure.ts";
import type { RunTally } from "./run-tally.ts";
import type { Store } from "./store.ts";

/** Rows of runs that are kept for one CRM. */
const keptRuns = 200;
/** A row is written at most this often while the run goes on. */
const beatMs = 5_000;

/** What a run is, when it starts. */
export interface RunStart {
  readonly crm: string;
  readonly store: Store;
  readonly worker: string;
  readonly clock: () => number;
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly tally: RunTally;
}

/** The row of a run while it goes on. */
export interface RunJournal {
  /** The row as it stands. */
  row(): RunRow;
  /** A sign of life, with how far the run has come; at most every five seconds, and true when it was given. */
  beat(step: string): Promise<boolean>;
  end(report: RunReport): Promise<void>;
  fail(error: unknown): Promise<void>;
}

/**
 * Enters a run into the store before it does anything. Rows that still say `running` are of runs that
 * ended without a word, since the caller holds the only right to run: they become `abandoned`.
 */
export async function openRunJournal(start: RunStart): Promise<RunJournal> {
  const { store, crm, worker, clock, asOf, dryRun, tally } = start;
  const now = (): string => new Date(clock()).toISOString();
  const rows = await store.rows(crm, "run", null, keptRuns * 2);
  await abandon(store, crm, rows, now());
  await trimConflicts(store, crm);
  const startedAt = now();
  const first: RunRow = {
    id: nextId(rows),
    status: "running",
    worker,
    dryRun,
    asOf,
    startedAt,
    aliveAt: startedAt,
    finishedAt: null,
    step: null,
    pulled: {},
    written: {},
    gaps: [],
    failure: null,
  };
  let row = first;
  const save = async (part: Partial<RunRow>): Promise<void> => {
    const { pulled, written } = tally;
    const counts = { pulled: Object.fromEntries(pulled), written: Object.fromEntries(written) };
    const notices = letGoSentences(tally.former.values());
    row = { ...row, ...counts, ...(notices.length > 0 && { notices }), aliveAt: now(), ...part };
    await store.putRows(crm, "run", [row]);
  };
  await save({});
  return {
    row: () => row,
    beat: async (step) => {
      const silentMs = clock() - Date.parse(row.aliveAt);
      // A clock that was set back tells nothing of how long it was silent.
      const isDue = silentMs >= beatMs || silentMs < 0;
      if (isDue) await save({ step });
      return isDue;
    },
    end: ({ state, gaps }) => save({ status: state, gaps, finishedAt: now(), step: null }),
    fail: async (error) => {
      const failure = toRunFailure(error);
      await save({ ...endedBy(failure), failure, finishedAt: now() });
    },
  };
}

/** A run that was asked to stop did not fail: it is incomplete, and says so. Nor did one that lost its right to run. */
function endedBy({ code, written }: RunFailure): Partial<RunRow> {
  if (code === "aborted") return { status: "incomplete", gaps: [`it was stopped, as asked: ${written}`] };
  return { status: code === "lease-lost" ? "lost" : "failed" };
}

/** Ids sort by number, whatever the clock does; they are as long as they will ever be. */
function nextId(rows: readonly RunRow[]): string {
  return String(Number(rows.at(-1)?.id ?? 0) + 1).padStart(9, "0");
}

async function abandon(store: Store, crm: string, rows: readonly RunRow[], at: string): Promise<void> {
  const dead = rows.filter(({ status }) => status === "running");
  await store.putRows(
    crm,
    "run",
    dead.map((row): RunRow => ({ ...row, status: "abandoned", finishedAt: at, failure: whyAbandoned(row) })),
  );
  const old = rows.slice(0, Math.max(0, rows.length - keptRuns));
  if (old.length > 0)
    await store.removeRows(
      crm,
      old.map(({ id }) => ({ kind: "run" as const, id })),
    );
}

function whyAbandoned({ aliveAt, step, pulled, written }: RunRow): RunFailure {
  return {
    code: "abandoned",
    happened: `it ended without a word after ${aliveAt}${step === null ? "" : ` in the step \`${step}\``}: a kill, or a machine that was lost or slept`,
    written: `until then it had stored ${sum(pulled)} records and had ${sum(written)} writes confirmed; all of it stays`,
    next: "the run that found it goes on from there, and reads back what was sent without an answer",
    youCan: "Nothing; if it happens often, look at what ends the process",
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, each) => total + each, 0);
}
