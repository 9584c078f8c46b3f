import type { ObjectName, Patch } from "@headway/crm";
import type { FormerEvidence } from "./former-evidence.ts";
import type { FieldConflict } from "./journal.ts";
import type { ObjectCounts, RefusedWrite, RunReport, Undecided, UnreadObject } from "./report.ts";
import type { SubjectName, SummaryValue, Unreadable } from "./store.ts";

/** What a run has counted so far. */
export interface RunTally {
  readonly pulled: Map<ObjectName, number>;
  readonly deleted: Map<ObjectName, number>;
  readonly merged: Map<ObjectName, number>;
  readonly written: Map<ObjectName, number>;
  readonly unread: UnreadObject[];
  readonly unreadable: Unreadable[];
  readonly undecided: Undecided[];
  readonly refused: RefusedWrite[];
  readonly unsettled: string[];
  readonly planned: Patch[];
  readonly gaps: string[];
  readonly conflicts: FieldConflict[];
  /** Records of forgotten people that the CRM still gives. */
  leftOut: number;
  /** People forgotten by this run, since the CRM asked for it. */
  forgotten: number;
  /** In a dry run, which stores none: the status of each deal that was assessed. */
  readonly unstoredStatuses: Map<string, SummaryValue | undefined>;
  readonly assessed: Record<SubjectName, number>;
  readonly outcomes: { won: number; lost: number; open: number };
  evidence: number;
  /** By rule and version. */
  readonly former: Map<string, FormerEvidence>;
  unknownReadings: Readonly<Record<string, number>>;
}

/** Nothing counted yet. */
export function runTally(): RunTally {
  return {
    pulled: new Map(),
    deleted: new Map(),
    merged: new Map(),
    written: new Map(),
    unknownReadings: {},
    unread: [],
    unreadable: [],
    undecided: [],
    refused: [],
    unsettled: [],
    planned: [],
    gaps: [],
    conflicts: [],
    leftOut: 0,
    forgotten: 0,
    unstoredStatuses: new Map(),
    assessed: { deal: 0, account: 0, person: 0 },
    outcomes: { won: 0, lost: 0, open: 0 },
    evidence: 0,
    former: new Map(),
  };
}

/** Adds to a count. */
export function count<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** When and for whom a run ran. */
export type RunFacts = Pick<
  RunReport,
  "crm" | "accountId" | "dryRun" | "asOf" | "startedAt" | "finishedAt" | "unknownRuleFields"
>;

/** The report of a finished run. */
export function toReport(tally: RunTally, facts: RunFacts): RunReport {
  const gaps = [...tally.gaps, ...countedGaps(tally)];
  return {
    ...facts,
    state: gaps.length === 0 ? "complete" : "incomplete",
    pulled: toCounts(tally.pulled),
    deleted: toCounts(tally.deleted),
    merged: toCounts(tally.merged),
    unread: tally.unread,
    unreadable: tally.unreadable,
    unknownReadings: tally.unknownReadings,
    evidence: tally.evidence,
    assessed: tally.assessed,
    outcomes: tally.outcomes,
    undecided: tally.undecided,
    written: toCounts(tally.written),
    refused: tally.refused,
    unsettled: tally.unsettled,
    planned: tally.planned,
    gaps,
    conflicts: tally.conflicts,
    forgotten: tally.forgotten,
    formerEvidence: [...tally.former.values()],
  };
}

function countedGaps(tally: RunTally): string[] {
  const gaps = tally.unread.map(({ object, reason }) => `no ${object} was read: ${reason}`);
  const say = (n: number, text: string): void => {
    if (n > 0) gaps.push(`${n} ${text}`);
  };
  say(tally.unreadable.length, "records could not be read; they are listed with field and reason");
  for (const [reason, n] of Object.entries(tally.unknownReadings))
    say(n, `records have unknown parts: ${reason}`);
  say(tally.undecided.length, "subjects could not be assessed; they are listed with the way out");
  say(tally.refused.length, "writes were refused; they are listed with the reason");
  say(
    tally.leftOut,
    "records of forgotten people, or activities about them, are still in the CRM; none was stored again. Erase them there",
  );
  say(tally.unsettled.length, "writes had no answer; the next run reads them back");
  return gaps;
}

function toCounts(counts: Map<ObjectName, number>): ObjectCounts {
  return Object.fromEntries(counts);
}
