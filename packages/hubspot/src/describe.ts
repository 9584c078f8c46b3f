import {
  CrmError,
  type CrmSchema,
  type FieldKind,
  type FieldSchema,
  known,
  type ObjectName,
  type ObjectSchema,
  type Reading,
  unknown,
} from "@headway/crm";
import { readAccount } from "./account-info.ts";
import { instantText } from "./calendar.ts";
import type { Client } from "./client.ts";
import { fieldSchema } from "./field-schema.ts";
import { readGrants } from "./grants.ts";
import { storedObjects } from "./object-source.ts";
import { readPipelines } from "./pipelines.ts";
import { readProperties } from "./property-definitions.ts";

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
