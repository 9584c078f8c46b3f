import {
  CrmError,
  type CrmSchema,
  type FieldKind,
  type FieldSchema,
  known,
  type ObjectName,
  type ObjectSchema,
  type Pipeline,
  type Reading,
  unknown,
} from "@headway/crm";
import * as z from "zod/mini";
import { instantText } from "./calendar.ts";
import { nameOf } from "./field-names.ts";
import { readGrants } from "./grants.ts";
import { objectTypes, storedObjects } from "./object-type.ts";
import { readAnswer } from "./read-answer.ts";
import { type Property, readAccount, readProperties } from "./references.ts";
import type { Session } from "./session.ts";

/**
 * Reads what the account looks like: itself, the properties of every object, the pipelines of deals,
 * and what the token may do. A part that these credentials may not read is `unknown` with the
 * reason; the account itself must be readable.
 */
export async function describeAccount(session: Session): Promise<CrmSchema> {
  const { account, serverAt } = await accountWithDate(session);
  const objects: { [Name in ObjectName]?: Reading<ObjectSchema> } = { user: known({ fields: ownerFields }) };
  for (const object of storedObjects) {
    objects[object] = await reading(async () => {
      const properties = await readProperties(session, object);
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
    pipelines: await reading(() => readPipelines(session)),
    missingGrants: await readGrants(session),
    serverAt,
  };
}

async function accountWithDate(session: Session) {
  let date: string | undefined;
  const watched: Session = {
    ...session,
    async get(path, lane) {
      const answer = await session.get(path, lane);
      date = answer.headers.date;
      return answer;
    },
  };
  const account = await readAccount(watched);
  const at = Date.parse(date ?? "");
  return { account, serverAt: Number.isNaN(at) ? null : instantText(at) };
}

/** Owners have no properties of their own; people are changed in HubSpot's settings. */
const ownerFields: readonly FieldSchema[] = [
  { name: "name", label: "Name", kind: "text" },
  { name: "email", label: "Email", kind: "text" },
  { name: "active", label: "Active", kind: "boolean" },
].map((field) => ({
  ...field,
  kind: field.kind as FieldKind,
  writable: false,
  reason: "HubSpot's owners are read-only",
}));

/** A part that may be forbidden; other failures end the call. */
async function reading<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return known(await read());
  } catch (error) {
    if (CrmError.is(error) && ["forbidden", "not-found"].includes(error.code)) return unknown(error.message);
    throw error;
  }
}

function fieldSchema(object: ObjectName, property: Property): FieldSchema {
  const reason = unwritable(property);
  return {
    name: nameOf(object, property.name),
    label: property.label,
    kind: object === "deal" && property.name === "closedate" ? "date" : fieldKind(property),
    writable: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}

function unwritable(property: Property): string | undefined {
  if (property.calculated === true) return "calculated by HubSpot";
  return property.modificationMetadata?.readOnlyValue === true ? "read-only in HubSpot" : undefined;
}

const kinds: Readonly<Record<string, FieldKind>> = {
  string: "text",
  number: "number",
  date: "date",
  datetime: "instant",
  bool: "boolean",
};

/** The kind of field a property is; HubSpot's lists of options and the like are `other`. */
export function fieldKind(property: Pick<Property, "type" | "fieldType">): FieldKind | "other" {
  if (property.type === "string" && ["textarea", "html"].includes(property.fieldType)) return "long-text";
  return kinds[property.type] ?? "other";
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

async function readPipelines(session: Session): Promise<Pipeline[]> {
  const path = session.paths.pipelines(objectTypes.deal.plural);
  const { results } = readAnswer(Pipelines, await session.get(path), path);
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
