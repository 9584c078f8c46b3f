import { type ObjectName, objectNames } from "@headway/crm";
import type { RunRow } from "./journal.ts";
import { everyPage } from "./journal-pages.ts";
import type { CrmState, Intent, IntentState, Store, Unreadable } from "./store.ts";

/** A write whose outcome nobody could read back for a day; see `invariant:W2`. */
export interface IndeterminateWrite {
  readonly target: string;
  readonly sentAt: string;
}

/** How one CRM stands, from the store alone. */
export interface CrmStatus {
  readonly crm: string;
  readonly accountId: string | null;
  /** The last run, dry ones too; `null` before the first. */
  readonly lastRun: RunRow | null;
  /** When the last complete run ended; dry runs do not count. */
  readonly completeAt: string | null;
  /** The instant up to which every object that may be read was read to its end; `null` while one never was. */
  readonly caughtUpAt: string | null;
  /** The same by object; an object that was never read to its end is absent. */
  readonly caughtUp: Readonly<Partial<Record<ObjectName, string>>>;
  /** The instant the assessments are as of. */
  readonly assessedAt: string | null;
  readonly records: Readonly<Partial<Record<ObjectName, number>>>;
  readonly waiting: number;
  readonly inFlight: number;
  readonly parked: number;
  readonly indeterminate: readonly IndeterminateWrite[];
  /** Changes of others to Headway's fields that writes of Headway's met; the latest thousand are kept. */
  readonly conflicts: number;
  readonly unreadable: readonly Unreadable[];
  readonly unknownReadings: Readonly<Record<string, number>>;
  /** Records that notices named and no run has read yet. */
  readonly nudged: number;
  readonly forgotten: number;
  /** What is amiss, in sentences; empty when all is well. */
  readonly amiss: readonly string[];
}

/** From then on a write without an answer counts as indeterminate. */
const dayMs = 86_400_000;
/** A run that gives no sign of life for so long is taken to be dead. */
const silentMs = 600_000;
const pageSize = 1_000;

/** Reads how one CRM stands. @param now Milliseconds since 1970. */
export async function readStatus(store: Store, crm: string, now: number): Promise<CrmStatus> {
  const state = await store.state(crm);
  const runs = await everyPage(
    (after) => store.rows(crm, "run", after, pageSize),
    ({ id }) => id,
  );
  const inFlight = await intents(store, crm, "inflight");
  const rowCount = async (kind: "conflict" | "nudge" | "tombstone"): Promise<number> =>
    (
      await everyPage(
        (after) => store.rows(crm, kind, after, pageSize),
        ({ id }: { id: string }) => id,
      )
    ).length;
  const found = {
    crm,
    accountId: state.accountId,
    lastRun: runs.at(-1) ?? null,
    completeAt: runs.findLast(({ status, dryRun }) => status === "complete" && !dryRun)?.finishedAt ?? null,
    caughtUpAt: caughtUpAt(state),
    caughtUp: state.caughtUp ?? {},
    assessedAt: state.assessedAt,
    records: await store.counts(crm),
    waiting: (await intents(store, crm, "pending")).length,
    inFlight: inFlight.length,
    parked: (await intents(store, crm, "parked")).length,
    indeterminate: findIndeterminate(inFlight, now),
    conflicts: await rowCount("conflict"),
    unreadable: await store.unreadable(crm),
    unknownReadings: await store.unknownReadings(crm),
    nudged: await rowCount("nudge"),
    forgotten: await rowCount("tombstone"),
  };
  return { ...found, amiss: findAmiss(found, now) };
}

/** Those in flight that were sent more than a day ago. */
export function findIndeterminate(inFlight: readonly Intent[], now: number): IndeterminateWrite[] {
  return inFlight.flatMap(({ target, sentAt }) =>
    sentAt !== undefined && now - Date.parse(sentAt) > dayMs ? [{ target, sentAt }] : [],
  );
}

function intents(store: Store, crm: string, state: IntentState): Promise<Intent[]> {
  return everyPage(
    (after) => store.intents(crm, state, after, pageSize),
    ({ id }) => id,
  );
}

/** What may be read is known once a run came past the reading. */
function caughtUpAt({ caughtUp, schema, resume }: CrmState): string | null {
  const instants = caughtUp ?? {};
  if (schema === null) return resume?.step === "pull" ? null : oldest(Object.values(instants));
  const readable = objectNames.filter((object) => schema.objects[object]?.status === "known");
  return readable.every((object) => instants[object] !== undefined) ? oldest(Object.values(instants)) : null;
}

function oldest(instants: readonly string[]): string | null {
  return [...instants].sort()[0] ?? null;
}

function findAmiss(found: Omit<CrmStatus, "amiss">, now: number): string[] {
  const { lastRun, parked, indeterminate, unreadable, unknownReadings } = found;
  const said: string[] = [];
  const say = (n: number, text: string): void => {
    if (n > 0) said.push(`${n} ${text}`);
  };
  if (lastRun === null) said.push("no run was made yet; run `headway sync`");
  else said.push(...amissInRun(lastRun, now));
  say(parked, "writes were refused and wait for a change; `headway retry` sends them again");
  say(
    indeterminate.length,
    "writes have had no answer for a day and could not be read back, so nobody knows whether they happened; look at the record, then `headway retry`",
  );
  say(unreadable.length, "records could not be read; `headway explain` says why");
  for (const [reason, n] of Object.entries(unknownReadings)) say(n, `records have unknown parts: ${reason}`);
  return said;
}

const endings = { failed: "failed", lost: "lost its right to run", abandoned: "was abandoned" } as const;

function amissInRun({ status, aliveAt, gaps, failure }: RunRow, now: number): string[] {
  switch (status) {
    case "complete":
      return [];
    case "incomplete":
      return gaps.length === 0 ? ["the last run was incomplete"] : gaps.map((gap) => `the last run: ${gap}`);
    case "running":
      return now - Date.parse(aliveAt) > silentMs
        ? [
            `a run that says it is running was last heard of ${aliveAt}, so it was most likely killed; the next run goes on from there`,
          ]
        : [];
    default:
      return [
        `the last run ${endings[status]}: ${failure?.happened ?? "nobody knows why"}. ${failure?.youCan ?? ""}`.trim(),
      ];
  }
}
