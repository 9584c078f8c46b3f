import { kindPlace } from "../evidence/kind-place.ts";
import type { Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { TriagePieces } from "./read-triage.ts";

/** One attempt of ours, and the first thing the buyer did before the next. */
export interface Attempt {
  readonly seen: Seen;
  readonly answer: Seen | undefined;
}

/** How our attempts and the buyer's answers alternate within the pursuit window. */
export interface ChaseReading {
  readonly attempts: readonly Attempt[];
  readonly answered: number;
  readonly longestRun: number;
  /** The attempts since the last answer. */
  readonly run: readonly Seen[];
  /** The last answer before the run. */
  readonly lastAnswer: Seen | undefined;
}

const notHeld = kindPlace("meeting-not-held");

const empty: ChaseReading = Object.freeze({
  attempts: Object.freeze([]),
  answered: 0,
  longestRun: 0,
  run: Object.freeze([]),
  lastAnswer: undefined,
});

/** Walks attempts and answers side by side; an attempt is answered when the buyer acts before the next one. */
export function readChase({ attempts, reading }: TriagePieces, from: Standpoint): ChaseReading {
  if (attempts.length === 0) return empty;
  const answers = answersOf(reading.counting, from);
  const walked: Attempt[] = [];
  let next = 0;
  let run = 0;
  let longestRun = 0;
  for (const [index, seen] of attempts.entries()) {
    const untilMs = attempts[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    while ((answers[next]?.atMs ?? Number.POSITIVE_INFINITY) < seen.atMs) next += 1;
    const answer = answers[next];
    const isAnswered = answer !== undefined && answer.atMs < untilMs;
    walked.push({ seen, answer: isAnswered ? answer : undefined });
    run = isAnswered ? 0 : run + 1;
    longestRun = Math.max(longestRun, run);
  }
  return {
    attempts: walked,
    answered: walked.filter(({ answer }) => answer !== undefined).length,
    longestRun,
    run: walked.slice(walked.length - run).map(({ seen }) => seen),
    lastAnswer: answers.findLast(({ atMs }) => atMs < (walked[walked.length - run]?.seen.atMs ?? Infinity)),
  };
}

/** Whatever the buyer did within the window, but for staying away from a meeting. */
function answersOf(counting: readonly Seen[], { policy, asOfMs }: Standpoint): Seen[] {
  const sinceMs = asOfMs - policy.triage.pursuit.windowDays * dayMs;
  return counting.filter((piece) => piece.atMs > sinceMs && piece.kindPlace !== notHeld);
}
