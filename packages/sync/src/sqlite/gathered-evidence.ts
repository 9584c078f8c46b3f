import type { Evidence } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { Database } from "./database.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { evidenceTexts, nameOf, relationsIn } from "./relation-rows.ts";

/** Evidence about several subjects, each row of it read once. */
export interface GatheredEvidence {
  /** Reads what lies with one subject. */
  read(toObject: ObjectName, toId: string): void;
  /** All that lies there, with all other evidence of every record that holds some about those subjects. */
  pieces(): Evidence[];
}

/** All evidence of one subject in one row: what lies with it, whether other parts of the same records lie elsewhere, and where else. */
export const subjectQuery = `SELECT group_concat(substr(evidence, 2, length(evidence) - 2)), max(what & 8), group_concat(DISTINCT home)
  FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND what & 2 <> 0`;

/** The records that hold evidence about a subject and keep it elsewhere: in several places, or in one. */
export const elsewhereQuery = `SELECT object, id, home FROM relation
  WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND (what & 8 <> 0 OR home IS NOT NULL)`;

/** Who points at a subject. */
export const pointingQuery =
  "SELECT id FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND object = ?4 AND what & 1 <> 0";

/** The ids of the records of one object that point at a subject, in their order. */
export function pointingIds(
  database: Database,
  crm: string,
  toObject: ObjectName,
  toId: string,
  object: ObjectName,
): string[] {
  return database.lists(pointingQuery, crm, toObject, toId, object).map(([id]) => String(id));
}

/** Nothing read yet. */
export function gatheredEvidence(database: Database, crm: string): GatheredEvidence {
  const texts: string[] = [];
  const subjects = new Set<string>();
  const open: { readonly subject: RecordRef; readonly homes: unknown }[] = [];
  return {
    read(object, id) {
      if (subjects.has(nameOf(object, id))) return;
      subjects.add(nameOf(object, id));
      const [row] = database.lists(subjectQuery, crm, object, id);
      const [evidence, several, homes] = row ?? [];
      if (typeof evidence === "string") texts.push(evidence);
      if (several === 8 || homes !== null)
        open.push({ subject: { object, id }, homes: several === 8 ? null : homes });
    },
    pieces() {
      const followed = new Set<string>();
      for (const { subject, homes } of open) {
        // Ids may hold commas: a name cut in two is none that was read, and is then looked for.
        if (typeof homes === "string" && homes.split(",").every((home) => subjects.has(home))) continue;
        for (const ref of elsewhere(database, crm, subject, subjects)) {
          if (followed.has(nameOf(ref.object, ref.id))) continue;
          followed.add(nameOf(ref.object, ref.id));
          const isRead = (object: ObjectName, id: string): boolean => subjects.has(nameOf(object, id));
          const found = evidenceTexts(database, crm, ref, relationsOfRecord(database, crm, ref), isRead);
          texts.push(...found.map((text) => text.slice(1, -1)));
        }
      }
      return evidenceIn(`[${texts.join(",")}]`);
    },
  };
}

/** Records about a subject that keep evidence where nothing was read yet. */
function elsewhere(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  subjects: ReadonlySet<string>,
): RecordRef[] {
  const rows = database.lists(elsewhereQuery, crm, object, id) as [ObjectName, string, string | null][];
  return rows.flatMap(([from, fromId, home]) =>
    home !== null && subjects.has(home) ? [] : [{ object: from, id: fromId }],
  );
}

function relationsOfRecord(database: Database, crm: string, { object, id }: RecordRef) {
  const sql = "SELECT relations FROM record WHERE crm = ?1 AND object = ?2 AND id = ?3";
  return relationsIn(database.row(sql, crm, object, id)?.relations ?? "[]");
}
