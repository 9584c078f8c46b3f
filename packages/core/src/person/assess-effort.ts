import { contribution, explain } from "../explain/explain.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { answerDays, type BuyerContact, type BuyerContacts, firstFrom } from "./buyer-contacts.ts";
import type { EffortSplit } from "./person-assessment.ts";
import type { Effort } from "./read-effort.ts";

const hourMs = 3_600_000;

/** Splits the window's hours by what set them off (domain:V1, domain:V2). Help that was asked for is credited. */
export function assessEffort(
  efforts: readonly Effort[],
  contacts: BuyerContacts,
  from: Standpoint,
): EffortSplit {
  const sums = { askedForHelp: 0, otherInbound: 0, planned: 0, quietAccounts: 0 };
  for (const effort of efforts) {
    sums[triggerOf(effort, contacts, from)] += effort.hours;
    if (isQuiet(effort, contacts, from)) sums.quietAccounts += effort.hours;
  }
  const total = efforts.reduce((sum, { hours }) => sum + hours, 0);
  return {
    total: explain({
      value: efforts.length === 0 ? null : total,
      unit: "hours",
      valueFrom: "sum",
      basis: total,
      n: efforts.length,
      asOf: from.asOf,
      rule: formula("3.3"),
      contributions: () => efforts.map(({ seen, hours }) => contribution(seen.evidence, hours)),
      missing: efforts.length === 0 ? ["any logged work of this seller"] : [],
    }),
    ...sums,
    medianResponseHours: median(responseHours(efforts, contacts)),
  };
}

function contactsOf({ place }: Effort, contacts: BuyerContacts): readonly BuyerContact[] {
  return (place === undefined ? undefined : contacts.get(place)) ?? [];
}

function triggerOf(effort: Effort, contacts: BuyerContacts, { policy }: Standpoint) {
  const list = contactsOf(effort, contacts);
  const first = firstFrom(list, effort.atMs - policy.busy.reactionDays * dayMs);
  const recent = list.slice(first, firstFrom(list, effort.atMs)).filter(({ isInbound }) => isInbound);
  if (!effort.isOurAct || recent.length === 0) return "planned";
  return recent.some(({ isHelpRequest }) => isHelpRequest) ? "askedForHelp" : "otherInbound";
}

function isQuiet(effort: Effort, contacts: BuyerContacts, { policy, asOfMs }: Standpoint): boolean {
  if (effort.place === undefined) return false;
  const list = contactsOf(effort, contacts);
  return firstFrom(list, asOfMs - policy.busy.quietAccountDays * dayMs) === list.length;
}

/** From the first message not yet answered to our next act in the same place. */
function responseHours(efforts: readonly Effort[], contacts: BuyerContacts): number[] {
  const answeredUntil = new Map<string, number>();
  const hours: number[] = [];
  for (const effort of efforts) {
    if (effort.place === undefined || !effort.isOurAct) continue;
    const list = contactsOf(effort, contacts);
    const from = answeredUntil.get(effort.place) ?? effort.atMs - answerDays * dayMs;
    const waiting = list
      .slice(firstFrom(list, from), firstFrom(list, effort.atMs))
      .find((one) => one.isInbound);
    if (waiting) hours.push((effort.atMs - waiting.atMs) / hourMs);
    answeredUntil.set(effort.place, effort.atMs);
  }
  return hours;
}

function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((left, right) => left - right);
  const low = sorted[(sorted.length - 1) >> 1];
  const high = sorted[sorted.length >> 1];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
