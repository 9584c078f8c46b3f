import { compareTexts } from "../evidence/seen.ts";
import type { Contribution } from "../explain/explained.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";
import type { TriageClass } from "./account-triage.ts";
import { assessEffortShare } from "./assess-effort-share.ts";
import { assessFreedEffort } from "./assess-freed-effort.ts";
import { assessTimeBox } from "./assess-time-box.ts";
import { classLines } from "./class-lines.ts";
import type { PersonTriage } from "./person-triage.ts";
import { readDecisions } from "./read-decisions.ts";

/** What a seller's triage is computed from. */
export interface PersonTriageInput {
  readonly reading: PersonReading;
  /** The seller's work on accounts, oldest first, far enough back for every window. */
  readonly efforts: readonly Effort[];
  readonly classOf: (accountId: string) => TriageClass | undefined;
  /** What decides the classes of the accounts that some work was for, each line with 0. */
  readonly classLines: (efforts: readonly Effort[]) => readonly Contribution[];
}

/**
 * The shared box, the effort that was freed, and where the rest goes; for this seller alone. `efforts` come oldest
 * first and reach back to {@link personTriageSinceMs} or further.
 */
export function assessPersonTriage(
  reading: PersonReading,
  efforts: readonly Effort[],
  from: Standpoint,
): PersonTriage {
  const sinceMs = personTriageSinceMs(reading, from);
  const input = {
    reading,
    efforts: efforts.filter(({ atMs }) => atMs > sinceMs),
    classOf: classReader(reading, from),
    classLines: (efforts: readonly Effort[]) => linesOf(efforts, reading),
  };
  return {
    box: assessTimeBox(input, from),
    freed: assessFreedEffort(input, from),
    share: assessEffortShare(input, from),
  };
}

/** How far back a seller's work is looked at: two windows, a month, and a window before each pause. */
export function personTriageSinceMs({ person }: PersonReading, from: Standpoint): number {
  const { effortWindowDays, painful } = from.policy.triage;
  const windowMs = Math.max(2 * effortWindowDays, painful.windowDays, 31) * dayMs;
  let sinceMs = from.asOfMs - windowMs;
  for (const { personId, class: decided, writtenAt } of from.notebook.triageDecisions) {
    if (personId !== person.id || decided !== "pursuit-paused") continue;
    sinceMs = Math.min(sinceMs, instantMs(writtenAt) - effortWindowDays * dayMs);
  }
  return sinceMs;
}

/** The class of an account that was read; of any other, the seller's own decision about it. */
function classReader({ triageOf, person }: PersonReading, from: Standpoint): PersonTriageInput["classOf"] {
  const known = new Map<string, TriageClass | undefined>();
  const read = (accountId: string) => {
    const triage = triageOf(accountId);
    if (triage) return triage.class;
    const own = from.notebook.triageDecisions.filter(
      (decision) => decision.accountId === accountId && decision.personId === person.id,
    );
    return readDecisions(own, person.id, from).inForce?.class;
  };
  return (accountId) => {
    const former = known.get(accountId);
    if (former !== undefined || known.has(accountId)) return former;
    const found = read(accountId);
    known.set(accountId, found);
    return found;
  };
}

function linesOf(efforts: readonly Effort[], { triageOf }: PersonReading): Contribution[] {
  const places = new Set(efforts.flatMap(({ place }) => place ?? []));
  return [...places].sort().flatMap((place) => {
    const triage = triageOf(place);
    return triage ? classLines(triage) : [];
  });
}

/** Sums hours by account, most first; ties by id. */
export function hoursByAccount(efforts: readonly Effort[]): { accountId: string; hours: number }[] {
  const sums = new Map<string, number>();
  for (const { place, hours } of efforts)
    if (place !== undefined) sums.set(place, (sums.get(place) ?? 0) + hours);
  return [...sums]
    .map(([accountId, hours]) => ({ accountId, hours }))
    .sort((left, right) => right.hours - left.hours || compareTexts(left.accountId, right.accountId));
}
