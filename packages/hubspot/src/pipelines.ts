import type { Pipeline } from "@headway/crm";
import {
  asFlag,
  asLenient,
  asListOf,
  asNullable,
  asNumber,
  asOptional,
  asRecord,
  asRecordOf,
  asText,
} from "@headway/crm/http";
import type { Client } from "./client.ts";
import { objectSources } from "./object-source.ts";
import { readAnswer } from "./vendor-answers.ts";

const Stage = asRecord({
  id: asText,
  label: asText,
  displayOrder: asLenient(asNumber, 0),
  metadata: asLenient(asRecordOf(asNullable(asText)), {}),
  archived: asLenient(asOptional(asFlag), undefined),
});
const Pipelines = asRecord({
  results: asListOf(asRecord({ id: asText, label: asText, stages: asListOf(Stage) })),
});

/** Every pipeline of deals with its stages in selling order; archived stages are left out. */
export async function readPipelines(client: Client): Promise<Pipeline[]> {
  const path = client.paths.pipelines(objectSources.deal.plural);
  const { results } = readAnswer(Pipelines, await client.get(path), path);
  return results.map(({ id, label, stages }) => ({
    id,
    label,
    stages: stages
      .filter((stage) => stage.archived !== true)
      .toSorted((one, other) => one.displayOrder - other.displayOrder)
      .map((stage) => ({ id: stage.id, label: stage.label, ...stageState(stage.metadata) })),
  }));
}

/**
 * HubSpot says by `isClosed` whether a stage is closed and by the probability whether it is won (1)
 * or lost (0). Where `isClosed` is missing, only a probability of exactly 0 or 1 counts as closed.
 */
function stageState(metadata: Readonly<Record<string, string | null>>): {
  status: "open" | "won" | "lost";
  probability: number | null;
} {
  const text = metadata.probability ?? "";
  const number = Number(text);
  const probability = text !== "" && number >= 0 && number <= 1 ? number : null;
  const isClosed =
    metadata.isClosed === undefined ? probability === 0 || probability === 1 : metadata.isClosed === "true";
  if (!isClosed) return { status: "open", probability };
  return { status: probability === 1 ? "won" : "lost", probability };
}
