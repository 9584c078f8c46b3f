import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { testPostgres } from "../testing/test-postgres.ts";
import { openDatabase } from "./database.ts";
import { postgresStore } from "./index.ts";
import { migrate } from "./migrate.ts";

const postgres = await testPostgres();
const url = postgres.status === "ready" ? postgres.url : "postgres://nobody@127.0.0.1:1/none";
const pool = new pg.Pool({ connectionString: url, max: 3 });
const schemas: string[] = [];

function freshSchema(): string {
  const schema = `test_${process.pid}_own_${schemas.length}`;
  schemas.push(schema);
  return schema;
}

afterAll(async () => {
  for (const schema of schemas) await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await pool.end();
});

/** What happened, what was written, what happens next, what one can do. */
function sentences(error: unknown): number {
  return error instanceof Error
    ? error.message.split(/\. |$/).filter((part) => part.trim() !== "").length
    : 0;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => new Error("nothing failed"),
    (error: unknown) => error,
  );
}

describe("a Postgres store that cannot be opened", () => {
  it.each([
    ["an address of something else", { url: "https://user:hunter2@example.com" }, "invalid-options"],
    ["no address", { url: "user:hunter2" }, "invalid-options"],
    ["a schema that is no plain name", { url, schema: 'x"; DROP TABLE y; --' }, "invalid-options"],
    ["a server that is not there", { url: "postgres://user:hunter2@127.0.0.1:1/none" }, "store-unavailable"],
  ])("names %s in four sentences and no password (invariant:X1)", async (_name, options, code) => {
    const error = await failureOf(postgresStore(options));
    expect(error).toMatchObject({ code });
    expect(sentences(error)).toBeGreaterThanOrEqual(4);
    const told = JSON.stringify([
      String(error),
      error instanceof Error && [error.stack, String(error.cause)],
    ]);
    expect(told).not.toContain("hunter2");
  });
});

