import type { Close, DealFacts } from "@headway/core";
import { pick, type Random, resample } from "./seeded.ts";

/** How the closes of some sellers are moved. */
export interface Shift {
  /** How many sellers are moved with a discount, and how many without. */
  readonly sellers: number;
  /** The share of closes moved into the last business days of their period. */
  readonly share: number;
  /** The share of the price given away with it. */
  readonly discount: number;
}

/** Deals in which some sellers' closes were moved into the last business days, and the others drawn anew. */
export interface Draw {
  readonly deals: readonly DealFacts[];
  /** Moved and discounted. */
  readonly crammed: readonly string[];
  /** Moved, at the same price: a calendar peak and nothing else. */
  readonly moved: readonly string[];
  /** Left as they are, drawn with replacement, so that every draw is another team. */
  readonly left: readonly string[];
}

/** The pipeline as it is: what sellers won in full periods, and where those closes lie. */
export interface Ground {
  readonly bySeller: ReadonlyMap<string, readonly DealFacts[]>;
  readonly closes: ReadonlyMap<string, Close>;
  /** Sellers with enough closes to be told anything. */
  readonly sellerIds: readonly string[];
}

/** Moves the closes of some sellers, half of them with a discount and half without. */
export function drawDeals(ground: Ground, shift: Shift, random: Random): Draw {
  const chosen = pick(ground.sellerIds, 2 * shift.sellers, random);
  const crammed = chosen.slice(0, shift.sellers);
  const moved = chosen.slice(shift.sellers);
  const left = ground.sellerIds.filter((id) => !chosen.includes(id));
  const deals: DealFacts[] = [];
  for (const [id, own] of ground.bySeller) {
    if (crammed.includes(id)) deals.push(...shifted(own, shift, ground, random));
    else if (moved.includes(id)) deals.push(...shifted(own, { ...shift, discount: 0 }, ground, random));
    else deals.push(...resample(own, random).map((deal, index) => ({ ...deal, id: `${deal.id}/${index}` })));
  }
  return { deals, crammed, moved, left };
}

function shifted(own: readonly DealFacts[], shift: Shift, { closes }: Ground, random: Random): DealFacts[] {
  const chosen = new Set(pick(own, Math.round(shift.share * own.length), random));
  return own.map((deal) => {
    const close = closes.get(deal.id);
    return chosen.has(deal) && close ? inLastDays(deal, close, shift, random) : deal;
  });
}

function inLastDays(deal: DealFacts, { period }: Close, { discount }: Shift, random: Random): DealFacts {
  const ms = period.lateFromMs + random() * (period.toMs - period.lateFromMs);
  const { price } = deal;
  return {
    ...deal,
    closedAt: new Date(Math.floor(ms)).toISOString(),
    ...(price ? { price: { ...price, amount: price.amount * (1 - discount) } } : {}),
  };
}
