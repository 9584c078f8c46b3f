import {
  type CallOptions,
  CrmError,
  known,
  type Pipeline,
  type PipelineStage,
  type Reading,
  unknown,
} from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { pipelineId } from "./map-record.ts";
import { goodAnswer } from "./named-rows.ts";
import { readFlag, readNumber, readText, requireText, UnreadableValue } from "./read-value.ts";
import { soql } from "./soql.ts";
import {
  isRow,
  type ObjectDescribe,
  PicklistAnswer,
  QueryAnswer,
  type Row,
  readBody,
} from "./vendor-answers.ts";

/** The part of a composite request that asks for the stages. */
export const stagesPart = "Stages";
/** Every stage of the org. */
export const stagesQuery = soql`SELECT Id, ApiName, MasterLabel, IsActive, SortOrder, IsClosed, IsWon, DefaultProbability, ForecastCategoryName FROM OpportunityStage ORDER BY SortOrder, Id`;

/**
 * The org's list of stages, and the sales process of each record type: its own stages in its own
 * order, then the others of the org, since a deal may stand in a stage that its process no longer
 * has. Where a sales process cannot be read, its record type has the whole list, and says so in its
 * label. Inactive stages are of the past and left out.
 *
 * @param answers Of a composite request with {@link stagesQuery}.
 * @param deals The describe of Opportunity, which names the record types.
 */
export async function readPipelines(
  client: Client,
  answers: ReadonlyMap<string, HttpAnswer>,
  deals: Reading<ObjectDescribe>,
  budget: () => CallOptions,
): Promise<Reading<readonly Pipeline[]>> {
  const read = readStages(answers);
  if (read.status === "unknown") return read;
  const stages = read.value;
  const pipelines: Pipeline[] = [{ id: pipelineId, label: "Opportunity stages", stages }];
  const types = deals.status === "known" ? (deals.value.recordTypeInfos ?? []) : [];
  for (const { recordTypeId: id, name, available } of types.filter(({ master }) => !master)) {
    const ids = available ? await readProcess(client, id, budget()) : undefined;
    const label = ids === undefined ? `${name} (its sales process cannot be read)` : name;
    pipelines.push({ id, label, stages: ids === undefined ? stages : inOrder(stages, ids) });
  }
  return known(pipelines);
}

function readStages(answers: ReadonlyMap<string, HttpAnswer>): Reading<readonly PipelineStage[]> {
  try {
    const { body } = goodAnswer(answers, stagesPart, "/query");
    const rows = readBody(QueryAnswer, body, "the stages").records.filter(isRow);
    return known(rows.filter((row) => readFlag(row, "IsActive")).map(readStage));
  } catch (error) {
    if (error instanceof UnreadableValue) return unknown(`a stage could not be read: ${error.message}`);
    if (!isRefusal(error)) throw error;
    return unknown(`OpportunityStage could not be read: ${error.details.message}`);
  }
}

/** `StageName` of a deal holds the API name of its stage. */
function readStage(row: Row): PipelineStage {
  const probability = readNumber(row, "DefaultProbability");
  const forecastCategory = readText(row, "ForecastCategoryName");
  const closed = readFlag(row, "IsWon") ? "won" : "lost";
  return {
    id: readText(row, "ApiName") ?? requireText(row, "MasterLabel"),
    label: requireText(row, "MasterLabel"),
    status: readFlag(row, "IsClosed") ? closed : "open",
    probability: probability === null ? null : probability / 100,
    ...(forecastCategory === null ? {} : { forecastCategory }),
  };
}

/** The stages of a record type, in order; `undefined` where the User Interface API does not tell. */
async function readProcess(
  client: Client,
  id: string,
  call: CallOptions,
): Promise<readonly string[] | undefined> {
  try {
    const path = client.path(
      `/ui-api/object-info/Opportunity/picklist-values/${encodeURIComponent(id)}/StageName`,
    );
    const { body } = await client.send({ method: "GET", path }, call);
    return readBody(PicklistAnswer, body, "a sales process").values.map(({ value }) => value);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

function inOrder(stages: readonly PipelineStage[], ids: readonly string[]): readonly PipelineStage[] {
  const own = ids.flatMap((id) => stages.filter((stage) => stage.id === id));
  return [...own, ...stages.filter((stage) => !own.includes(stage))];
}

function isRefusal(error: unknown): error is CrmError {
  return CrmError.is(error) && ["not-found", "forbidden", "invalid"].includes(error.code);
}
