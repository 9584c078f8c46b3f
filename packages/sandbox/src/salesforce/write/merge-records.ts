import type { Org } from "../org.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { stampText } from "../store/instant.ts";
import type { Row } from "../store/row.ts";
import type { Actor } from "./read-values.ts";

/** Points every lookup at a loser to the winner. The children's stamps do not move. */
function moveChildren(org: Org, object: ObjectDefinition, loser: Row, winner: Row): void {
  for (const child of org.schema.objects()) {
    for (const field of child.fields) {
      if (!field.referenceTo.includes(object.name) || field.name === "MasterRecordId") continue;
      const table = org.table(child.name);
      for (const row of table.matching(field.name, [loser.Id])) {
        if (row[field.name] === loser.Id) table.change(row, { [field.name]: winner.Id });
      }
    }
  }
}

/** Merges records: losers go to the recycle bin pointing at the winner, which takes over their children. */
export function mergeRecords(
  org: Org,
  actor: Actor,
  object: ObjectDefinition,
  winner: Row,
  losers: readonly Row[],
): void {
  const stamp = stampText(org.now());
  const stamps = { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
  const table = org.table(object.name);
  for (const loser of losers) {
    moveChildren(org, object, loser, winner);
    table.change(loser, { IsDeleted: true, MasterRecordId: winner.Id, ...stamps });
    org.deletions.add({ object: object.name, id: loser.Id, at: org.now(), cause: loser.Id });
  }
  table.change(winner, stamps);
}
