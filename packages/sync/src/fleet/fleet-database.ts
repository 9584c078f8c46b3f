import pg from "pg";
import { SyncError } from "../sync-error.ts";
import { fleetSchema, fleetVersion } from "./fleet-schema.ts";

/** The fleet's own tables in Postgres. */
export interface FleetDatabase {
  /** The schema's name, safe to stand in a statement. */
  readonly schema: string;
  /** For stores beside the fleet's own tables. */
  readonly pool: pg.Pool;
  /** Rows of one statement, in a transaction of its own. Throws `SyncError` `store-unavailable`. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** A row as `pg` reads it: a `bigint` comes as text. */
export type Row = Readonly<Record<string, unknown>>;

/** What {@link openFleetDatabase} needs. */
export interface DatabaseOptions {
  /** `postgres://…`; checked, and never repeated in an error. */
  readonly url: string;
  readonly schema: string;
  /** Connections at most. */
  readonly connections: number;
}

const patience = { connectionTimeoutMillis: 10_000, keepAlive: true };

/** Opens the database and makes what is missing. Throws `SyncError`. */
export async function openFleetDatabase(options: DatabaseOptions): Promise<FleetDatabase> {
  const { url, schema, connections } = options;
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new SyncError("invalid-options", "`url` is expected to be the address of a Postgres database");
  }
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(schema)) {
    throw new SyncError(
      "invalid-options",
      "`schema` is expected to be small letters, digits and underscores, 40 at most",
    );
  }
  const pool = new pg.Pool({ connectionString: url, max: connections, ...patience });
  // An idle connection that ends is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  const query: FleetDatabase["query"] = async (text, values = []) => {
    try {
      const { rows } = await pool.query(text, [...values]);
      return rows;
    } catch (error) {
      throw unavailable(error);
    }
  };
  try {
    await pool.query(fleetSchema(schema));
    await checkVersion(query, schema);
  } catch (error) {
    await pool.end();
    throw unavailable(error);
  }
  return { schema, pool, query, close: () => pool.end() };
}

async function checkVersion(query: FleetDatabase["query"], schema: string): Promise<void> {
  const [row] = await query(`SELECT version FROM ${schema}.layout`);
  if (row?.version === fleetVersion) return;
  throw new SyncError(
    "store-version",
    `the fleet's tables are of version ${String(row?.version)}, this is version ${fleetVersion}. Nothing was changed. Use the newer version on every machine`,
  );
}

/** A failure of the database as the fleet tells it. Only the code of Postgres is told: its words may quote values. */
export function unavailable(error: unknown): SyncError {
  if (SyncError.is(error)) return error;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new SyncError(
    "store-unavailable",
    `the database of the fleet does not answer${code}. What it confirmed before stays. Workers try again by themselves; see that it runs and can be reached`,
  );
}
