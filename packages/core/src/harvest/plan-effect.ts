import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { type AfterEffects, afterEffects } from "./after-effects.ts";
import type { Close } from "./close.ts";
import { evenShare, inFullPeriods, periodNames } from "./full-periods.ts";
import { explainAbove, explainShare, isLateUngrown, lateShare } from "./late-share.ts";
import { namingNobody } from "./naming-nobody.ts";

/** What the incentive plan does to a whole group: all that a leader sees of timing (domain:O11, domain:O12). */
export interface PlanEffect {
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly people: number;
  readonly closes: number;
  readonly periods: readonly string[];
  /** Names nobody; unknown for groups smaller than the policy's. */
  readonly share: Explained;
  readonly evenShare: number;
  readonly aboveEven: Explained;
  readonly after: AfterEffects;
  readonly missing: readonly string[];
}

/** What the effect is drawn from: the closes of a whole group, from {@link readCloses}. */
export interface PlanEffectInput {
  readonly closes: readonly Close[];
  readonly policy: Policy;
  readonly asOf: string;
  readonly recordBeginsAt?: string | undefined;
}

/** Closes of a group against an even spread, and what followed them; no person can be read off (domain 3.14). */
export function planEffect({ closes, policy, asOf, recordBeginsAt }: PlanEffectInput): PlanEffect {
  const from = standpoint(policy, asOf);
  const full = inFullPeriods(closes, recordBeginsAt, from);
  const people = new Set(full.flatMap(({ personId }) => personId ?? []));
  const missing = missingFor(full, people.size, from);
  const even = evenShare(full);
  const share = lateShare(full, isLateUngrown, 0.5, 2);
  return {
    asOf: from.asOf,
    policyVersion: policy.version,
    people: people.size,
    closes: full.length,
    periods: [...periodNames(full)].sort(),
    share: namingNobody(explainShare(share, isLateUngrown, { missing }, from), full, missing),
    evenShare: even,
    aboveEven: namingNobody(explainAbove(share, isLateUngrown, even, { missing }, from), full, missing),
    after: afterEffects(full, missing, from),
    missing,
  };
}

function missingFor(full: readonly Close[], people: number, { policy }: Standpoint): string[] {
  const missing: string[] = [];
  if (people < policy.people.smallestTeam)
    missing.push(`a group of ${policy.people.smallestTeam} or more, from which nobody can be read off`);
  if (full.length < policy.harvest.minimumTeamCloses)
    missing.push(`${policy.harvest.minimumTeamCloses} closes in full periods`);
  return missing;
}
