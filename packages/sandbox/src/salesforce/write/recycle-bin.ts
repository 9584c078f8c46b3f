import type { Org } from "../org.ts";
import type { Deletion } from "../store/deletions.ts";
import { stampText } from "../store/instant.ts";
import { followUp } from "./follow-up.ts";
import type { Actor } from "./read-values.ts";
import { RowError } from "./row-error.ts";

/** How long a deleted record lies in the bin. */
export const binMs = 15 * 86_400_000;

function restore(org: Org, actor: Actor, { object, id }: Deletion): void {
  const row = org.table(object).get(id);
  if (!row) return;
  const before = { ...row };
  const stamp = stampText(org.now());
  const stamps = { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
  const master = "MasterRecordId" in row ? { MasterRecordId: null } : {};
  const fields = Object.entries({ IsDeleted: false, ...stamps, ...master });
  const known = fields.filter(([name]) => org.schema.field(object, name));
  org.table(object).change(row, Object.fromEntries(known));
  org.deletions.undo(id);
  if (object === "Task" || object === "Event") followUp(org, object, row, before, actor.userId);
}

/** Takes a record out of the bin, with all that its deletion took along; throws a `RowError` if it is not there. */
export function undeleteRecord(org: Org, actor: Actor, id: string): void {
  const deletion = org.deletions.find(id);
  const row = org.find(id);
  if (!deletion || !row) throw new RowError("UNDELETE_FAILED", "Entity is not in the recycle bin");
  for (const each of org.deletions.causedBy(deletion.cause)) restore(org, actor, each);
}

/** Takes deleted records away for good; throws a `RowError` if one is not in the bin. */
export function purgeRecord(org: Org, id: string): void {
  const deletion = org.deletions.find(id);
  const row = org.find(id);
  if (!deletion || !row) throw new RowError("INVALID_ID_FIELD", "Entity is not in the recycle bin");
  const gone = org.deletions.causedBy(deletion.cause);
  org.deletions.takeOut(gone.map((each) => each.id));
  dropAll(org, gone);
}

function dropAll(org: Org, gone: readonly Deletion[]): void {
  for (const object of new Set(gone.map((each) => each.object))) {
    const table = org.table(object);
    table.drop(gone.flatMap((each) => (each.object === object ? (table.get(each.id) ?? []) : [])));
  }
}

/** Empties the bin of what has lain in it for fifteen days. */
export function sweepBin(org: Org): void {
  dropAll(org, org.deletions.takeDue(org.now() - binMs));
}
