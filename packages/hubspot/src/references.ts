import { CrmError } from "@headway/crm";
import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { defaultDispositions } from "./dispositions.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { listOwners } from "./owners.ts";
import { malformed, member, Rows, readAnswer, rowId } from "./vendor-answers.ts";

const AccountInfo = z.object({
  portalId: z.union([z.number(), z.string()]),
  timeZone: z.string(),
  companyCurrency: z.optional(z.nullable(z.string())),
});

/** What HubSpot says about the account. */
export type AccountInfo = z.infer<typeof AccountInfo>;

/** Reads about the account that records refer to: each asked for at most once per call, and only when needed. */
export interface References {
  account(): Promise<AccountInfo>;
  /** Labels of call outcomes by id: the account's own where readable, else HubSpot's defaults. */
  dispositions(): Promise<ReadonlyMap<string, string>>;
  /** Owner ids by user id, for at least these users where they are owners; empty where owners may not be read. */
  ownerIds(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Makes {@link References} for one call. */
export function references(client: Client): References {
  const present = once(() => readOwnerIds(client, false));
  const past = once(() => readOwnerIds(client, true));
  return {
    account: once(() => readAccount(client)),
    dispositions: once(() => readDispositions(client)),
    async ownerIds(userIds) {
      const here = await present();
      return userIds.every((id) => here.has(id)) ? here : new Map([...(await past()), ...here]);
    },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/** Reads the account; its zone is checked to be one this machine knows. */
export async function readAccount(client: Client): Promise<AccountInfo> {
  const path = client.paths.accountInfo;
  const answer = await client.get(path);
  const account = readAnswer(AccountInfo, answer, path);
  if (!isZone(account.timeZone))
    throw malformed(path, `an unknown time zone \`${account.timeZone}\``, answer);
  return account;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

async function readDispositions(client: Client): Promise<ReadonlyMap<string, string>> {
  const labels = new Map(Object.entries(defaultDispositions));
  try {
    const answer = await client.get(client.paths.dispositions);
    for (const row of Array.isArray(answer.body) ? (answer.body as unknown[]) : []) {
      const label = member(row, "label");
      const id = rowId(row);
      if (id !== null && typeof label === "string") labels.set(id, label);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return labels;
}

async function readOwnerIds(client: Client, archived: boolean): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  try {
    for await (const { results } of listOwners(client, archived)) {
      for (const row of results) {
        const userId = rowId(row, "userId") ?? rowId(row, "userIdIncludingInactive");
        const ownerId = rowId(row);
        if (userId !== null && ownerId !== null) ids.set(userId, ownerId);
      }
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return ids;
}

/** A refusal that concerns this read alone; the records that refer to it are still worth reading. */
function isRefusal(error: unknown): boolean {
  return CrmError.is(error) && ["forbidden", "not-found", "invalid"].includes(error.code);
}

/** HubSpot's own description of a property, as far as Headway needs it. */
export const Property = z.object({
  name: z.string(),
  label: z.catch(z.string(), ""),
  type: z.string(),
  fieldType: z.catch(z.string(), ""),
  calculated: z.catch(z.optional(z.boolean()), undefined),
  hasUniqueValue: z.catch(z.optional(z.boolean()), undefined),
  modificationMetadata: z.catch(z.optional(z.object({ readOnlyValue: z.boolean() })), undefined),
});

/** See {@link Property}. */
export type Property = z.infer<typeof Property>;

/** Every property of an object by name. */
export async function readProperties(client: Client, object: StoredObject): Promise<Map<string, Property>> {
  const path = client.paths.properties(objectSources[object].plural);
  const answer = await client.get(path);
  const rows = readAnswer(Rows, answer, path);
  const parsed = rows.results.map((row) => Property.safeParse(row)).filter((each) => each.success);
  return new Map(parsed.map(({ data }) => [data.name, data]));
}
