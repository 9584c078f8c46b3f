import type { OpenStore } from "../open-store.ts";
import type { Store } from "../store.ts";
import { assessmentPart } from "./assessment-part.ts";
import { backUp } from "./back-up.ts";
import { batchReads } from "./batch-reads.ts";
import { type Database, openDatabase } from "./database.ts";
import { fencedDatabase } from "./fenced-database.ts";
import { intentPart } from "./intent-part.ts";
import { journalPart } from "./journal-part.ts";
import { leasePart } from "./lease-part.ts";
import { localPlace } from "./local-place.ts";
import { mirrorPart } from "./mirror-part.ts";
import { recordPart } from "./record-part.ts";
import { statePart } from "./state-part.ts";

export type { Place } from "../run-lease.ts";
export { localPlace } from "./local-place.ts";

/** What {@link sqliteStore} may be given. */
export interface SqliteStoreOptions {
  /** Milliseconds since 1970, in place of the machine's clock; for tests that move time. */
  readonly clock?: () => number;
}

/** A store in a file, which can be copied while it is in use. */
export interface SqliteStore extends OpenStore {
  /**
   * Copies the store to a new file as it is at one moment. The file appears when it is whole and on the disk, readable
   * by its owner alone. Throws `SyncError` `invalid-options` where there is a file already.
   */
  backup(path: string): Promise<void>;
}

/**
 * The store in one SQLite file, by Node's own `node:sqlite`; `:memory:` keeps it in memory. A kill
 * at any moment leaves the last committed state. Opening a file that is not there creates it, readable by its owner
 * alone; one that an older version made is brought up to date.
 * Throws `SyncError` when the file is locked, no store, a newer version's, or cannot be opened.
 */
export function sqliteStore(path: string, { clock }: SqliteStoreOptions = {}): SqliteStore {
  const database = openDatabase(path);
  const leases = leasePart(database, clock);
  return {
    place: localPlace(),
    ...storeIn(database),
    leases,
    fenced: (lease) => storeIn(fencedDatabase(database, lease)),
    mirrors: mirrorPart(database, leases),
    backup: async (copy) => backUp(database, copy),
  };
}

function storeIn(database: Database): Store {
  return {
    ...statePart(database),
    ...recordPart(database),
    ...assessmentPart(database),
    ...intentPart(database),
    ...journalPart(database),
    ...batchReads(database),
  };
}
