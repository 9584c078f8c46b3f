import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { memoryStore } from "../memory/index.ts";
import type { OpenStore } from "../open-store.ts";
import { postgresStore } from "../postgres/index.ts";
import { sqliteStore } from "../sqlite/index.ts";
import { testPostgres } from "./test-postgres.ts";

/** A kind of store, and a way to open empty ones of it. */
export interface StoreKind {
  readonly name: string;
  /** Why there is none of this kind here; tests are skipped then. */
  readonly absent: string | null;
  open(clock?: () => number): Promise<TestStore>;
}

/** An open store, and the same opened anew. What has a place of its own there is removed when the file's tests end. */
export interface TestStore {
  readonly store: OpenStore;
  /** Opens it another time, as another process would: what is kept is kept, where anything is. */
  reopen(): Promise<OpenStore>;
}

/** Every kind of store; to be called once, at the top of a file of tests. */
export async function storeKinds(): Promise<readonly StoreKind[]> {
  return [memoryKind, sqliteKind(), await postgresKind()];
}

const memoryKind: StoreKind = {
  name: "memory",
  absent: null,
  open: async (clock = () => 0) => {
    const store = memoryStore({ clock });
    return { store, reopen: async () => store };
  },
};

function sqliteKind(): StoreKind {
  const folder = mkdtempSync(join(tmpdir(), "headway-stores-"));
  const open: OpenStore[] = [];
  let count = 0;
  afterAll(async () => {
    for (const store of open) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    name: "sqlite",
    absent: null,
    open: async (clock = () => 0) => {
      count += 1;
      const path = join(folder, `${count}.db`);
      const reopen = async (): Promise<OpenStore> => {
        const store = sqliteStore(path, { clock });
        open.push(store);
        return store;
      };
      return { store: await reopen(), reopen };
    },
  };
}

async function postgresKind(): Promise<StoreKind> {
  const answer = await testPostgres();
  if (answer.status === "absent") {
    const open = () => Promise.reject(new Error(answer.reason));
    return { name: `postgres (skipped: ${answer.reason})`, absent: answer.reason, open };
  }
  const pool = new pg.Pool({ connectionString: answer.url, max: 4 });
  const schemas: string[] = [];
  afterAll(async () => {
    for (const schema of schemas) await pool.query(`DROP SCHEMA ${schema} CASCADE`);
    await pool.end();
  });
  return {
    name: "postgres",
    absent: null,
    open: async (clock = () => 0) => {
      const schema = `test_${process.pid}_${schemas.length}`;
      await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      schemas.push(schema);
      const reopen = () => postgresStore({ pool, schema, clock });
      return { store: await reopen(), reopen };
    },
  };
}
