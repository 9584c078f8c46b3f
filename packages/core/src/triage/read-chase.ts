import { kindPlace } from "../evidence/kind-place.ts";
import type { Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { TriagePieces } from "./read-triage.ts";

/** How our attempts and the buyer's answers alternate within the pursuit window. */
export interface ChaseReading {
  readonly attempts: readonly Seen[];
  /** For each attempt the first thing the buyer did before the next. */
  readonly answers: readonly (Seen | undefined)[];
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
  answers: Object.freeze([]),
  answered: 0,
  longestRun: 0,
  run: Object.freeze([]),
  lastAnswer: undefined,
});

/** Walks attempts and answers side by side; an attempt is answered when the buyer acts before the next one. */
export function readChase({ attempts, reading }: TriagePieces, from: Standpoint): ChaseReading {
  if (attempts.length === 0) return empty;
  const acts = buyerActs(reading.counting, from);
  const answers: (Seen | undefined)[] = [];
  let next = 0;
  let run = 0;
  let longestRun = 0;
  let answered = 0;
  for (const [index, seen] of attempts.entries()) {
    const untilMs = attempts[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    while ((acts[next]?.atMs ?? Number.POSITIVE_INFINITY) < seen.atMs) next += 1;
    const answer = acts[next];
    const isAnswered = answer !== undefined && answer.atMs < untilMs;
    answers.push(isAnswered ? answer : undefined);
    if (isAnswered) answered += 1;
    run = isAnswered ? 0 : run + 1;
    longestRun = Math.max(longestRun, run);
  }
  const start = attempts.length - run;
  const sinceMs = attempts[start]?.atMs ?? Number.POSITIVE_INFINITY;
  const lastAnswer = acts.findLast(({ atMs }) => atMs < sinceMs);
  return { attempts, answers, answered, longestRun, run: attempts.slice(start), lastAnswer };
}

/** Whatever the buyer did within the window, but for staying away from a meeting. */
function buyerActs(counting: readonly Seen[], { policy, asOfMs }: Standpoint): Seen[] {
  const sinceMs = asOfMs - policy.triage.pursuit.windowDays * dayMs;
  return counting.filter((piece) => piece.atMs > sinceMs && piece.kindPlace !== notHeld);
}
