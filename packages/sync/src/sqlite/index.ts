import type { Place } from "../run-lease.ts";
import type { Store } from "../store.ts";
import { assessmentPart } from "./assessment-part.ts";
import { batchReads } from "./batch-reads.ts";
import { openDatabase } from "./database.ts";
import { intentPart } from "./intent-part.ts";
import { journalPart } from "./journal-part.ts";
import { localPlace } from "./local-place.ts";
import { recordPart } from "./record-part.ts";
import { statePart } from "./state-part.ts";

export { localPlace } from "./local-place.ts";

/**
 * The store in one SQLite file, by Node's own `node:sqlite`; `:memory:` keeps it in memory. A kill
 * at any moment leaves the last committed state. Opening a file that is not there creates it.
 * Throws `SyncError` when the file is locked, no store, or another version's.
 */
export function sqliteStore(path: string): Store & { readonly place: Place } {
  const database = openDatabase(path);
  return {
    place: localPlace(),
    ...statePart(database),
    ...recordPart(database),
    ...assessmentPart(database),
    ...intentPart(database),
    ...journalPart(database),
    ...batchReads(database),
  };
}
