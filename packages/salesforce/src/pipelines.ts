import { type CallOptions, known, type Pipeline, type PipelineStage, type Reading } from "@headway/crm";
import { asListOf, asRecord, asText, type HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { pipelineId } from "./map-record.ts";
import { isRefusal, readStages } from "./stages.ts";
import { type ObjectDescribe, readBody } from "./vendor-answers.ts";

/** The answer to `GET /ui-api/object-info/{name}/picklist-values/{recordTypeId}/{field}`. */
const PicklistAnswer = asRecord({ values: asListOf(asRecord({ value: asText })) });

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
