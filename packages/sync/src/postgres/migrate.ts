import { SyncError } from "../sync-error.ts";
import type { Session } from "./connection.ts";
import type { Database } from "./database.ts";
import type { Migration } from "./schema.ts";

/**
 * Brings the tables up to the last migration, in order and in one transaction; several processes may start it at
 * once. Tables that are up to date already take no right to make any. Throws `SyncError` `store-version` when they
 * were made by a newer Headway, and changes nothing then.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  const { schema } = database;
  const known = migrations.length;
  const found = await readVersion(database, schema);
  if (found > known) throw newer(schema, found, known);
  if (found === known) return;
  await database.write("schema", async (session) => {
    if (found === 0) await makeHome(session, schema);
    const now = await versionOf(session);
    // Somebody else was quicker.
    if (now >= known) return;
    await session.rows(migrations.slice(now).flat().join(";\n"));
    await session.rows("UPDATE @store_version SET version = $1", known);
  });
}

/** 0 where there are no tables yet. */
async function readVersion(session: Session, schema: string): Promise<number> {
  const [home] = await session.rows("SELECT to_regclass($1) IS NOT NULL AS there", `${schema}.store_version`);
  return home?.there === true ? await versionOf(session) : 0;
}

async function versionOf(session: Session): Promise<number> {
  const [row] = await session.rows("SELECT version FROM @store_version");
  return Number(row?.version);
}

/**
 * Makes what is missing, which by now another process may have made: what `to_reg…` says is what this connection
 * remembers. A user who may not make schemas may still use one that was made for them.
 */
async function makeHome(session: Session, schema: string): Promise<void> {
  const [home] = await session.rows("SELECT to_regnamespace($1) IS NOT NULL AS there", schema);
  if (home?.there !== true) await session.rows(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  await session.rows("CREATE TABLE IF NOT EXISTS @store_version (version integer NOT NULL)");
  await session.rows("INSERT INTO @store_version SELECT 0 WHERE NOT EXISTS (SELECT FROM @store_version)");
}

function newer(schema: string, found: number, known: number): SyncError {
  return new SyncError(
    "store-version",
    `the store in schema \`${schema}\` has version ${found}, this Headway reads up to version ${known}. Nothing was changed. It stays closed to this Headway. Use the Headway that made it on every machine, or another schema`,
  );
}
