import type { Evidence } from "../evidence/evidence.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Policy } from "../policy/policy.ts";

/** A sign of elation or of its opposite, with its undecayed points (domain 3.5). */
export interface Signal {
  readonly seen: Seen;
  readonly points: number;
  readonly halfLifeDays: number;
}

/** The client's signs, oldest first. A complaint weighs less once its `complaint-resolved` is seen. */
export interface AccountSignals {
  readonly signals: readonly Signal[];
  /** Complaints that nothing has settled, oldest first. */
  readonly openComplaints: readonly Seen[];
}

/** Picks the signs out of an account's counting evidence, which comes oldest first. */
export function accountSignals(counting: readonly Seen[], policy: Policy): AccountSignals {
  const open = openComplaints(counting);
  const signals: Signal[] = [];
  for (const piece of counting) {
    const points = pointsOf(piece.evidence, policy, !open.includes(piece));
    if (points !== undefined)
      signals.push({ seen: piece, points, halfLifeDays: halfLife(piece.evidence, policy) });
  }
  return { signals, openComplaints: open };
}

function pointsOf(evidence: Evidence, { elation }: Policy, isSettled: boolean): number | undefined {
  const points = elation.points[evidence.kind];
  if (points === undefined || points === 0) return undefined;
  if (evidence.kind === "complaint" && isSettled) return elation.resolvedComplaintPoints;
  return evidence.prompted === true ? points * elation.promptedFactor : points;
}

function halfLife({ kind }: Evidence, { elation }: Policy): number {
  return kind === "benefit-confirmed" ? elation.benefitHalfLifeDays : elation.halfLifeDays;
}

/** A resolution settles the complaint of its topic; without a topic, the latest one still open. */
function openComplaints(counting: readonly Seen[]): Seen[] {
  const open: Seen[] = [];
  for (const piece of counting) {
    if (piece.evidence.kind === "complaint") open.push(piece);
    if (piece.evidence.kind !== "complaint-resolved") continue;
    const { topic } = piece.evidence;
    const at = open.findLastIndex(({ evidence }) => topic === undefined || evidence.topic === topic);
    if (at >= 0) open.splice(at, 1);
  }
  return open;
}
