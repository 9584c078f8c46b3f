import { refKey } from "@headway/crm";
import type { Erasure } from "../journal.ts";
import type { Tables } from "./tables.ts";
import { removeRecord } from "./write-page.ts";

/** The part of an erasure that concerns records and what was derived from them; see `Journal.erase`. */
export function eraseFrom(tables: Tables, erasure: Erasure): void {
  for (const ref of erasure.refs) {
    removeRecord(tables, ref);
    for (const [key, links] of tables.links) {
      const kept = links.filter((link) => link.toObject !== ref.object || link.toId !== ref.id);
      tables.links.set(key, kept);
    }
    for (const [key, into] of tables.aliases) {
      const isThis = key === refKey(ref) || (into === ref.id && key.startsWith(`${ref.object}/`));
      if (isThis) tables.aliases.delete(key);
    }
    if (ref.object !== "contact") continue;
    for (const [key, pieces] of tables.evidence) {
      tables.evidence.set(
        key,
        pieces.filter((piece) => piece.contactId !== ref.id),
      );
    }
  }
  for (const record of erasure.kept) {
    if (tables.records.has(refKey(record))) tables.records.set(refKey(record), record);
  }
  for (const { subject, id } of erasure.subjects) {
    tables.assessments.delete(`${subject}/${id}`);
    tables.dirty.set(`${subject}/${id}`, null);
  }
  for (const target of erasure.targets) tables.intents.delete(target);
  for (const ref of erasure.written) tables.written.delete(refKey(ref));
}
