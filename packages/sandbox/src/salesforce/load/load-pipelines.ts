import type { PortfolioPipeline } from "../../portfolio.ts";
import type { Org } from "../org.ts";
import { addRecordType } from "./record-type.ts";
import { replaceStages, type Stage } from "./stages.ts";

/** What a portfolio's stage and pipeline have become. */
export interface LoadedStages {
  /** The name of a stage in the org, by pipeline id and stage id. */
  label(pipelineId: string, stageId: string): string;
  /** The record type of a pipeline; undefined in an org with one pipeline, which has none. */
  recordTypeId(pipelineId: string): string | undefined;
}

const key = (pipelineId: string, stageId: string): string => JSON.stringify([pipelineId, stageId]);

function loadRecordTypes(
  org: Org,
  pipelines: readonly PortfolioPipeline[],
  labelOf: (pipelineId: string, stageId: string) => string,
): Map<string, string> {
  const ids = new Map<string, string>();
  if (pipelines.length < 2) return ids;
  for (const { id, label, stages } of pipelines) {
    const process = stages.map((stage) => labelOf(id, stage.id));
    ids.set(id, addRecordType(org, { name: label, stages: process }));
  }
  return ids;
}

/**
 * Makes the stages of all pipelines one list, as an org has it. Stages of the same name and meaning are
 * one; a namesake with another meaning gets its pipeline's name behind it.
 */
export function loadPipelines(org: Org, pipelines: readonly PortfolioPipeline[]): LoadedStages {
  const stages = new Map<string, Stage>();
  const labels = new Map<string, string>();
  for (const pipeline of pipelines) {
    for (const stage of pipeline.stages) {
      const wanted = { probability: Math.round(stage.probability * 100), closed: stage.closed };
      const known = stages.get(stage.label);
      const same = !known || (known.closed === wanted.closed && known.probability === wanted.probability);
      const label = same ? stage.label : `${stage.label} (${pipeline.label})`;
      stages.set(label, { label, ...wanted });
      labels.set(key(pipeline.id, stage.id), label);
    }
  }
  if (stages.size > 0) replaceStages(org, [...stages.values()]);
  const labelOf = (pipelineId: string, stageId: string): string => {
    const label = labels.get(key(pipelineId, stageId));
    if (label === undefined) throw new Error(`No stage \`${stageId}\` in pipeline \`${pipelineId}\``);
    return label;
  };
  const recordTypes = loadRecordTypes(org, pipelines, labelOf);
  return {
    label: labelOf,
    recordTypeId: (pipelineId) => recordTypes.get(pipelineId),
  };
}
