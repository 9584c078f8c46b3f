import pg from "pg";
import { describe, expect, it } from "vitest";
import { startPostgres } from "./start-postgres.ts";

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe("a Postgres of one's own", () => {
  it("keeps what was committed when it is killed and comes back (invariant:K3)", async () => {
    const postgres = await startPostgres();
    try {
      await ask(postgres.url, "CREATE TABLE kept AS SELECT 1 AS one");
      await postgres.kill();
      await expect(ask(postgres.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
      await postgres.start();
      expect(await ask(postgres.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    } finally {
      await postgres.stop();
    }
  });
});
