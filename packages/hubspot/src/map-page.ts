import type { Change, Links } from "@headway/crm";
import { dayReader } from "./calendar.ts";
import { type AskedHistory, historyNeedsZone, mapHistory, usersInHistory } from "./field-history.ts";
import { hasMailText, outcomeIds } from "./map-activity.ts";
import { needsAccount, usersIn } from "./map-deal.ts";
import { type MapContext, mapRecord } from "./map-record.ts";
import type { StoredObject } from "./object-source.ts";
import type { References } from "./references.ts";
import { member, rowId } from "./vendor-answers.ts";

/** Rows of one object with their links, and what is to be told about them. */
export interface PageRows {
  readonly object: StoredObject;
  readonly rows: readonly unknown[];
  readonly linksOf: (row: unknown) => Links;
  readonly fieldTypes: ReadonlyMap<string, string>;
  /** Whose changes of deals' fields are told, where they were asked for. */
  readonly history?: AskedHistory | null;
  /** Whether earlier merges into these records are reported. */
  readonly reportMerges: boolean;
}

/** Turns rows into changes, first reading what they refer to. One unreadable row never affects the others. */
export async function mapPage(page: PageRows, account: References): Promise<Change[]> {
  const context = await contextOf(page, account);
  const changes: Change[] = [];
  for (const row of page.rows) {
    if (page.reportMerges) changes.push(...merges(page.object, row));
    changes.push(mapRecord(page.object, row, page.linksOf(row), context));
  }
  return changes;
}

async function contextOf(page: PageRows, account: References): Promise<MapContext> {
  const { object, rows } = page;
  const history = object === "deal" ? (page.history ?? null) : null;
  const isAccountNeeded = (row: unknown) => needsAccount(row) || historyNeedsZone(row, history);
  const asksAccount = object === "deal" && rows.some(isAccountNeeded);
  const usersOf = (row: unknown) => [...usersIn(row), ...usersInHistory(row, history)];
  const userIds = object === "deal" ? [...new Set(rows.flatMap(usersOf))] : [];
  const outcomes = object === "call" ? outcomeIds(rows) : [];
  const info = asksAccount ? await account.account() : null;
  return {
    account:
      info === null ? null : { dayOf: dayReader(info.timeZone), currency: info.companyCurrency ?? null },
    ownerIds: userIds.length > 0 ? await account.ownerIds(userIds) : new Map(),
    dispositions: outcomes.length > 0 ? await account.dispositions(outcomes) : new Map(),
    fieldTypes: page.fieldTypes,
    stageDates: object === "deal" ? await account.stageDates(rows) : new Map(),
    history:
      history === null ? null : (row, createdAt, context) => mapHistory(row, createdAt, history, context),
    emailTextSeen: object === "email" && rows.some(hasMailText),
  };
}

/** HubSpot names on the survivor the records that were merged into it. */
function merges(object: StoredObject, row: unknown): Change[] {
  const into = rowId(row);
  const ids = member(member(row, "properties"), "hs_merged_object_ids");
  if (into === null || typeof ids !== "string") return [];
  const merged = ids.split(";").filter((id) => /^\d+$/.test(id) && id !== into);
  return merged.map((id) => ({ type: "merged", ref: { object, id }, into: { object, id: into } }));
}
