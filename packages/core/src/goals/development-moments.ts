import { byTime, type Seen } from "../evidence/seen.ts";
import { sourceText } from "../explain/explain.ts";
import { dayMs, type Instant } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";

/** The moment a step of a skill's ladder was first reached (domain:V10). */
export interface DevelopmentMoment {
  readonly at: Instant;
  readonly skill: string;
  readonly step: "learned" | "applied" | "understood" | "sustained";
  readonly evidenceId: string;
  readonly source: string;
}

const steps = {
  "skill-learned": "learned",
  "skill-applied": "applied",
  "skill-understood": "understood",
} as const;

/** The first time of each step of each skill, oldest first. `development` holds pieces of that situation only. */
export function developmentMoments(development: readonly Seen[], policy: Policy): DevelopmentMoment[] {
  const reached = new Map<string, DevelopmentMoment>();
  const uses = new Map<string, number[]>();
  for (const seen of [...development].sort(byTime)) {
    const { topic: skill, kind } = seen.evidence;
    if (skill === undefined || !isStep(kind)) continue;
    reach(reached, seen, skill, steps[kind]);
    if (kind !== "skill-applied") continue;
    const times = [...(uses.get(skill) ?? []), seen.atMs];
    uses.set(skill, times);
    if (isKeptUp(times, policy)) reach(reached, seen, skill, "sustained");
  }
  return [...reached.values()];
}

function isStep(kind: string): kind is keyof typeof steps {
  return Object.hasOwn(steps, kind);
}

function reach(
  reached: Map<string, DevelopmentMoment>,
  { evidence }: Seen,
  skill: string,
  step: DevelopmentMoment["step"],
): void {
  const key = `${skill}/${step}`;
  if (reached.has(key)) return;
  const source = sourceText(evidence);
  reached.set(key, { at: evidence.occurredAt, skill, step, evidenceId: evidence.id, source });
}

/** Used often enough, over long enough, as of the last of these times. */
function isKeptUp(times: readonly number[], { development }: Policy): boolean {
  const wide = (times.at(-1) ?? 0) - (times[0] ?? 0) >= development.sustainedDays * dayMs;
  return wide && times.length >= development.sustainedApplications;
}
