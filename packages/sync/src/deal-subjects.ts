import type { RuleSubject } from "@headway/core";
import type { DealRecord, Pipeline, PipelineStage } from "@headway/crm";
import type { EvidenceContext } from "./evidence.ts";
import { linkedIds } from "./linked-ids.ts";

/** The deal itself, and each stage it entered (an unreadable history gives none and is reported by the run). */
export function dealSubjects(deal: DealRecord, context: EvidenceContext): RuleSubject[] {
  const pipeline = context.pipelines.find((candidate) => candidate.id === deal.pipelineId);
  return [dealSubject(deal, pipeline, context.crm), ...stageChanges(deal, pipeline, context.crm)];
}

function dealSubject(deal: DealRecord, pipeline: Pipeline | undefined, crm: string): RuleSubject {
  const stage = stageOf(pipeline, deal.stageId);
  return {
    ...common(deal, crm),
    object: "deal",
    id: deal.id,
    version: deal.modifiedAt,
    occurredAt: deal.modifiedAt,
    recordedAt: deal.modifiedAt,
    fields: {
      ...ownFieldsLeftOut(deal),
      name: deal.name,
      stageId: deal.stageId,
      stageLabel: stage?.label ?? null,
      pipelineId: deal.pipelineId,
      pipelineLabel: pipeline?.label ?? null,
      status: stage?.status ?? null,
      amount: deal.amount === null ? null : Number(deal.amount.amount),
      nextStep: deal.nextStep,
    },
  };
}

function stageChanges(deal: DealRecord, pipeline: Pipeline | undefined, crm: string): RuleSubject[] {
  if (deal.stageHistory.status === "unknown") return [];
  const entries = deal.stageHistory.value;
  return entries.map((entry, index) => {
    const stage = stageOf(pipeline, entry.stageId);
    const subject: RuleSubject = {
      ...common(deal, crm),
      object: "stage-change",
      // One piece of evidence per step: its place in time is part of what it is.
      id: `${deal.id}@${entry.at}@${entry.stageId}`,
      occurredAt: entry.at,
      recordedAt: entry.at,
      personId: entry.byId ?? undefined,
      fields: {
        fromStageId: entries[index - 1]?.stageId ?? null,
        toStageId: entry.stageId,
        toStageLabel: stage?.label ?? null,
        pipelineLabel: pipeline?.label ?? null,
        toStatus: stage?.status ?? null,
      },
    };
    return subject;
  });
}

function common(
  deal: DealRecord,
  crm: string,
): Pick<RuleSubject, "crm" | "dealIds" | "accountId" | "personId"> {
  return {
    crm,
    dealIds: [deal.id],
    accountId: linkedIds(deal, "account")[0],
    personId: deal.ownerId ?? undefined,
  };
}

function stageOf(pipeline: Pipeline | undefined, stageId: string | null): PipelineStage | undefined {
  return pipeline?.stages.find((stage) => stage.id === stageId);
}

/** What Headway wrote is a conclusion, never evidence for the next one. */
function ownFieldsLeftOut(deal: DealRecord): DealRecord["fields"] {
  return Object.fromEntries(Object.entries(deal.fields).filter(([name]) => !name.startsWith("headway_")));
}
