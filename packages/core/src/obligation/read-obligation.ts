import type { DealReading } from "../deal/read-deal.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { byTime, type Seen } from "../evidence/seen.ts";

/** A deal's pieces that obligations are read from, oldest first. */
export interface ObligationReading {
  readonly resources: readonly Seen[];
  readonly saidNo: readonly Seen[];
  readonly buyerWins: readonly Seen[];
  readonly sellerWins: readonly Seen[];
  readonly benefits: readonly Seen[];
}

const nothing: readonly never[] = Object.freeze([]);
const emptyReading: ObligationReading = Object.freeze({
  resources: nothing,
  saidNo: nothing,
  buyerWins: nothing,
  sellerWins: nothing,
  benefits: nothing,
});

const obligedKinds = new KindSet([
  "resource-spent",
  "said-no",
  "buyer-win-stated",
  "seller-win-recorded",
  "benefit-confirmed",
  "sale-regretted",
]);

/** Picks them out in one pass; the same empty reading where there are none. */
export function readObligation({ own, kinds }: DealReading): ObligationReading {
  if (!kinds.hasAny(obligedKinds)) return emptyReading;
  let picked: Record<keyof ObligationReading, Seen[]> | undefined;
  for (const seen of own.ofKinds(obligedKinds)) {
    const place = placeOf(seen);
    if (place === undefined) continue;
    picked ??= { resources: [], saidNo: [], buyerWins: [], sellerWins: [], benefits: [] };
    picked[place].push(seen);
  }
  if (picked === undefined) return emptyReading;
  for (const pieces of Object.values(picked)) pieces.sort(byTime);
  return picked;
}

function placeOf({ evidence }: Seen): keyof ObligationReading | undefined {
  switch (evidence.kind) {
    case "resource-spent":
      return "resources";
    case "said-no":
      return "saidNo";
    case "buyer-win-stated":
      return "buyerWins";
    case "seller-win-recorded":
      return "sellerWins";
    case "benefit-confirmed":
    case "sale-regretted":
      return "benefits";
    default:
      return undefined;
  }
}
