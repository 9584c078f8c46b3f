import { SyncError } from "../sync-error.ts";
import type { Session } from "./connection.ts";
import type { Database } from "./database.ts";
import type { Migration } from "./schema.ts";

/**
 * Brings the tables up to the last migration, in order and in one transaction; several processes may start it at
 * once. Throws `SyncError` `store-version` when they were made by a newer Headway, and changes nothing then.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.write("schema", async (session) => {
    const found = await readVersion(session, database.schema);
    if (found > migrations.length) throw newer(database.schema, found, migrations.length);
    if (found === migrations.length) return;
    await session.rows(migrations.slice(found).flat().join(";\n"));
    await session.rows("UPDATE @store_version SET version = $1", migrations.length);
  });
}

/** A user who may not make schemas may still use one that was made for them. */
async function readVersion(session: Session, schema: string): Promise<number> {
  const [home] = await session.rows("SELECT to_regnamespace($1) IS NOT NULL AS there", schema);
  if (home?.there !== true) await session.rows(`CREATE SCHEMA "${schema}"`);
  await session.rows("CREATE TABLE IF NOT EXISTS @store_version (version integer NOT NULL)");
  await session.rows("INSERT INTO @store_version SELECT 0 WHERE NOT EXISTS (SELECT FROM @store_version)");
  const [row] = await session.rows("SELECT version FROM @store_version");
  return Number(row?.version);
}

function newer(schema: string, found: number, known: number): SyncError {
  return new SyncError(
    "store-version",
    `the store in schema \`${schema}\` has version ${found}, this Headway reads up to version ${known}. Nothing was changed. It stays closed to this Headway. Use the Headway that made it on every machine, or another schema`,
  );
}
