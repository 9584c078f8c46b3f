import type { DealFacts, DealPrice } from "../deal/deal-facts.ts";
import { basisOf, explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import type { ProfitCheck } from "./obligation.ts";

const noPrice: ProfitCheck = Object.freeze({
  status: "unknown",
  marginShare: null,
  discount: null,
  missing: Object.freeze(["the price, with its margin and its list price"]),
});

/** Margin against the floor, and the discount beside it; what is not recorded is unknown (domain:O7). */
export function checkProfit(deal: DealFacts, from: Standpoint): ProfitCheck {
  const { price } = deal;
  if (price === undefined) return noPrice;
  const marginShare = explainMargin(deal.id, price, from);
  const { marginFloor } = from.policy.obligation;
  const margin = marginShare.value;
  const discount = explainDiscount(deal.id, price, from);
  return {
    status: margin === null ? "unknown" : margin >= marginFloor ? "met" : "under-floor",
    marginShare,
    discount,
    missing: [...marginShare.missing, ...discount.missing],
  };
}

/** The discount of a price, 0 to 1; below 0 for a surcharge; `undefined` where it cannot be told. */
export function discountOf(price: DealPrice | undefined): number | undefined {
  if (price?.listAmount === undefined || price.listAmount <= 0) return undefined;
  return (price.listAmount - price.amount) / price.listAmount;
}

function explainMargin(id: string, { margin, amount, currency }: DealPrice, from: Standpoint): Explained {
  const isKnown = margin !== undefined && amount > 0;
  const missing = margin === undefined ? "the margin" : "a price above nothing";
  return explain({
    value: isKnown ? margin / amount : null,
    unit: "share of the price",
    valueFrom: "ratio",
    basis: margin ?? 0,
    otherBases: [priceBasis("price", id, amount, currency)],
    n: isKnown ? 1 : 0,
    asOf: from.asOf,
    rule: formula("O7"),
    contributions: () => (margin === undefined ? [] : [factContribution("deal", id, margin, "margin")]),
    missing: isKnown ? [] : [missing],
  });
}

function explainDiscount(id: string, price: DealPrice, from: Standpoint): Explained {
  const discount = discountOf(price);
  const list = price.listAmount ?? price.amount;
  return explain({
    value: discount ?? null,
    unit: "share of the list price",
    valueFrom: "ratio",
    basis: list - price.amount,
    otherBases: [priceBasis("list price", id, list, price.currency)],
    n: discount === undefined ? 0 : 1,
    asOf: from.asOf,
    rule: formula("O7"),
    contributions: () => [
      factContribution("deal", id, list, "list price"),
      factContribution("deal", id, -price.amount, "price"),
    ],
    missing: discount === undefined ? ["the list price"] : [],
  });
}

function priceBasis(name: string, id: string, amount: number, currency: string) {
  return basisOf({
    name: `${name} in ${currency}`,
    prior: 0,
    basis: amount,
    contributions: () => [factContribution("deal", id, amount, name)],
  });
}
