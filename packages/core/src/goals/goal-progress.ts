import { explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";
import type { Goal } from "../notebook/goal.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { Standpoint } from "../standpoint.ts";
import { advanceLine, distinctAdvances, liveAdvances } from "./advance-lines.ts";
import type { GoalLinks } from "./goal-links.ts";

/** How far one goal moved. */
export interface GoalProgress {
  readonly goalId: string;
  /** Advances and steps of a skill that move it, within the period. */
  readonly advances: Explained;
  /** The same, ever. */
  readonly advancesSoFar: Explained;
  readonly text: string;
  readonly class: Goal["class"];
  readonly area: string;
  readonly dueAt: Instant | null;
  readonly reachedAt: Instant | null;
}

/** A stretch of time: after `fromMs`, up to `toMs`. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

interface DatedLine {
  readonly atMs: number;
  readonly line: Contribution;
}

/** The progress of one goal by what some people did. */
export function goalProgress(
  goal: Goal,
  people: readonly PersonAssessment[],
  within: Stretch,
  links: GoalLinks,
  from: Standpoint,
): GoalProgress {
  const ever = linesFor(goal, people, links);
  const recent = ever.filter(({ atMs }) => atMs > within.fromMs && atMs <= within.toMs);
  const missing = links.isLinkable(goal)
    ? []
    : ["an account, deal, situation or skill that moves this goal, or a link to it"];
  return {
    goalId: goal.id,
    advances: countLines(recent, missing, from),
    advancesSoFar: countLines(ever, missing, from),
    text: goal.text,
    class: goal.class,
    area: goal.area,
    dueAt: goal.dueAt ?? null,
    reachedAt: goal.reachedAt ?? null,
  };
}

function linesFor(goal: Goal, people: readonly PersonAssessment[], links: GoalLinks): DatedLine[] {
  const advances = distinctAdvances(people.map(({ ledger }) => liveAdvances(ledger)));
  const moved = advances.filter((advance) => links.moves(goal, advance));
  const steps = people
    .flatMap(({ progress }) => progress.development)
    .filter(({ skill }) => skill === goal.skill);
  return [
    ...moved.map((advance) => ({ atMs: instantMs(advance.at), line: advanceLine(advance) })),
    ...steps.map(({ at, evidenceId, source, skill, step }) => ({
      atMs: instantMs(at),
      line: { evidenceId, source, amount: 1, note: `${skill}: ${step}` },
    })),
  ];
}

function countLines(
  lines: readonly DatedLine[],
  missing: readonly string[],
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: missing.length === 0 ? lines.length : null,
    unit: "advances",
    valueFrom: "count",
    basis: lines.length,
    n: lines.length,
    asOf,
    rule: formula("V3"),
    contributions: () => lines.map(({ line }) => line),
    missing,
  });
}
