import { CrmError } from "@headway/crm";
import type { Client } from "./client.ts";
import { defaultDispositions } from "./dispositions.ts";
import { readSparingly } from "./reference-table.ts";
import { member, rowId } from "./vendor-answers.ts";

/** See `References`: the labels of call outcomes by id, asked for where they are not in the client's table. */
export function dispositionLabels(
  client: Client,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, string>> {
  const { ports, tables } = client;
  const readLabels = readSparingly(ports, () => readDispositions(client));
  return async (ids) => {
    const since = ports.now();
    const label = (id: string) => tables.dispositions.get(id, since);
    if (ids.some((id) => label(id) === undefined)) await readLabels();
    return textsOf(ids, (id) => label(id) ?? defaultDispositions[id]);
  };
}

/** The texts of ids, without those that have none. */
export function textsOf(
  ids: readonly string[],
  textOf: (id: string) => string | undefined,
): ReadonlyMap<string, string> {
  const pairs = ids.map((id) => [id, textOf(id)] as const);
  return new Map(pairs.flatMap(([id, text]) => (text === undefined ? [] : [[id, text] as const])));
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
    if (!concernsThisReadAlone(error)) throw error;
  }
}

/** A refusal that concerns this read alone; the records that refer to it are still worth reading. */
export function concernsThisReadAlone(error: unknown): boolean {
  return CrmError.is(error) && ["forbidden", "not-found", "invalid"].includes(error.code);
}
