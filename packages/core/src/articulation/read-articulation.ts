import type { DealReading } from "../deal/read-deal.ts";
import { counts } from "../evidence/counting.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { compareTexts, recordedMsOf, type Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { wildcardMatches } from "../rules/wildcard.ts";
import type { Standpoint } from "../standpoint.ts";
import type { ArticulationPartName } from "./articulation.ts";

/** One time a part was put into words. */
export interface Said {
  readonly seen: Seen;
  readonly part: ArticulationPartName;
  readonly level: 1 | 2 | 3 | 4;
  /** When it had both happened and been written down. */
  readonly knownMs: number;
}

/** What was said about a deal, oldest first. */
export interface ArticulationReading {
  readonly said: readonly Said[];
  /** A person's marks that the buyer says it better, newest last. */
  readonly marks: readonly Seen[];
  /** When the first proposal was sent. */
  readonly proposedMs: number | undefined;
}

const articulatedKinds = new KindSet(["need-articulated", "motivation-articulated", "help-articulated"]);

const readKinds = new KindSet([
  "need-articulated",
  "motivation-articulated",
  "help-articulated",
  "articulated-better",
  "proposal-sent",
]);

/** Reads a deal's evidence once; `undefined` where no part of articulation is on record. */
export function readArticulation(
  { own, kinds, deal }: DealReading,
  { policy }: Standpoint,
): ArticulationReading | undefined {
  if (!kinds.hasAny(articulatedKinds)) return undefined;
  const said: Said[] = [];
  const marks: Seen[] = [];
  let proposedMs = Number.POSITIVE_INFINITY;
  for (const seen of own.ofKinds(readKinds)) {
    const { kind } = seen.evidence;
    if (kind === "proposal-sent") proposedMs = Math.min(proposedMs, seen.atMs);
    else if (kind === "articulated-better") marks.push(seen);
    else {
      const part = partOf(kind);
      if (part === undefined || seen.evidence.polarity < 0) continue;
      const level = levelOf(seen, deal.ownerId, policy);
      said.push({ seen, part, level, knownMs: Math.max(seen.atMs, recordedMsOf(seen)) });
    }
  }
  if (said.length === 0) return undefined;
  return {
    said: said.sort((left, right) => byAge(left.seen, right.seen)),
    marks: marks.sort(byAge),
    proposedMs: proposedMs === Number.POSITIVE_INFINITY ? undefined : proposedMs,
  };
}

function byAge(left: Seen, right: Seen): number {
  return left.atMs - right.atMs || compareTexts(left.evidence.id, right.evidence.id);
}

function partOf(kind: EvidenceKind): ArticulationPartName | undefined {
  switch (kind) {
    case "need-articulated":
      return "need";
    case "motivation-articulated":
      return "motivation";
    case "help-articulated":
      return "help";
    default:
      return undefined;
  }
}

/** Whose words they are; whatever a record claims, only the buyer's side rises above 1 (domain:O18). */
function levelOf({ evidence }: Seen, ownerId: string | undefined, policy: Policy): Said["level"] {
  const { articulation, quote } = evidence;
  const isOurs = quote !== undefined && isOurSpeaker(quote.speaker, [evidence.personId, ownerId], policy);
  if (isOurs || articulation === "seller-asserted" || !counts(evidence, policy)) return 1;
  const isOwnWords = articulation === "own-words" || articulation === "to-third-party";
  if (!isOwnWords || !isVerbatim(quote)) return 2;
  return articulation === "own-words" ? 3 : 4;
}

function isVerbatim(quote: { speaker: string; text: string } | undefined): boolean {
  return quote !== undefined && quote.speaker.trim() !== "" && quote.text.trim() !== "";
}

function isOurSpeaker(speaker: string, ours: readonly (string | undefined)[], { articulation }: Policy) {
  return (
    ours.includes(speaker) || articulation.ownSpeakers.some((pattern) => wildcardMatches(speaker, pattern))
  );
}

/** The newest word of each part at the level of readiness that lies within the days before `atMs`. */
export function freshAt(
  said: readonly Said[],
  atMs: number,
  { articulation: { readyLevel, readyWithinDays } }: Policy,
): ReadonlyMap<ArticulationPartName, Said> {
  const fresh = new Map<ArticulationPartName, Said>();
  for (const one of said) {
    const ageDays = (atMs - one.seen.atMs) / dayMs;
    if (one.level >= readyLevel && ageDays >= 0 && ageDays <= readyWithinDays) fresh.set(one.part, one);
  }
  return fresh;
}

/** Whether all three were said by then, from what was also on record by then. */
export function isReadyAt(said: readonly Said[], atMs: number, policy: Policy): boolean {
  const known = said.filter(({ knownMs }) => knownMs <= atMs);
  return freshAt(known, atMs, policy).size === 3;
}

/** The word that first made all three complete, up to `untilMs`, with the two it completed. */
export function firstComplete(
  said: readonly Said[],
  untilMs: number,
  policy: Policy,
): readonly Said[] | undefined {
  for (const one of said) {
    if (one.seen.atMs > untilMs) return undefined;
    if (one.level < policy.articulation.readyLevel) continue;
    const fresh = freshAt(said, one.seen.atMs, policy);
    if (fresh.size === 3) return [one, ...[...fresh.values()].filter(({ part }) => part !== one.part)];
  }
  return undefined;
}