describe.skipIf(postgres.status === "absent")("a Postgres store", () => {
  it("tells a wrong password, a missing database and missing rights apart, and repeats no password (invariant:X1)", async () => {
    const refused = new URL(url);
    refused.password = "hunter2";
    const error = await failureOf(postgresStore({ url: refused.href }));
    expect(String(error)).toContain("does not accept the user or password (28P01)");
    expect(JSON.stringify([String(error), error])).not.toContain("hunter2");
    const missing = new URL(url);
    missing.pathname = "/no_such_database";
    expect(String(await failureOf(postgresStore({ url: missing.href })))).toContain(
      "does not exist on its server",
    );
  });

  it("is made by several processes at once, once (invariant:K5)", async () => {
    const schema = freshSchema();
    const stores = await Promise.all([1, 2, 3, 4].map(() => postgresStore({ url, schema })));
    await stores[0]?.saveState("crm", { accountId: "1" });
    expect(await Promise.all(stores.map(async (store) => (await store.state("crm")).accountId))).toEqual(
      Array(4).fill("1"),
    );
    for (const store of stores) await store.close();
  });

  it("is upgraded step by step from the version it has (invariant:K5)", async () => {
    const schema = freshSchema();
    const database = openDatabase({ pool, close: async () => undefined }, schema);
    const first = ["CREATE TABLE @kept (one integer)", "INSERT INTO @kept VALUES (1)"];
    await migrate(database, [first]);
    await migrate(database, [
      first,
      ["ALTER TABLE @kept ADD two integer DEFAULT 2"],
      ["UPDATE @kept SET two = one + two"],
    ]);
    expect(await database.rows("SELECT * FROM @kept")).toEqual([{ one: 1, two: 3 }]);
    expect(await database.rows("SELECT version FROM @store_version")).toEqual([{ version: 3 }]);
  });

  it("is left as it is when a step of the upgrade fails (invariant:K5)", async () => {
    const schema = freshSchema();
    const database = openDatabase({ pool, close: async () => undefined }, schema);
    await migrate(database, [["CREATE TABLE @kept (one integer)"]]);
    const steps = [[], ["ALTER TABLE @kept ADD two integer"], ["SELECT 1 / 0"]];
    await expect(migrate(database, steps)).rejects.toMatchObject({ code: "store-corrupt" });
    expect(await database.rows("SELECT version FROM @store_version")).toEqual([{ version: 1 }]);
    const sql =
      "SELECT count(*)::int AS n FROM information_schema.columns WHERE table_schema = $1 AND table_name = 'kept'";
    expect(await database.rows(sql, schema)).toEqual([{ n: 1 }]);
  });

  it("of a newer version is refused, and nothing in it is changed (invariant:K5)", async () => {
    const schema = freshSchema();
    await (await postgresStore({ pool, schema })).close();
    await pool.query(`UPDATE ${schema}.store_version SET version = 99`);
    await expect(postgresStore({ pool, schema })).rejects.toMatchObject({ code: "store-version" });
    expect((await pool.query(`SELECT version FROM ${schema}.store_version`)).rows).toEqual([{ version: 99 }]);
  });

  it("says so when its connection is cut in the middle, has written nothing, and works again (invariant:K4)", async () => {
    const schema = freshSchema();
    const name = `headway-cut-${process.pid}`;
    const own = new pg.Pool({ connectionString: url, max: 1, application_name: name });
    own.on("error", () => undefined);
    const store = await postgresStore({ pool: own, schema });
    await pool.query(`CREATE FUNCTION ${schema}.cut() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
    await pool.query(
      `CREATE TRIGGER cut BEFORE INSERT ON ${schema}.cursor FOR EACH ROW EXECUTE FUNCTION ${schema}.cut()`,
    );
    const unreadable = [{ object: "deal" as const, id: "d1", field: "amount", reason: "no number" }];
    const page = { object: "deal" as const, cursor: "c", upserts: [], removals: [], merges: [], unreadable };
    const error = await failureOf(store.commitPage("crm", page));
    expect(error).toMatchObject({ code: "store-unavailable" });
    expect(sentences(error)).toBeGreaterThanOrEqual(4);
    expect(await store.unreadable("crm")).toEqual([]);
    await pool.query(`DROP TRIGGER cut ON ${schema}.cursor`);
    await store.commitPage("crm", page);
    expect(await store.unreadable("crm")).toEqual(unreadable);
    await store.close();
    await own.end();
  });

  it("keeps a text with a NUL, with a sign in its place where Postgres has none for it (invariant:D9)", async () => {
    const store = await postgresStore({ pool, schema: freshSchema() });
    const row = { object: "deal" as const, id: "d1", field: "name", reason: "nul \0 inside" };
    await store.commitPage("crm", {
      object: "deal",
      cursor: null,
      upserts: [],
      removals: [],
      merges: [],
      unreadable: [row],
    });
    expect(await store.unreadable("crm")).toEqual([{ ...row, reason: "nul \ufffd inside" }]);
    await store.putRows("crm", "tombstone", [{ id: "1", at: "nul \0 inside" }]);
    expect(await store.rows("crm", "tombstone", null, 1)).toEqual([{ id: "1", at: "nul \0 inside" }]);
  });

  it("ends leases by the database's clock, whatever the worker's says", async () => {
    const store = await postgresStore({ pool, schema: freshSchema() });
    const held = await store.leases.acquire("run/crm", "one", 60_000);
    expect(held).not.toBeNull();
    expect(await store.leases.acquire("run/crm", "two", 60_000)).toBeNull();
    await store.leases.acquire("run/other", "one", -1);
    expect(await store.leases.acquire("run/other", "two", 60_000)).not.toBeNull();
  });

  it("lets writers of one CRM come one after the other", async () => {
    const store = await postgresStore({ url, schema: freshSchema() });
    const rows = Array.from({ length: 20 }, (_, index) => ({ id: String(index).padStart(2, "0"), at: "" }));
    await Promise.all(rows.map((row) => store.putRows("crm", "tombstone", [...rows].reverse().concat(row))));
    expect(await store.rows("crm", "tombstone", null, 99)).toEqual(rows);
    await store.close();
  });
});
