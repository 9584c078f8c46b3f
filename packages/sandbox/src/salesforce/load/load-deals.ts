import type { PortfolioDeal } from "../../portfolio.ts";
import type { Org } from "../org.ts";
import { dateText, stampText } from "../store/instant.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { expectedRevenue, findStage, fiscalValues } from "../write/derive-values.ts";
import { addHistory } from "../write/follow-up.ts";
import { addCompanyFields, companyFieldName } from "./company-fields.ts";
import type { LoadedStages } from "./load-pipelines.ts";
import { type Ids, inOrder, instantOf } from "./order.ts";

/** What deals point at. */
export interface DealTargets {
  readonly users: Ids;
  readonly accounts: Ids;
  readonly contacts: Ids;
  readonly stages: LoadedStages;
}

/** A deal's fields as far as they follow from the stage it is in. */
function stageFields(org: Org, label: string, amount: number | null): Record<string, FieldValue> {
  const stage = findStage(org, label);
  const probability = stage?.DefaultProbability ?? null;
  return {
    StageName: label,
    Probability: probability,
    ExpectedRevenue: expectedRevenue(amount, probability),
    ForecastCategory: stage?.ForecastCategory ?? "Pipeline",
    ForecastCategoryName: stage?.ForecastCategoryName ?? "Pipeline",
    IsClosed: stage?.IsClosed === true,
    IsWon: stage?.IsWon === true,
  };
}

function useCurrencies(org: Org, deals: readonly PortfolioDeal[]): void {
  const codes = [...new Set(deals.flatMap((deal) => deal.currency ?? []))];
  const [organization] = org.table("Organization").rows;
  const [first] = codes;
  if (first && organization)
    org.table("Organization").change(organization, { DefaultCurrencyIsoCode: first });
  if (codes.length > 1) org.schema.allowCurrencies();
  if (!org.schema.object("CurrencyType")) return;
  for (const code of codes) {
    org.insert("CurrencyType", {
      ...org.stamps(org.integrationUserId()),
      IsoCode: code,
      ConversionRate: 1,
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: code === first,
    });
  }
}

function dealFields(
  org: Org,
  deal: PortfolioDeal,
  targets: DealTargets,
  amount: number | null,
): Record<string, FieldValue> {
  const lastAt = deal.stages.at(-1)?.at ?? deal.createdAt;
  const closeDate = deal.closeDate ?? dateText(instantOf(lastAt));
  const recordTypeId = targets.stages.recordTypeId(deal.pipelineId);
  const own = Object.entries(deal.fields ?? {}).map(
    ([name, value]) => [companyFieldName(name), value] as const,
  );
  return {
    Name: deal.name,
    AccountId: targets.accounts.get(deal.accountId ?? "") ?? null,
    OwnerId: targets.users.get(deal.ownerId ?? "") ?? org.integrationUserId(),
    Amount: amount,
    CloseDate: closeDate,
    NextStep: deal.nextStep ?? null,
    ContactId: targets.contacts.get(deal.contactIds[0] ?? "") ?? null,
    PushCount: 0,
    LastStageChangeDate: deal.stages.length > 1 ? stampText(instantOf(lastAt)) : null,
    ...fiscalValues(closeDate),
    ...(recordTypeId ? { RecordTypeId: recordTypeId } : {}),
    ...(org.schema.object("CurrencyType") && deal.currency ? { CurrencyIsoCode: deal.currency } : {}),
    ...Object.fromEntries(own),
  };
}

interface PastStage {
  readonly row: Row;
  readonly label: string;
  readonly at: string;
  readonly userId: string;
}

function loadDeal(org: Org, deal: PortfolioDeal, targets: DealTargets): { row: Row; past: PastStage[] } {
  const current = deal.stages.at(-1);
  if (!current) throw new Error(`Deal \`${deal.id}\` has no stage`);
  const label = (stageId: string) => targets.stages.label(deal.pipelineId, stageId);
  const amount = deal.amount === undefined ? null : Number(deal.amount);
  const fields = dealFields(org, deal, targets, amount);
  const ownerId = String(fields.OwnerId);
  const userOf = (id: string | undefined) => targets.users.get(id ?? "") ?? ownerId;
  const modified = stampText(instantOf(current.at));
  const row = org.insert("Opportunity", {
    ...org.stamps(ownerId, instantOf(deal.createdAt)),
    LastModifiedDate: modified,
    LastModifiedById: userOf(current.userId),
    SystemModstamp: modified,
    ...fields,
    ...stageFields(org, label(current.stageId), amount),
  });
  const past = deal.stages.map((stage) => ({
    row,
    label: label(stage.stageId),
    at: stage.at,
    userId: userOf(stage.userId),
  }));
  return { row, past };
}

/** Deals with their contact roles and, for every stage they were in, a row of history at that instant. */
export function loadDeals(org: Org, deals: readonly PortfolioDeal[], targets: DealTargets): Ids {
  useCurrencies(org, deals);
  addCompanyFields(org, deals);
  const ids = new Map<string, string>();
  const past: PastStage[] = [];
  for (const deal of inOrder(deals, (each) => each.createdAt)) {
    const loaded = loadDeal(org, deal, targets);
    ids.set(deal.id, loaded.row.Id);
    past.push(...loaded.past);
    for (const [index, contactId] of deal.contactIds.entries()) {
      org.insert("OpportunityContactRole", {
        ...org.stamps(String(loaded.row.OwnerId), instantOf(deal.createdAt)),
        OpportunityId: loaded.row.Id,
        ContactId: targets.contacts.get(contactId) ?? null,
        Role: null,
        IsPrimary: index === 0,
      });
    }
  }
  for (const { row, label, at, userId } of inOrder(past, (each) => each.at)) {
    const amount = typeof row.Amount === "number" ? row.Amount : null;
    addHistory(org, { ...row, ...stageFields(org, label, amount) }, stampText(instantOf(at)), userId);
  }
  return ids;
}
