import type { OpenStore } from "../open-store.ts";
import { placeAmongMany } from "../sqlite/local-place.ts";
import type { Store } from "../store.ts";
import { SyncError } from "../sync-error.ts";
import { assessmentPart } from "./assessment-part.ts";
import { batchReads } from "./batch-reads.ts";
import { type Connection, connect, type PostgresPool } from "./connection.ts";
import { type Database, fencedDatabase, openDatabase } from "./database.ts";
import { intentPart } from "./intent-part.ts";
import { journalPart } from "./journal-part.ts";
import { leasePart } from "./lease-part.ts";
import { migrate } from "./migrate.ts";
import { mirrorPart } from "./mirror-part.ts";
import { recordPart } from "./record-part.ts";
import { migrations } from "./schema.ts";
import { statePart } from "./state-part.ts";

export type { PostgresClient, PostgresPool } from "./connection.ts";

/** Where the store lies. */
export type PostgresStoreOptions = (
  | {
      /** `postgres://user:password@host:5432/database`; never repeated in an error. */
      readonly url: string;
    }
  | {
      /** A pool of `pg`; closing the store leaves it open. */
      readonly pool: PostgresPool;
    }
) & {
  /** Small letters, digits and underscores. Made when it is not there. Default `headway`. */
  readonly schema?: string;
  /** Milliseconds since 1970, in place of the database's clock; for tests that move time. */
  readonly clock?: () => number;
};

/**
 * The store in a schema of a Postgres database, for several machines. Each method is one transaction; transactions on
 * one CRM come one after the other, but only a lease makes one worker write alone (`leases`, `fenced`). Tables are
 * made and upgraded when it is opened. Throws `SyncError` `store-unavailable` when the database does not answer,
 * `store-version` when a newer Headway made the tables, `invalid-options` for an address or schema that is none.
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<OpenStore> {
  const schema = options.schema ?? "headway";
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new SyncError(
      "invalid-options",
      "`schema` is no plain name. Nothing was written. It is not opened. Use small letters, digits and underscores, 63 at most",
    );
  }
  const connection = connectionOf(options);
  const database = openDatabase(connection, schema);
  try {
    await migrate(database, migrations);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const leases = leasePart(database, options.clock);
  return {
    ...placeAmongMany(),
    ...storeIn(database),
    leases,
    fenced: (lease) => storeIn(fencedDatabase(database, lease)),
    mirrors: mirrorPart(database, leases),
  };
}

function connectionOf(options: PostgresStoreOptions): Connection {
  if ("url" in options) return connect(options.url);
  return { pool: options.pool, close: async () => undefined };
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
