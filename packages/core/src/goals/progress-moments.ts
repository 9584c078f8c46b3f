import type { LedgerEntry } from "../deal/read-advances.ts";
import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { DevelopmentMoment } from "./development-moments.ts";

/** One thing that moved forward. */
export interface ProgressMoment {
  readonly at: Instant;
  /** The step of the ledger, or the skill and what was reached. */
  readonly what: string;
  readonly evidenceId: string;
  readonly source: string;
  readonly dealId?: string;
  readonly accountId?: string;
}

/** A seller's own moments of progress of the week (domain:V16). */
export interface ProgressMoments {
  readonly count: Explained;
  /** Oldest first. */
  readonly moments: readonly ProgressMoment[];
}

/** The live advances and the first steps of skills since the policy's number of days. */
export function progressMoments(
  ledger: readonly LedgerEntry[],
  development: readonly DevelopmentMoment[],
  from: Standpoint,
): ProgressMoments {
  const sinceMs = from.asOfMs - from.policy.goals.progressDays * dayMs;
  const advances = ledger.filter(({ lapsed, atMs }) => !lapsed && atMs > sinceMs).map(advanceMoment);
  const steps = development.filter(({ at }) => instantMs(at) > sinceMs).map(developmentMoment);
  const moments = [...advances, ...steps].sort((left, right) => instantMs(left.at) - instantMs(right.at));
  return {
    count: explain({
      value: moments.length,
      unit: "advances and steps of one's own",
      valueFrom: "count",
      basis: moments.length,
      n: moments.length,
      asOf: from.asOf,
      rule: formula("V16"),
      contributions: () =>
        moments.map(({ evidenceId, source, what }) => ({ evidenceId, source, amount: 1, note: what })),
    }),
    moments,
  };
}

function advanceMoment({ advance }: LedgerEntry): ProgressMoment {
  const { at, evidenceId, source, step, dealId, accountId } = advance;
  return {
    ...{ at, what: step, evidenceId, source },
    ...(dealId === undefined ? {} : { dealId }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

function developmentMoment({ at, skill, step, evidenceId, source }: DevelopmentMoment): ProgressMoment {
  return { at, what: `${skill}: ${step}`, evidenceId, source };
}
