import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";
import type { PersonTriageInput } from "./assess-person-triage.ts";
import { hourLines, hoursBasis, totalHours } from "./explain-hours.ts";
import type { EffortShare } from "./person-triage.ts";

/** How much of the work on accounts goes to the A-list, now and in the window before (domain:T16). */
export function assessEffortShare(input: PersonTriageInput, from: Standpoint): EffortShare {
  const windowMs = from.policy.triage.effortWindowDays * dayMs;
  const between = (sinceMs: number, untilMs: number) =>
    input.efforts.filter(({ atMs }) => atMs > sinceMs && atMs <= untilMs);
  const now = between(from.asOfMs - windowMs, from.asOfMs);
  const earlier = between(from.asOfMs - 2 * windowMs, from.asOfMs - windowMs);
  const isOnList = ({ place }: Effort) => place !== undefined && input.classOf(place) === "a-list";
  const rest = now.filter((effort) => !isOnList(effort));
  return {
    aList: explainShare(now.filter(isOnList), now, input, from),
    earlierAList: explainShare(earlier.filter(isOnList), earlier, input, from),
    distance: explainShare(rest, now, input, from),
  };
}

function explainShare(
  part: readonly Effort[],
  whole: readonly Effort[],
  { classOf, classLines }: PersonTriageInput,
  { asOf }: Standpoint,
): Explained {
  const hours = totalHours(whole);
  const isClassed = whole.some(({ place }) => place !== undefined && classOf(place) !== undefined);
  const missing =
    hours === 0
      ? ["logged work within the window"]
      : isClassed
        ? []
        : ["the accounts that this seller works on, to say which are on the A-list"];
  return explain({
    value: missing.length === 0 ? totalHours(part) / hours : null,
    unit: "share of hours",
    valueFrom: "ratio",
    basis: totalHours(part),
    n: whole.length,
    asOf,
    rule: formula("T16"),
    contributions: () => [...hourLines(part, 1), ...classLines(whole)],
    otherBases: [hoursBasis("all logged hours", whole)],
    missing,
  });
}
