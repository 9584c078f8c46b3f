import { CrmError } from "@headway/crm";
import { type AccountInfo, readAccount } from "./account-info.ts";
import type { Client } from "./client.ts";
import { defaultDispositions } from "./dispositions.ts";
import { listOwners } from "./owners.ts";
import { readSparingly } from "./reference-table.ts";
import { readStageDates, type StageDates } from "./stage-dates.ts";
import { member, rowId } from "./vendor-answers.ts";

/**
 * Reads about the account that records refer to, only when needed. Owners and call outcomes are
 * looked for in the client's tables first, which forget after ten minutes; ids that are not there are
 * asked for, at most once in ten minutes of one call.
 */
export interface References {
  /** Asked for at most once per call. */
  account(): Promise<AccountInfo>;
  /** Labels of these call outcomes by id: the account's own where readable, else HubSpot's defaults. */
  dispositions(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Owner ids of these users, by user id, where they are owners; empty where owners may not be read. */
  ownerIds(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** When these rows of deals entered the stages that their history has lost. */
  stageDates(rows: readonly unknown[]): Promise<StageDates>;
}

/** Makes {@link References} for one call. */
export function references(client: Client): References {
  const { ports, tables } = client;
  const { present, past } = tables.owners;
  const readPresent = readSparingly(ports, () => readOwners(client, false));
  const readPast = readSparingly(ports, () => readOwners(client, true));
  const readLabels = readSparingly(ports, () => readDispositions(client));
  return {
    account: once(() => readAccount(client)),
    async dispositions(ids) {
      const since = ports.now();
      const label = (id: string) => tables.dispositions.get(id, since);
      if (ids.some((id) => label(id) === undefined)) await readLabels();
      return textsOf(ids, (id) => label(id) ?? defaultDispositions[id]);
    },
    async ownerIds(userIds) {
      const since = ports.now();
      const owner = (id: string) => present.get(id, since) ?? past.get(id, since);
      const areMissing = () => userIds.some((id) => owner(id) === undefined);
      if (areMissing()) await readPresent();
      if (areMissing()) await readPast();
      return textsOf(userIds, owner);
    },
    stageDates: (rows) => readStageDates(client, rows),
  };
}

function textsOf(
  ids: readonly string[],
  textOf: (id: string) => string | undefined,
): ReadonlyMap<string, string> {
  const pairs = ids.map((id) => [id, textOf(id)] as const);
  return new Map(pairs.flatMap(([id, text]) => (text === undefined ? [] : [[id, text] as const])));
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function readDispositions(client: Client): Promise<void> {
  const readAt = client.ports.now();
  try {
    const answer = await client.get(client.paths.dispositions);
    for (const row of Array.isArray(answer.body) ? (answer.body as unknown[]) : []) {
      const label = member(row, "label");
      const id = rowId(row);
      if (id !== null && typeof label === "string") client.tables.dispositions.keep(id, label, readAt);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/** Reads all pages, each of which goes into the tables by itself. */
async function readOwners(client: Client, archived: boolean): Promise<void> {
  try {
    for await (const _ of listOwners(client, archived));
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/** A refusal that concerns this read alone; the records that refer to it are still worth reading. */
function isRefusal(error: unknown): boolean {
  return CrmError.is(error) && ["forbidden", "not-found", "invalid"].includes(error.code);
}
