import type { DealFacts } from "../deal/deal-facts.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { type DealReading, readDeal } from "../deal/read-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { pileOf } from "../evidence/pile.ts";
import { seeEvidence } from "../evidence/seen.ts";
import { dayMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";
import type { Clock, Spell } from "./spell.ts";

/**
 * The waits of one deal: from creation to the first advance, from each advance to the next, and the last one, which
 * ends with the deal or is censored at `asOf`. Evidence of other deals is passed over. Safe to call deal by deal.
 */
export function collectSpells(
  deal: DealFacts,
  evidence: Iterable<Evidence>,
  policy: Policy,
  asOf: string,
): Spell[] {
  const from = standpoint(policy, asOf);
  const seen = seeEvidence(evidence, from).seen;
  const own = seen.filter((piece) => piece.evidence.dealId === deal.id);
  return spellsOf(readDeal(deal, pileOf(own), from), from.asOfMs);
}

/** {@link collectSpells} of a deal that is read already. A deal closed on an unknown day has no last spell. */
export function spellsOf(reading: DealReading, asOfMs: number): Spell[] {
  const { deal, createdMs, status, closedMs } = reading;
  const segment = segmentOf(deal);
  const last = status === "open" ? ("censored" as const) : status;
  const spell = (startMs: number, endMs: number, outcome: Spell["outcome"]): Spell => ({
    clock: "deal",
    subjectId: deal.id,
    segment,
    band: bandAt(reading, startMs),
    startAt: instantOf(startMs),
    days: (endMs - startMs) / dayMs,
    outcome,
  });
  return waits(reading.ledger, createdMs, status === "open" ? asOfMs : closedMs, asOfMs, last, spell);
}

/** The waits of an account or a person for the next advance of any kind, the last one censored. */
export function ledgerSpells(
  clock: Exclude<Clock, "deal">,
  subjectId: string,
  ledger: readonly LedgerEntry[],
  sinceMs: number,
  asOfMs: number,
): Spell[] {
  const spell = (startMs: number, endMs: number, outcome: Spell["outcome"]): Spell => ({
    clock,
    subjectId,
    segment: "",
    band: "none",
    startAt: instantOf(startMs),
    days: (endMs - startMs) / dayMs,
    outcome,
  });
  return waits(ledger, sinceMs, asOfMs, asOfMs, "censored", spell);
}

function waits(
  ledger: readonly LedgerEntry[],
  sinceMs: number,
  endMs: number | undefined,
  asOfMs: number,
  last: Spell["outcome"],
  spell: (startMs: number, endMs: number, outcome: Spell["outcome"]) => Spell,
): Spell[] {
  const spells: Spell[] = [];
  let startMs = sinceMs;
  for (const atMs of advanceInstants(ledger, sinceMs, endMs ?? asOfMs)) {
    spells.push(spell(startMs, atMs, "advance"));
    startMs = atMs;
  }
  if (endMs !== undefined && endMs >= startMs) spells.push(spell(startMs, endMs, last));
  return spells;
}

/** Live advances within a life, one a day: two on one day end one wait. */
function advanceInstants(ledger: readonly LedgerEntry[], sinceMs: number, endMs: number): number[] {
  const instants: number[] = [];
  let lastDay = Number.NaN;
  for (const { atMs, lapsed } of ledger) {
    const day = Math.floor(atMs / dayMs);
    if (lapsed || atMs < sinceMs || atMs > endMs || day === lastDay) continue;
    lastDay = day;
    instants.push(atMs);
  }
  return instants;
}

/** The deal's own segment, else its pipeline. */
export function segmentOf({ segment, pipelineId }: DealFacts): string {
  return segment ?? pipelineId ?? "";
}

/** How far the buyer had come by an instant, from what was known of the buyer by then. */
export function bandAt({ axes }: DealReading, atMs: number): Spell["band"] {
  let jobsDone = 0;
  for (const step of axes.steps) {
    if (step.atMs > atMs) break;
    jobsDone = step.jobsDone;
  }
  if (jobsDone === 0) return "none";
  return jobsDone < 3 ? "early" : "late";
}
