import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type {
  Articulation,
  ArticulationPart,
  ArticulationPartName,
  NoArticulation,
  ReadyAt,
  Spoken,
} from "./articulation.ts";
import {
  type ArticulationReading,
  freshAt,
  isReadyAt,
  readArticulation,
  type Said,
} from "./read-articulation.ts";
import { timeToArticulation } from "./time-to-articulation.ts";

const partNames = ["need", "motivation", "help"] as const;
const partTexts: Readonly<Record<ArticulationPartName, string>> = {
  need: "the need",
  motivation: "the motivation to change",
  help: "how we help",
};
const notOnRecord: NoArticulation = Object.freeze({
  status: "unknown",
  missing: Object.freeze(partNames.map((part) => `the buyer's own words on ${partTexts[part]}`)),
});

/** What the buyer can say in own words about need, motivation and help (domain:O14, domain:O15). */
export function assessArticulation(deal: DealReading, from: Standpoint): Articulation {
  const reading = readArticulation(deal, from);
  if (reading === undefined) return notOnRecord;
  const fresh = freshAt(reading.said, from.asOfMs, from.policy);
  const part = (name: ArticulationPartName) => assessPart(name, reading, fresh.has(name), from);
  return {
    status: "known",
    need: part("need"),
    motivation: part("motivation"),
    help: part("help"),
    partsReady: explainReady(fresh, from),
    ready: fresh.size === 3,
    timeToArticulation: timeToArticulation(deal, reading.said, from),
    atProposal: readyAt(reading, reading.proposedMs, from),
    atClose: readyAt(reading, deal.closedMs, from),
  };
}

function assessPart(
  name: ArticulationPartName,
  reading: ArticulationReading,
  isFresh: boolean,
  from: Standpoint,
): ArticulationPart {
  const said = reading.said.filter(({ part }) => part === name);
  const best = highest(said);
  return {
    level: explainLevel(name, best, from),
    isFresh,
    buyerVersion: spokenOf(highest(said.filter(isBuyerQuote))),
    sellerVersion: spokenOf(said.findLast(({ level, seen }) => level === 1 && seen.evidence.quote)),
    buyerSaysItBetter: markOf(name, reading.marks),
  };
}

/** The highest level, the newest of it. */
function highest(said: readonly Said[]): Said | undefined {
  let best: Said | undefined;
  for (const one of said) if (best === undefined || one.level >= best.level) best = one;
  return best;
}

function isBuyerQuote({ level, seen }: Said): boolean {
  return level > 1 && seen.evidence.quote !== undefined;
}

function spokenOf(said: Said | undefined): Spoken | null {
  const quote = said?.seen.evidence.quote;
  if (said === undefined || quote === undefined) return null;
  const { id, occurredAt } = said.seen.evidence;
  return { evidenceId: id, at: occurredAt, speaker: quote.speaker, text: quote.text };
}

/** Only a person of ours can mark it; what a system says about wordings counts for nothing. */
function markOf(name: ArticulationPartName, marks: readonly Seen[]): ArticulationPart["buyerSaysItBetter"] {
  const mark = marks.findLast(
    ({ evidence }) => evidence.topic === name && evidence.actorSide === "seller" && evidence.personId,
  )?.evidence;
  if (mark?.personId === undefined) return null;
  return { evidenceId: mark.id, markedBy: mark.personId, at: mark.occurredAt };
}

function explainLevel(name: ArticulationPartName, best: Said | undefined, { asOf }: Standpoint): Explained {
  const level = best?.level ?? 0;
  return explain({
    value: level,
    unit: "level of articulation, 0 to 4",
    valueFrom: "count",
    basis: level,
    n: best ? 1 : 0,
    asOf,
    rule: formula(name === "help" ? "O15" : "O14"),
    contributions: () => (best ? [contribution(best.seen.evidence, level, levelTexts[best.level])] : []),
  });
}

const levelTexts: Readonly<Record<Said["level"], string>> = {
  1: "said by our side only",
  2: "the buyer's side, but not own words with a speaker",
  3: "the buyer's own words",
  4: "the buyer's own words to a third party in the company",
};

function explainReady(fresh: ReadonlyMap<string, Said>, { asOf }: Standpoint): Explained {
  return explain({
    value: fresh.size,
    unit: "parts in the buyer's own words, of three",
    valueFrom: "count",
    basis: fresh.size,
    n: fresh.size,
    asOf,
    rule: formula("3.10"),
    contributions: () =>
      [...fresh.values()].map(({ seen, part }) => contribution(seen.evidence, 1, partTexts[part])),
  });
}

function readyAt(
  { said }: ArticulationReading,
  atMs: number | undefined,
  { policy }: Standpoint,
): ReadyAt | null {
  return atMs === undefined ? null : { at: instantOf(atMs), ready: isReadyAt(said, atMs, policy) };
}
