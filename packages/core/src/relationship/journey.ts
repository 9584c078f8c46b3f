import type { EvidenceKind } from "../evidence/kind.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { dayMs, type Instant } from "../instant.ts";
import { type EvidenceReference, referenceTo } from "./evidence-reference.ts";
import { problemName } from "./problem-name.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** One step on a client's way from a problem to success. */
export interface JourneyStep extends EvidenceReference {
  readonly kind: EvidenceKind;
  readonly actorSide: "buyer" | "seller" | "system";
  readonly quote: { readonly speaker: string; readonly text: string } | null;
}

/** A client's way with one problem (domain:E12). Only the client's own word makes it a success. */
export interface ProblemJourney {
  /** As first written. */
  readonly problem: string;
  /** Oldest first. */
  readonly steps: readonly JourneyStep[];
  readonly status: "stated" | "helped" | "success" | "setback";
  readonly succeededAt: Instant | null;
  /** From the first step to success. */
  readonly daysToSuccess: number | null;
}

/** A client's journeys, and what names no problem and belongs to none. */
export interface ClientJourney {
  /** In order of their first step. */
  readonly problems: readonly ProblemJourney[];
  readonly otherSteps: readonly JourneyStep[];
}

const none: ClientJourney = Object.freeze({
  problems: Object.freeze([]),
  otherSteps: Object.freeze([]),
});

const startingKinds = ["problem-stated", "help-requested", "help-given", "introduction-made"] as const;
const laterKinds = [
  "introduction-solved",
  "outcome-reported",
  "benefit-confirmed",
  "personal-thanks",
  "joint-work",
] as const;

/**
 * Follows each named problem. A step belongs to the problem that its `topic` names; one that only follows (a
 * benefit, thanks, an outcome) also by its `reason`, since a benefit's topic names the benefit.
 */
export function clientJourney(reading: RelationshipReading): ClientJourney {
  const starting = startingKinds.flatMap((kind) => reading.piecesOf(kind));
  const later = laterKinds.flatMap((kind) => reading.piecesOf(kind));
  if (starting.length + later.length === 0) return none;
  const byProblem = new Map<string, Seen[]>();
  const other: Seen[] = [];
  for (const piece of starting) {
    const { topic } = piece.evidence;
    if (topic === undefined) other.push(piece);
    else byProblem.set(problemName(topic), [...(byProblem.get(problemName(topic)) ?? []), piece]);
  }
  for (const piece of later) (problemOf(piece, byProblem) ?? other).push(piece);
  const journeys = [...byProblem.values()].map((pieces) => pieces.sort(byTime));
  const problems = journeys.sort(byFirst).map(journeyOf);
  return { problems, otherSteps: other.sort(byTime).map(stepOf) };
}

function problemOf({ evidence }: Seen, byProblem: ReadonlyMap<string, Seen[]>): Seen[] | undefined {
  const named = [evidence.topic, evidence.reason].filter((name) => name !== undefined);
  return named.map((name) => byProblem.get(problemName(name))).find((pieces) => pieces !== undefined);
}

function byFirst([left]: readonly Seen[], [right]: readonly Seen[]): number {
  return left && right ? byTime(left, right) : 0;
}

function journeyOf(pieces: readonly Seen[]): ProblemJourney {
  const first = pieces.find(({ evidence }) => evidence.topic !== undefined);
  const ends = pieces.filter((piece) => verdictOf(piece) !== undefined);
  const last = ends.at(-1);
  const success = last && verdictOf(last) === "success" ? firstOfRun(ends) : undefined;
  const isHelped = pieces.some(({ evidence }) => evidence.actorSide === "seller");
  return {
    problem: first?.evidence.topic ?? "",
    steps: pieces.map(stepOf),
    status: (last && verdictOf(last)) ?? (isHelped ? "helped" : "stated"),
    succeededAt: success?.evidence.occurredAt ?? null,
    daysToSuccess: success && pieces[0] ? (success.atMs - pieces[0].atMs) / dayMs : null,
  };
}

/** The first success after the last setback. */
function firstOfRun(ends: readonly Seen[]): Seen | undefined {
  const setback = ends.findLastIndex((piece) => verdictOf(piece) === "setback");
  return ends[setback + 1];
}

function verdictOf({ evidence }: Seen): "success" | "setback" | undefined {
  const { kind, polarity } = evidence;
  if (kind === "introduction-solved" || kind === "benefit-confirmed") return "success";
  if (kind !== "outcome-reported" || polarity === 0) return undefined;
  return polarity > 0 ? "success" : "setback";
}

function stepOf(piece: Seen): JourneyStep {
  const { kind, actorSide, quote } = piece.evidence;
  return { ...referenceTo(piece), kind, actorSide, quote: quote ?? null };
}
