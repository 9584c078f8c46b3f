import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { hoursByAccount, type PersonTriageInput } from "./assess-person-triage.ts";
import { explainHours } from "./explain-hours.ts";
import type { FreedEffort } from "./person-triage.ts";

/** Hours spent on the walk-away set before each pause, and since (domain:T7). */
export function assessFreedEffort(input: PersonTriageInput, from: Standpoint): FreedEffort {
  const { effortWindowDays } = from.policy.triage;
  const pausedMs = pauses(input, from);
  const of = ({ place = "" }: { place: string | undefined }) => pausedMs.get(place) ?? Number.NaN;
  const before = input.efforts.filter((effort) => {
    const atMs = of(effort);
    return effort.atMs <= atMs && effort.atMs > atMs - effortWindowDays * dayMs;
  });
  const since = input.efforts.filter((effort) => effort.atMs > of(effort));
  const lines = () => input.classLines([...before, ...since]);
  const missing = missingFor(input, pausedMs.size);
  return {
    before: explainHours(before, "T7", missing, from, lines),
    since: explainHours(since, "T7", missing, from, lines),
    accounts: hoursByAccount(before),
  };
}

function missingFor({ efforts }: PersonTriageInput, paused: number): string[] {
  if (efforts.length === 0) return ["any logged work of this seller"];
  return paused === 0 ? ["a decision of this seller to pause the pursuit of an account"] : [];
}

/** When the seller paused the pursuit of each account that is still paused. */
function pauses({ reading, classOf }: PersonTriageInput, from: Standpoint): Map<string, number> {
  const paused = new Map<string, number>();
  for (const { accountId, personId, class: decided, writtenAt } of from.notebook.triageDecisions) {
    if (personId !== reading.person.id) continue;
    if (decided !== "pursuit-paused") paused.delete(accountId);
    else if (classOf(accountId) === "pursuit-paused" && !paused.has(accountId))
      paused.set(accountId, instantMs(writtenAt));
  }
  return paused;
}
