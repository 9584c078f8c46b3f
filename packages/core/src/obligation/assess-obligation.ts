import type { DealReading } from "../deal/read-deal.ts";
import { counts } from "../evidence/counting.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Standpoint } from "../standpoint.ts";
import { checkProfit } from "./check-profit.ts";
import { missionFit } from "./mission-fit.ts";
import type { NeedMet, Obligation, SaidNo, Win, WinWin } from "./obligation.ts";
import { readObligation } from "./read-obligation.ts";
import { assessStewardship } from "./stewardship.ts";

/** Profit, stewardship, mission fit, both wins and the need met, from what is on record (domain 3.10). */
export function assessObligation(deal: DealReading, from: Standpoint): Obligation {
  const reading = readObligation(deal);
  return {
    profit: checkProfit(deal.deal, from),
    stewardship: assessStewardship(deal, reading.resources, from),
    missionFit: missionFit(deal.deal, from),
    winWin: winWin(reading.buyerWins, reading.sellerWins, from),
    needMet: needMet(reading.benefits, from),
    saidNo: saidNo(reading.saidNo),
  };
}

const neither: WinWin = Object.freeze({ status: "neither", buyer: null, seller: null });
const needUnknown: NeedMet = Object.freeze({
  status: "unknown",
  evidenceIds: Object.freeze([]),
  missing: Object.freeze(["a benefit of this deal, confirmed by the client"]),
});

/** The buyer's win counts only from the buyer's side; ours is ours to record. */
function winWin(buyerWins: readonly Seen[], sellerWins: readonly Seen[], { policy }: Standpoint): WinWin {
  const buyer = winOf(buyerWins.findLast(({ evidence }) => counts(evidence, policy)));
  const seller = winOf(sellerWins.findLast(({ evidence }) => evidence.actorSide === "seller"));
  if (buyer && seller) return { status: "both", buyer, seller };
  if (buyer) return { status: "buyer-only", buyer, seller };
  return seller ? { status: "seller-only", buyer, seller } : neither;
}

function winOf(seen: Seen | undefined): Win | null {
  if (seen === undefined) return null;
  const { id, occurredAt, quote, topic } = seen.evidence;
  return {
    evidenceId: id,
    at: occurredAt,
    speaker: quote?.speaker ?? null,
    text: quote?.text ?? topic ?? null,
  };
}

/** The latest word of the client decides; both are kept on record. */
function needMet(benefits: readonly Seen[], { policy }: Standpoint): NeedMet {
  const heard = benefits.filter(({ evidence }) => counts(evidence, policy));
  const last = heard.at(-1)?.evidence;
  if (last === undefined) return needUnknown;
  const isMet = last.kind === "benefit-confirmed" && last.polarity >= 0;
  return {
    status: isMet ? "met" : "not-met",
    evidenceIds: heard.map(({ evidence }) => evidence.id),
    missing: [],
  };
}

/** Our own no, by our side; the buyer's agreed no is a qualify-out and stands among the advances. */
function saidNo(pieces: readonly Seen[]): SaidNo | null {
  const last = pieces.findLast(({ evidence }) => evidence.actorSide === "seller")?.evidence;
  if (last === undefined) return null;
  return {
    evidenceId: last.id,
    at: last.occurredAt,
    personId: last.personId ?? null,
    reason: last.reason ?? null,
  };
}
