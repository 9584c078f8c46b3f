import { CrmError, known, type PipelineStage, type Reading, unknown } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import { goodAnswer } from "./named-rows.ts";
import { readFlag, readNumber, readText, requireText, UnreadableValue } from "./read-value.ts";
import { soql } from "./soql.ts";
import { isRow, QueryAnswer, type Row, readBody } from "./vendor-answers.ts";

/** The part of a composite request that asks for the stages. */
export const stagesPart = "Stages";
/** Every stage of the org. */
export const stagesQuery = soql`SELECT Id, ApiName, MasterLabel, IsActive, SortOrder, IsClosed, IsWon, DefaultProbability, ForecastCategoryName FROM OpportunityStage ORDER BY SortOrder, Id`;

/** Every active stage of the org, from the answers to a composite request with {@link stagesQuery}. */
export function readStages(answers: ReadonlyMap<string, HttpAnswer>): Reading<readonly PipelineStage[]> {
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

/** A refusal of this read alone. */
export function isRefusal(error: unknown): error is CrmError {
  return CrmError.is(error) && ["not-found", "forbidden", "invalid"].includes(error.code);
}
