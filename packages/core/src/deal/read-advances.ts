import { isDatedPromise, isQualifiedOut } from "../evidence/counting.ts";
import { kindOf } from "../evidence/kind-place.ts";
import { compareTexts, type Seen } from "../evidence/seen.ts";
import { situationOf } from "../evidence/situation-text.ts";
import { sourceText } from "../explain/explain.ts";
import { dayMs, instantOf } from "../instant.ts";
import type { DealPolicy } from "../policy/deal-policy.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { Advance } from "./advance.ts";
import type { AxisStep } from "./read-axes.ts";
import type { CommitmentReading } from "./read-commitments.ts";

/** An advance with its instant in milliseconds. */
export interface LedgerEntry {
  readonly atMs: number;
  readonly seen: Seen;
  readonly advance: Advance;
  /** It counts for nothing any more. */
  readonly lapsed: boolean;
}

const none: readonly never[] = Object.freeze([]);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Candidate {
  readonly seen: Seen;
  readonly step: string;
  readonly direction: Advance["direction"];
}

/**
 * The ledger: what the two axes, the dated promises and the agreed qualify-outs amount to, oldest first, with one
 * advance per ladder step and day, and one per piece of evidence (domain 3.2, 3.11).
 */
export function readAdvances(
  spoken: readonly Seen[],
  steps: readonly AxisStep[],
  commitments: readonly CommitmentReading[],
  from: DealStandpoint,
): readonly LedgerEntry[] {
  const candidates: Candidate[] = [];
  for (const { advance } of steps) if (advance) candidates.push({ ...advance, direction: "forward" });
  for (const seen of spoken) {
    const candidate = spokenAdvance(seen, from.policy);
    if (candidate) candidates.push(candidate);
  }
  return ledgerOf(candidates, commitments, from.policy);
}

/** The ledger that candidates make, those of missed promises as lapsed. */
export function ledgerOf(
  candidates: readonly Candidate[],
  commitments: readonly CommitmentReading[],
  policy: DealPolicy,
): readonly LedgerEntry[] {
  if (candidates.length === 0) return none;
  const lapses = lapsesIn(commitments);
  return primary(candidates).map((candidate) => ledgerEntry(candidate, lapses.get(candidate.seen), policy));
}

const noLapses: ReadonlyMap<Seen, number> = new Map();

/** When the promises lapsed that did. */
function lapsesIn(commitments: readonly CommitmentReading[]): ReadonlyMap<Seen, number> {
  let lapses: Map<Seen, number> | undefined;
  for (const { seen, lapsedMs } of commitments) {
    if (lapsedMs === undefined) continue;
    lapses ??= new Map();
    lapses.set(seen, lapsedMs);
  }
  return lapses ?? noLapses;
}

/** What a piece amounts to without moving an axis. */
function spokenAdvance(seen: Seen, policy: DealPolicy): Candidate | undefined {
  const { evidence } = seen;
  if (isQualifiedOut(evidence, policy)) return { seen, step: "qualified-out", direction: "qualified-out" };
  if (evidence.verdict === "order") return { seen, step: "order", direction: "forward" };
  const inPlace = evidence.situation !== "opportunity" || policy.advance.commitmentCountsAnywhere;
  if (!isDatedPromise(evidence) || !inPlace) return undefined;
  return { seen, step: `commitment:${evidence.situation}`, direction: "forward" };
}

/** Up to so many, looking through them is quicker than sets. */
const fewCandidates = 12;

/** Keeps the first candidate of a step and day, and the first of a piece; axis steps are listed before the rest. */
function primary(candidates: readonly Candidate[]): Candidate[] {
  const kept = candidates.length > fewCandidates ? firstOfMany(candidates) : firstOfFew(candidates);
  return kept.sort((left, right) => left.seen.atMs - right.seen.atMs || compareTexts(left.step, right.step));
}

function firstOfFew(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (!kept.some((former) => isSame(former, candidate))) kept.push(candidate);
  }
  return kept;
}

function isSame(former: Candidate, { seen, step }: Candidate): boolean {
  if (former.seen === seen) return true;
  return former.step === step && dayIn(former.seen) === dayIn(seen);
}

function firstOfMany(candidates: readonly Candidate[]): Candidate[] {
  const pieces = new Set<Seen>();
  const days = new Set<string>();
  return candidates.filter(({ seen, step }) => {
    const day = `${step}/${dayIn(seen)}`;
    if (pieces.has(seen) || days.has(day)) return false;
    pieces.add(seen);
    days.add(day);
    return true;
  });
}

function dayIn({ atMs }: Seen): number {
  return Math.floor(atMs / dayMs);
}

/** The entry of a candidate, lapsed if its promise was missed. */
function ledgerEntry(
  { seen, step, direction }: Candidate,
  lapsedMs: number | undefined,
  policy: DealPolicy,
): LedgerEntry {
  const { evidence } = seen;
  const advance: Writable<Advance> = {
    at: evidence.occurredAt,
    evidenceId: evidence.id,
    source: sourceText(evidence),
    situation: situationOf(evidence),
    kind: kindOf(seen),
    direction,
    step,
    grade: evidence.grade,
    confidence: policy.gradeWeights[evidence.grade],
    rule: evidence.rule,
  };
  if (isDatedPromise(evidence)) advance.planned = evidence.wantedBefore === true;
  if (lapsedMs !== undefined) advance.lapsedAt = instantOf(lapsedMs);
  if (evidence.dealId !== undefined) advance.dealId = evidence.dealId;
  if (evidence.accountId !== undefined) advance.accountId = evidence.accountId;
  if (evidence.personId !== undefined) advance.personId = evidence.personId;
  return { atMs: seen.atMs, seen, advance, lapsed: lapsedMs !== undefined };
}
