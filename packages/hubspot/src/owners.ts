import type { Change } from "@headway/crm";
import { instantMs, instantText } from "./calendar.ts";
import type { Client } from "./client.ts";
import { query } from "./request-paths.ts";
import { malformed, member, nextAfter, Rows, readAnswer, rowId } from "./vendor-answers.ts";

/** One page of owners, kept for records that name users. Archived ones are a list of their own: people who left. */
export async function readOwnerPage(
  client: Client,
  archived: boolean,
  after: string | undefined,
): Promise<{ results: readonly unknown[]; next: string | undefined }> {
  const path = client.paths.owners(query({ limit: "100", archived: String(archived), after }));
  const readAt = client.ports.now();
  const answer = await client.get(path);
  const rows = readAnswer(Rows, answer, path);
  const table = archived ? client.tables.owners.past : client.tables.owners.present;
  for (const row of rows.results) {
    const userId = rowId(row, "userId") ?? rowId(row, "userIdIncludingInactive");
    const ownerId = rowId(row);
    if (userId !== null && ownerId !== null) table.keep(userId, ownerId, readAt);
  }
  const next = nextAfter(rows);
  if (next !== undefined && next === after)
    throw malformed(path, `the page \`${next}\` a second time`, answer);
  return { results: rows.results, next };
}

/** All pages of owners, archived or not. */
export async function* listOwners(
  client: Client,
  archived: boolean,
): AsyncGenerator<{ results: readonly unknown[] }> {
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await readOwnerPage(client, archived, after);
    yield page;
    after = page.next;
  }
}

/** The user behind an owner. An archived owner is a user who is not active any more. */
export function mapOwner(row: unknown): Change {
  const id = rowId(row);
  const unreadable = (field: string): Change => ({
    type: "unreadable",
    object: "user",
    id,
    field,
    reason: "missing",
  });
  if (id === null) return unreadable("id");
  const createdAt = instantAt(row, "createdAt");
  const modifiedAt = instantAt(row, "updatedAt");
  if (createdAt === undefined) return unreadable("createdAt");
  if (modifiedAt === undefined) return unreadable("updatedAt");
  const name = [textAt(row, "firstName"), textAt(row, "lastName")].filter((part) => part !== null).join(" ");
  return {
    type: "upserted",
    record: {
      object: "user",
      id,
      createdAt,
      modifiedAt,
      links: {},
      fields: {},
      name: name === "" ? null : name,
      email: textAt(row, "email"),
      active: member(row, "archived") !== true,
    },
  };
}

function instantAt(row: unknown, name: string): string | undefined {
  const value = member(row, name);
  const ms = typeof value === "string" ? instantMs(value) : undefined;
  return ms === undefined ? undefined : instantText(ms);
}

function textAt(row: unknown, name: string): string | null {
  const value = member(row, name);
  return typeof value === "string" && value !== "" ? value : null;
}
