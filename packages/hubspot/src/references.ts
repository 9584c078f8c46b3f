import { type AccountInfo, accountOnce } from "./account-info.ts";
import type { Client } from "./client.ts";
import { concernsThisReadAlone, dispositionLabels, textsOf } from "./disposition-labels.ts";
import { listOwners } from "./owners.ts";
import { readSparingly } from "./reference-table.ts";
import { readStageDates, type StageDates } from "./stage-dates.ts";

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
  return {
    account: accountOnce(client),
    dispositions: dispositionLabels(client),
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

/** Reads all pages, each of which goes into the tables by itself. */
async function readOwners(client: Client, archived: boolean): Promise<void> {
  try {
    for await (const _ of listOwners(client, archived));
  } catch (error) {
    if (!concernsThisReadAlone(error)) throw error;
  }
}
