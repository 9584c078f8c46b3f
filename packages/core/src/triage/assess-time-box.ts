import { monthOf } from "../calendar/month.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Contribution } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";
import { hoursByAccount, type PersonTriageInput } from "./assess-person-triage.ts";
import { explainHours, hourLines, totalHours } from "./explain-hours.ts";
import type { TimeBox } from "./person-triage.ts";

const notLogged = ["any logged work of this seller on an account"];

/** The month's hours on all painful accounts together against one box (domain:T15). */
export function assessTimeBox(input: PersonTriageInput, from: Standpoint): TimeBox {
  const { boxHours, exemptTopics } = from.policy.triage.painful;
  const month = monthOf(from.asOfMs, from.calendar);
  const painful = painfulAccounts(input, from);
  const spent = input.efforts.filter(
    ({ atMs, place = "" }) => painful.has(place) && monthOf(atMs, from.calendar) === month,
  );
  const isExempt = ({ seen }: Effort) => exemptTopics.includes(seen.evidence.topic ?? "");
  const counted = spent.filter((effort) => !isExempt(effort));
  const missing = input.efforts.length === 0 ? notLogged : [];
  const lines = () => [...input.classLines(input.efforts), ...medianLines(input)];
  const leftHours = boxHours - totalHours(counted);
  const isUsedUp = missing.length === 0 && leftHours <= 0;
  return {
    month,
    state: missing.length > 0 ? "unknown" : isUsedUp ? "used-up" : "open",
    used: explainHours(counted, "T15", missing, from, lines),
    left: explain({
      value: missing.length === 0 ? leftHours : null,
      unit: "hours",
      valueFrom: "sum",
      basis: leftHours,
      prior: boxHours,
      n: counted.length,
      asOf: from.asOf,
      rule: formula("T15"),
      contributions: () => [...hourLines(counted, -1), ...lines()],
      missing,
    }),
    exempt: explainHours(spent.filter(isExempt), "T15", missing, from, lines),
    accounts: hoursByAccount(counted),
    suggestion: isUsedUp ? suggestionOf(boxHours, -leftHours, month) : null,
  };
}

function suggestionOf(boxHours: number, overrun: number, month: string): string {
  const over = overrun > 0 ? `, over-run by ${overrun.toFixed(1)} h` : "";
  return `The box of ${boxHours} h for ${month} is used up${over}: stop until the month ends, but for legal and safety duties`;
}

/** Painful by label or friction, or by hours an advance against the seller's own median. */
function painfulAccounts(input: PersonTriageInput, from: Standpoint): ReadonlySet<string> {
  const { windowDays, minimumHours } = from.policy.triage.painful;
  const sinceMs = from.asOfMs - windowDays * dayMs;
  const recent = hoursByAccount(input.efforts.filter(({ atMs }) => atMs > sinceMs));
  const rates = hoursAnAdvance(input, recent, sinceMs);
  const mark = costlyMark([...rates.values()], from);
  const painful = new Set<string>();
  for (const { place } of input.efforts) {
    if (place !== undefined && input.classOf(place) === "painful") painful.add(place);
  }
  for (const { accountId, hours } of recent) {
    const isDecided = input.reading.triageOf(accountId)?.decision.inForce != null;
    const isCostly = hours >= minimumHours && (rates.get(accountId) ?? 0) > mark;
    if (isCostly && !isDecided) painful.add(accountId);
  }
  return painful;
}

/** What the seller's own median of hours an advance rests on; it can make an account painful, so each line is 0. */
function medianLines({ efforts, reading }: PersonTriageInput): Contribution[] {
  const advances = reading.ledger.map(({ seen }) => contribution(seen.evidence, 0, "advance"));
  return [...hourLines(efforts, 0), ...advances];
}

/** Without an advance the hours so far are the least an advance can cost. */
function hoursAnAdvance(
  { reading }: PersonTriageInput,
  recent: readonly { accountId: string; hours: number }[],
  sinceMs: number,
): Map<string, number> {
  const advances = new Map<string, number>();
  for (const { atMs, lapsed, seen } of reading.ledger) {
    const place = lapsed || atMs <= sinceMs ? undefined : reading.placeOf(seen.evidence);
    if (place !== undefined) advances.set(place, (advances.get(place) ?? 0) + 1);
  }
  return new Map(
    recent.map(({ accountId, hours }) => [accountId, hours / Math.max(1, advances.get(accountId) ?? 0)]),
  );
}

/** The policy's multiple of the median; beyond reach with too few accounts for one. */
function costlyMark(rates: readonly number[], { policy }: Standpoint): number {
  const { minimumAccountsForMedian, timesOwnMedian } = policy.triage.painful;
  if (rates.length < minimumAccountsForMedian) return Number.POSITIVE_INFINITY;
  const sorted = [...rates].sort((left, right) => left - right);
  const low = sorted[(sorted.length - 1) >> 1] ?? 0;
  const high = sorted[sorted.length >> 1] ?? 0;
  return (timesOwnMedian * (low + high)) / 2;
}
