import type { Evidence } from "../evidence/evidence.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import { kindOf, kindPlace } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Policy } from "../policy/policy.ts";

/** A sign of elation or of its opposite, with its undecayed points (domain 3.5). */
export interface Signal {
  readonly seen: Seen;
  /** What it weighs now. */
  readonly points: number;
  /** For a settled complaint: what settled it, and the points that this gave back. */
  readonly settled?: { readonly by: Seen; readonly points: number };
  readonly halfLifeDays: number;
}

/** The client's signs, oldest first. A complaint weighs less once its `complaint-resolved` is seen. */
export interface AccountSignals {
  /** The evidence they were picked from: signs, and what settles a complaint. */
  readonly counting: readonly Seen[];
  readonly signals: readonly Signal[];
  /** Complaints that nothing has settled, oldest first. */
  readonly openComplaints: readonly Seen[];
}

const complaint = kindPlace("complaint");
const resolved = kindPlace("complaint-resolved");
const nothing: readonly never[] = Object.freeze([]);
const noSignals: AccountSignals = Object.freeze({
  counting: nothing,
  signals: nothing,
  openComplaints: nothing,
});

/**
 * Picks the signs out of an account's counting evidence, which comes oldest first. `kinds` are those of
 * {@link signalKinds}, for callers that have them at hand.
 */
export function accountSignals(
  counting: readonly Seen[],
  policy: Policy,
  kinds: KindSet = signalKinds({ policy }),
): AccountSignals {
  const telling = counting.filter(({ kindPlace }) => kinds.has(kindPlace));
  if (telling.length === 0) return noSignals;
  const { open, settledBy } = complaints(telling);
  const picked: Seen[] = [];
  const signals: Signal[] = [];
  for (const seen of telling) {
    if (seen.kindPlace === resolved) picked.push(seen);
    const points = pointsOf(seen, policy);
    if (points === undefined) continue;
    picked.push(seen);
    const by = settledBy.get(seen);
    const settled = by && { by, points: settledPoints(seen.evidence, policy) - points };
    const sign = { seen, halfLifeDays: halfLife(seen.evidence, policy) };
    signals.push(settled ? { ...sign, points: points + settled.points, settled } : { ...sign, points });
  }
  return { counting: picked, signals, openComplaints: open };
}

/** The kinds that weigh anything, and what settles a complaint. */
export function signalKinds({ policy: { elation } }: { readonly policy: Policy }): KindSet {
  return new KindSet(["complaint", "complaint-resolved", ...(Object.keys(elation.points) as EvidenceKind[])]);
}

function pointsOf(seen: Seen, { elation }: Policy): number | undefined {
  const points = elation.points[kindOf(seen)];
  if (points === undefined || points === 0) return undefined;
  return asAsked(points, seen.evidence, elation.promptedFactor);
}

function settledPoints(evidence: Evidence, { elation }: Policy): number {
  return asAsked(elation.resolvedComplaintPoints, evidence, elation.promptedFactor);
}

function asAsked(points: number, { prompted }: Evidence, promptedFactor: number): number {
  return prompted === true ? points * promptedFactor : points;
}

function halfLife({ kind }: Evidence, { elation }: Policy): number {
  return kind === "benefit-confirmed" ? elation.benefitHalfLifeDays : elation.halfLifeDays;
}

/** A resolution settles the complaint of its topic; without a topic, the latest one still open. */
function complaints(counting: readonly Seen[]) {
  const open: Seen[] = [];
  const settledBy = new Map<Seen, Seen>();
  for (const piece of counting) {
    if (piece.kindPlace === complaint) open.push(piece);
    if (piece.kindPlace !== resolved) continue;
    const { topic } = piece.evidence;
    const at = open.findLastIndex(({ evidence }) => topic === undefined || evidence.topic === topic);
    for (const settled of at < 0 ? [] : open.splice(at, 1)) settledBy.set(settled, piece);
  }
  return { open, settledBy };
}
