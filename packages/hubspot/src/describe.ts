import {
  CrmError,
  type CrmSchema,
  known,
  type ObjectName,
  type ObjectSchema,
  type Pipeline,
  type Reading,
  unknown,
} from "@headway/crm";
import * as z from "zod/mini";
import { instantText } from "./calendar.ts";
import type { Client } from "./client.ts";
import { fieldSchema, ownerFields } from "./field-schema.ts";
import { readGrants } from "./grants.ts";
import { objectSources, storedObjects } from "./object-source.ts";
import { readAccount, readProperties } from "./references.ts";
import { readAnswer } from "./vendor-answers.ts";

/**
 * Reads what the account looks like: itself, the properties of every object, the pipelines of deals,
 * and what the token may do. A part that these credentials may not read is `unknown` with the
 * reason; the account itself must be readable.
 */
export async function describeAccount(client: Client): Promise<CrmSchema> {
  const { account, serverAt } = await accountWithDate(client);
  const objects: { [Name in ObjectName]?: Reading<ObjectSchema> } = { user: known({ fields: ownerFields }) };
  for (const object of storedObjects) {
    objects[object] = await reading(async () => {
      const properties = await readProperties(client, object);
      return { fields: [...properties.values()].map((property) => fieldSchema(object, property)) };
    });
  }
  return {
    account: {
      id: String(account.portalId),
      name: null,
      timeZone: account.timeZone,
      currency: account.companyCurrency ?? null,
    },
    objects,
    pipelines: await reading(() => readPipelines(client)),
    missingGrants: await readGrants(client),
    serverAt,
  };
}

async function accountWithDate(client: Client) {
  let date: string | undefined;
  const watched: Client = {
    ...client,
    async get(path, lane) {
      const answer = await client.get(path, lane);
      date = answer.headers.date;
      return answer;
    },
  };
  const account = await readAccount(watched);
  const at = Date.parse(date ?? "");
  return { account, serverAt: Number.isNaN(at) ? null : instantText(at) };
}

/** A part that may be forbidden; other failures end the call. */
async function reading<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return known(await read());
  } catch (error) {
    if (CrmError.is(error) && ["forbidden", "not-found"].includes(error.code)) return unknown(error.message);
    throw error;
  }
}

const Stage = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.catch(z.number(), 0),
  metadata: z.catch(z.record(z.string(), z.nullable(z.string())), {}),
  archived: z.catch(z.optional(z.boolean()), undefined),
});
const Pipelines = z.object({
  results: z.array(z.object({ id: z.string(), label: z.string(), stages: z.array(Stage) })),
});

async function readPipelines(client: Client): Promise<Pipeline[]> {
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
