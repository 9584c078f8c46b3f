import type { AccountFacts, DealFacts, PersonFacts } from "@headway/core";
import type { AccountRecord, DealRecord, Pipeline, PipelineStage, UserRecord } from "@headway/crm";
import { linkedIds } from "./linked-ids.ts";

type ReadName = Exclude<keyof DealFacts, "segment" | "renewalDueAt" | "missionResultIds" | "price">;

/** What a record tells of a deal: of its facts those that a CRM holds. */
export type ReadDealFacts = { readonly [Name in ReadName]: DealFacts[Name] } & {
  readonly price: { readonly currency: string; readonly amount: number } | undefined;
};

/** A deal's facts, or why they cannot be told. */
export type DealFactsResult =
  | { readonly status: "known"; readonly facts: ReadDealFacts }
  | { readonly status: "unknown"; readonly reason: string };

/** What the core needs to know of a deal; a stage that no pipeline lists leaves its status unknown, never "open". */
export function dealFacts(deal: DealRecord, pipelines: readonly Pipeline[]): DealFactsResult {
  const stages = stagesFor(deal, pipelines);
  const stage = stages.find((candidate) => candidate.id === deal.stageId);
  if (stage === undefined) {
    const reason = `its stage \`${deal.stageId ?? "(none)"}\` is in no pipeline that can be read; restore the stage, move the deal, or let these credentials read the pipeline`;
    return { status: "unknown", reason };
  }
  const closedAt = closedSince(deal, stages);
  const facts: ReadDealFacts = {
    id: deal.id,
    name: deal.name ?? undefined,
    accountId: linkedIds(deal, "account")[0],
    ownerId: deal.ownerId ?? undefined,
    pipelineId: deal.pipelineId ?? undefined,
    stageId: deal.stageId ?? undefined,
    status: stage.status,
    createdAt: deal.createdAt,
    closedAt: stage.status === "open" ? undefined : closedAt,
    expectedCloseAt: deal.closeDate === null ? undefined : `${deal.closeDate}T00:00:00Z`,
    price: priceOf(deal),
  };
  return { status: "known", facts };
}

/** An amount without a currency is no price: two of them could not be compared. */
function priceOf({ amount }: DealRecord): ReadDealFacts["price"] {
  const number = Number(amount?.amount);
  if (amount?.currency == null || !Number.isFinite(number)) return undefined;
  return { currency: amount.currency, amount: number };
}

/** What the core needs to know of an account. */
export function accountFacts(account: AccountRecord): AccountFacts {
  return {
    id: account.id,
    name: account.name ?? undefined,
    ownerId: account.ownerId ?? undefined,
    createdAt: account.createdAt,
  };
}

/** What the core needs to know of a seller. */
export function personFacts(user: UserRecord): PersonFacts {
  return { id: user.id, name: user.name ?? undefined };
}

function stagesFor(deal: DealRecord, pipelines: readonly Pipeline[]): readonly PipelineStage[] {
  const own = pipelines.find((pipeline) => pipeline.id === deal.pipelineId);
  return own?.stages ?? pipelines.flatMap((pipeline) => pipeline.stages);
}

/** When the deal last went from open to closed, as its history tells. */
function closedSince(deal: DealRecord, stages: readonly PipelineStage[]): string | undefined {
  if (deal.stageHistory.status === "unknown") return undefined;
  const isClosed = (id: string): boolean =>
    stages.some((stage) => stage.id === id && stage.status !== "open");
  let since: string | undefined;
  for (const entry of deal.stageHistory.value) {
    if (!isClosed(entry.stageId)) since = undefined;
    else since ??= entry.at;
  }
  return since;
}
