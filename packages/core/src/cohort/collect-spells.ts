import type { DealFacts } from "../deal/deal-facts.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { type DealReading, readDeal } from "../deal/read-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { piecesWhere } from "../evidence/pieces.ts";
import { seeEvidence } from "../evidence/seen.ts";
import { dayMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";
import type { CohortPlace } from "./cohort-key.ts";
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
  const own = piecesWhere(seeEvidence(evidence, from).table, ({ dealId }) => dealId === deal.id);
  return spellsOf(readDeal(deal, own, from), from.asOfMs);
}

/** Gets one wait after the other; without being kept, a wait costs no object. */
export type WaitSink = (
  place: CohortPlace,
  startMs: number,
  endMs: number,
  outcome: Spell["outcome"],
) => void;

/** {@link collectSpells} of a deal that is read already. A deal closed on an unknown day has no last spell. */
export function spellsOf(reading: DealReading, asOfMs: number): Spell[] {
  const spells: Spell[] = [];
  dealWaits(reading, asOfMs, spellSink(reading.deal.id, spells));
  return spells;
}

/** Puts waits into a list as spells. */
export function spellSink(subjectId: string, spells: Spell[]): WaitSink {
  return ({ clock, band, segment }, startMs, endMs, outcome) => {
    const days = (endMs - startMs) / dayMs;
    spells.push({ clock, subjectId, segment, band, startAt: instantOf(startMs), days, outcome });
  };
}

/** The waits of a deal that is read already, one after the other. */
export function dealWaits(reading: DealReading, asOfMs: number, sink: WaitSink): void {
  const { deal, createdMs, status, closedMs } = reading;
  const segment = segmentOf(deal);
  const place = (startMs: number) => ({ clock: "deal" as const, band: bandAt(reading, startMs), segment });
  const endMs = status === "open" ? asOfMs : closedMs;
  const last = status === "open" ? ("censored" as const) : status;
  eachWait({ ledger: reading.ledger, sinceMs: createdMs, endMs, asOfMs, last, place }, sink);
}

/** The waits of an account or a person for the next advance of any kind, the last one censored. */
export function ledgerWaits(
  clock: Exclude<Clock, "deal">,
  ledger: readonly LedgerEntry[],
  sinceMs: number,
  asOfMs: number,
  sink: WaitSink,
): void {
  const whole = { clock, band: "none" as const, segment: "" };
  eachWait({ ledger, sinceMs, endMs: asOfMs, asOfMs, last: "censored", place: () => whole }, sink);
}

interface Waiting {
  readonly ledger: readonly LedgerEntry[];
  readonly sinceMs: number;
  readonly endMs: number | undefined;
  readonly asOfMs: number;
  readonly last: Spell["outcome"];
  readonly place: (startMs: number) => CohortPlace;
}

function eachWait({ ledger, sinceMs, endMs, asOfMs, last, place }: Waiting, sink: WaitSink): void {
  let startMs = sinceMs;
  for (const atMs of advanceInstants(ledger, sinceMs, endMs ?? asOfMs)) {
    sink(place(startMs), startMs, atMs, "advance");
    startMs = atMs;
  }
  if (endMs !== undefined && endMs >= startMs) sink(place(startMs), startMs, endMs, last);
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
export function bandAt({ axes }: Pick<DealReading, "axes">, atMs: number): Spell["band"] {
  let jobsDone = 0;
  for (const step of axes.steps) {
    if (step.atMs > atMs) break;
    jobsDone = step.jobsDone;
  }
  if (jobsDone === 0) return "none";
  return jobsDone < 3 ? "early" : "late";
}
