import type { AccountTriage, TriageReason } from "./account-triage.ts";

/** The parts of a triage that facts and proposals are made from. */
export type TriageParts = Pick<
  AccountTriage,
  "decision" | "reading" | "chase" | "renewal" | "mutuality" | "painful"
>;

/**
 * What may be stored and written back, and why the account is looked at. Counts and dates alone: no word about
 * anybody's motive goes in here (domain 3.6, domain 3.14).
 */
export function triageFacts(parts: TriageParts): {
  readonly facts: readonly string[];
  readonly reasons: readonly TriageReason[];
} {
  const { decision, reading, chase, renewal, mutuality, painful } = parts;
  const deferrals = reading.signs.find(({ name }) => name === "late-deferrals");
  const chased = reading.deferralsAfterChase.basis;
  const entries: readonly (readonly [boolean, string, TriageReason?])[] = [
    [decision.inForce?.class === "pursuit-paused", `pursuit paused: ${decision.inForce?.reason}`],
    [(deferrals?.n ?? 0) > 0, deferrals?.fact ?? ""],
    [chased > 1, `${chased} of them after an attempt of ours`, "deferrals-after-chase"],
    [reading.history.line !== null, reading.history.line ?? ""],
    [chase.recommendation === "stop", chase.reason, "unanswered-chase"],
    [
      chase.deadlineMessages.basis > 1,
      `${chase.deadlineMessages.basis} messages about a deadline`,
      "repeated-deadline-messages",
    ],
    [renewal.decided.basis > 0, renewal.text],
    [
      mutuality.benefit.basis > 0,
      `confirmed benefit: ${mutuality.benefitKinds.join(", ")}`,
      "confirmed-benefit",
    ],
    [painful.by === "friction", painfulFact(painful), "friction"],
    [painful.by === "decision", `painful: ${decision.inForce?.reason}`],
  ];
  const told = entries.filter(([holds]) => holds);
  return { facts: told.map(([, fact]) => fact), reasons: told.flatMap(([, , reason]) => reason ?? []) };
}

/** Complaints, re-openings and hours, as counted. */
export function painfulFact({ friction, hours }: AccountTriage["painful"]): string {
  return `${friction.basis} complaints and re-openings, ${hours.basis.toFixed(1)} h of work`;
}
