import type { BuyingJob } from "../evidence/buying-job.ts";
import { kindOf } from "../evidence/kind-place.ts";
import { kindFacts } from "../evidence/kind-table.ts";
import { compareTexts, type Seen } from "../evidence/seen.ts";
import type { MovementType } from "./deal-assessment.ts";

/** One change on an axis, with the piece that made it. */
export interface AxisLine {
  readonly seen: Seen;
  readonly amount: number;
  readonly note: string;
}

/** What one instant changed. Pieces of one instant are one step, so their order cannot matter. */
export interface AxisStep {
  readonly atMs: number;
  readonly type: Exclude<MovementType, "none">;
  readonly buyingProgressChange: number;
  readonly preferenceChange: number;
  readonly lines: readonly AxisLine[];
  /** The jobs done after it. */
  readonly jobsDone: number;
  /** The piece that stands for the advance, and the ladder step it reached. */
  readonly advance: { readonly seen: Seen; readonly step: string } | undefined;
}

/** The two axes of an opportunity (domain:V7): jobs done, preference for us, and every step on the way. */
export interface AxesReading {
  /** Six at most, so a list serves. */
  readonly done: readonly BuyingJob[];
  readonly reopened: readonly BuyingJob[];
  readonly preference: number;
  readonly preferenceKnown: boolean;
  readonly progressLines: readonly AxisLine[];
  readonly preferenceLines: readonly AxisLine[];
  readonly steps: readonly AxisStep[];
}

/** The axes while they are being read. */
interface GrowingAxes {
  done: readonly BuyingJob[];
  reopened: readonly BuyingJob[];
  preference: number;
  preferenceKnown: boolean;
  readonly progressLines: AxisLine[];
  readonly preferenceLines: AxisLine[];
  readonly steps: AxisStep[];
}

const noJobs: readonly BuyingJob[] = Object.freeze([]);
const none: readonly never[] = Object.freeze([]);

/** What no claims say. */
const noAxes: AxesReading = Object.freeze({
  done: noJobs,
  reopened: noJobs,
  preference: 0,
  preferenceKnown: false,
  progressLines: none,
  preferenceLines: none,
  steps: none,
});

interface Changes {
  readonly progress: AxisLine[];
  readonly preference: AxisLine[];
  firstNewJob?: { readonly seen: Seen; readonly step: string };
}

/** Walks what the buyer's evidence says of jobs and preference, oldest first. Only polarity -1 can take a step back. */
export function readAxes(claims: readonly Seen[]): AxesReading {
  if (claims.length === 0) return noAxes;
  const axes: GrowingAxes = {
    done: noJobs,
    reopened: noJobs,
    preference: 0,
    preferenceKnown: false,
    progressLines: [],
    preferenceLines: [],
    steps: [],
  };
  for (let from = 0; from < claims.length; ) {
    let to = from + 1;
    while (to < claims.length && claims[to]?.atMs === claims[from]?.atMs) to += 1;
    takeStep(axes, claims.slice(from, to));
    from = to;
  }
  const { progressLines, preferenceLines, steps } = axes;
  return {
    ...axes,
    progressLines: kept(progressLines),
    preferenceLines: kept(preferenceLines),
    steps: kept(steps),
  };
}

/** A copy without room to spare: the lists of every deal are kept. */
function kept<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? none : items.slice();
}

function takeStep(axes: GrowingAxes, instant: Seen[]): void {
  const changes: Changes = { progress: [], preference: [] };
  if (instant.length > 1) instant.sort(byGrade);
  for (const seen of instant) if (seen.evidence.polarity >= 0) moveForward(axes, seen, changes);
  for (const seen of instant) if (seen.evidence.polarity < 0) moveBack(axes, seen, changes);
  if (changes.progress.length + changes.preference.length === 0) return;
  axes.progressLines.push(...changes.progress);
  axes.preferenceLines.push(...changes.preference);
  const step = stepOf(axes, changes, instant);
  if (step) axes.steps.push(step);
}

function byGrade(left: Seen, right: Seen): number {
  return right.evidence.grade - left.evidence.grade || compareTexts(left.evidence.id, right.evidence.id);
}

function without(jobs: readonly BuyingJob[], job: BuyingJob): BuyingJob[] {
  return jobs.filter((one) => one !== job);
}

function claims(seen: Seen) {
  const { evidence } = seen;
  const facts = kindFacts[kindOf(seen)];
  return { job: evidence.job ?? facts.job, preference: evidence.preference ?? facts.preference };
}

function moveForward(axes: GrowingAxes, seen: Seen, changes: Changes): void {
  const { job, preference } = claims(seen);
  if (job !== undefined && !axes.done.includes(job)) {
    const again = axes.reopened.includes(job);
    if (again) axes.reopened = without(axes.reopened, job);
    axes.done = [...axes.done, job];
    changes.progress.push({ seen, amount: 1, note: again ? `${job} recovered` : `${job} done` });
    if (!again) changes.firstNewJob ??= { seen, step: `job:${job}` };
  }
  if (preference === undefined) return;
  axes.preferenceKnown = true;
  if (preference > axes.preference) setPreference(axes, seen, preference, changes);
}

function moveBack(axes: GrowingAxes, seen: Seen, changes: Changes): void {
  const { job, preference } = claims(seen);
  if (job !== undefined && axes.done.includes(job)) {
    axes.done = without(axes.done, job);
    axes.reopened = [...without(axes.reopened, job), job];
    changes.progress.push({ seen, amount: -1, note: `${job} re-opened` });
  }
  if (preference === undefined) return;
  axes.preferenceKnown = true;
  if (preference < axes.preference) setPreference(axes, seen, preference, changes);
}

function setPreference(axes: GrowingAxes, seen: Seen, preference: number, changes: Changes): void {
  const note = `preference ${axes.preference} to ${preference}`;
  changes.preference.push({ seen, amount: preference - axes.preference, note });
  axes.preference = preference;
}

function stepOf(axes: AxesReading, changes: Changes, instant: readonly Seen[]): AxisStep | undefined {
  const buyingProgressChange = total(changes.progress);
  const preferenceChange = total(changes.preference);
  const lines = [...changes.progress, ...changes.preference];
  const first = instant[0];
  if (lines.length === 0 || first === undefined) return undefined;
  const type = movementType(buyingProgressChange, preferenceChange, changes.firstNewJob !== undefined);
  const advance = type === "advance" ? advanceOf(axes, changes, preferenceChange) : undefined;
  const jobsDone = axes.done.length;
  return { atMs: first.atMs, type, buyingProgressChange, preferenceChange, lines, jobsDone, advance };
}

function advanceOf(axes: AxesReading, changes: Changes, preferenceChange: number) {
  const risen = changes.preference.at(-1)?.seen;
  if (preferenceChange > 0 && risen) return { seen: risen, step: `preference:${axes.preference}` };
  return changes.firstNewJob;
}

function movementType(progress: number, preference: number, newJob: boolean): AxisStep["type"] {
  if (preference > 0 && progress >= 0) return "advance";
  if (progress > 0 && preference === 0) return newJob ? "advance" : "recovered";
  if (progress > 0) return "buyer-advances-we-fall";
  return preference > 0 ? "we-gain-buyer-steps-back" : "setback";
}

function total(lines: readonly AxisLine[]): number {
  let sum = 0;
  for (const { amount } of lines) sum += amount;
  return sum;
}
