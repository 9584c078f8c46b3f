import type { ProgressEvent } from "@headway/sync";

const words: Readonly<Record<ProgressEvent["phase"], string>> = {
  describe: "looking at the CRM",
  settle: "settling writes without an answer",
  pull: "reading",
  derive: "deriving evidence",
  assess: "assessing",
  push: "writing",
};

const widestBar = 20;
const narrowestBar = 5;
/** Before that a rate says little about what is left. */
const toldAfterSeconds = 2;

/** How far something has come. */
export interface Count {
  /** Which CRM it is about. */
  readonly crm: string;
  /** In words, such as `reading deal`; another one is another step. */
  readonly what: string;
  readonly done: number;
  /** `null` where nobody knows. */
  readonly expected: number | null;
}

/** A running step: how far it is, since when. */
export interface Step {
  readonly count: Count;
  readonly startedAt: number;
}

/** The engine's own event as a count. */
export function countOf({ crm, phase, object, done, expected }: ProgressEvent): Count {
  return { crm, what: [words[phase], object ?? ""].join(" ").trim(), done, expected };
}

/** The step a count belongs to: the same one, or a new one that starts now. */
export function nextStep(step: Step | undefined, count: Count, now: number): Step {
  const isSame = step !== undefined && step.count.crm === count.crm && step.count.what === count.what;
  return { count, startedAt: isSame ? step.startedAt : now };
}

/**
 * `reading deal  [########            ] 400/1,000  120/s, 5 s left`; without an expectation there is neither bar
 * nor time left, and the bar gives way where `columns` are few.
 */
export function progressLine({ count, startedAt }: Step, now: number, columns = 80): string {
  const { what, done, expected } = count;
  if (done === 0) return what;
  const seconds = (now - startedAt) / 1_000;
  const rate = seconds < 0.05 ? null : done / seconds;
  const speed = rate === null ? "" : `  ${grouped(Math.round(rate))}/s`;
  if (expected === null) return `${what}  ${grouped(done)}${speed}`;
  const total = Math.max(expected, done);
  const isTold = rate !== null && rate > 0 && seconds >= toldAfterSeconds && done < total;
  const left = isTold ? `, ${duration((total - done) / rate)} left` : "";
  const counted = `${grouped(done)}/${grouped(total)}${speed}${left}`;
  const bar = barOf(done / total, columns - what.length - counted.length - 5);
  return `${what}  ${bar}${counted}`;
}

function barOf(share: number, room: number): string {
  const width = Math.min(widestBar, room);
  if (width < narrowestBar) return "";
  const filled = Math.round(share * width);
  return `[${"#".repeat(filled)}${" ".repeat(width - filled)}] `;
}

/** In the two largest units at most: a forecast to the second would be a pretence. */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
