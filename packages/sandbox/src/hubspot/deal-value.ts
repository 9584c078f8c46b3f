import { liveLinks } from "./link.ts";
import type { Portal } from "./portal.ts";
import type { RecordView, StoredRecord } from "./record.ts";

function stageOf(portal: Portal, view: RecordView) {
  return portal.stages.get(view.values.get("dealstage") ?? "")?.stage;
}

function isWon(portal: Portal, view: RecordView): boolean {
  const stage = stageOf(portal, view);
  return stage?.closed === true && stage.probability === 1;
}

function rateOf(portal: Portal, view: RecordView): number {
  return portal.exchangeRates.get(view.values.get("deal_currency_code") ?? "") ?? 1;
}

/** A product without the dust of binary fractions. */
function times(amount: string, rate: number): string {
  return rate === 1 ? amount : String(Number((Number(amount) * rate).toPrecision(15)));
}

function homeAmount(portal: Portal, view: RecordView): string | null {
  const amount = view.values.get("amount");
  return amount === undefined ? null : times(amount, rateOf(portal, view));
}

/** Calculated properties of deals, by name. An amount that is not won counts as 0, as HubSpot describes it. */
export const DEAL_VALUES: Readonly<
  Record<string, (portal: Portal, record: StoredRecord, view: RecordView) => string | null>
> = {
  hs_is_closed: (portal, _, view) => String(stageOf(portal, view)?.closed ?? false),
  hs_is_closed_won: (portal, _, view) => String(isWon(portal, view)),
  hs_deal_stage_probability: (portal, _, view) => stageOf(portal, view)?.probability.toString() ?? null,
  amount_in_home_currency: (portal, _, view) => homeAmount(portal, view),
  hs_closed_amount: (portal, _, view) => (isWon(portal, view) ? (view.values.get("amount") ?? "0") : "0"),
  hs_closed_amount_in_home_currency: (portal, _, view) =>
    isWon(portal, view) ? (homeAmount(portal, view) ?? "0") : "0",
  hs_exchange_rate: (portal, _, view) =>
    view.values.has("deal_currency_code") ? String(rateOf(portal, view)) : null,
  num_associated_contacts: (portal, record) => String(liveLinks(portal, record, "contacts").length),
};
