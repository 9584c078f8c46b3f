import pg from "pg";
import { testPostgres } from "../../testing/test-postgres.ts";

/** Where a test's fleet lives: a schema of its own on the run's Postgres, or why there is none. */
export interface FleetPlace {
  readonly url: string;
  readonly schema: string;
  /** Says why tests are skipped; empty where they are not. */
  readonly absent: string;
  /** Asks the database past the fleet. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
}

/** An empty place by a name that no other test file uses. */
export async function fleetPlace(name: string): Promise<FleetPlace> {
  const answer = await testPostgres();
  const schema = `fleet_test_${name}`;
  const url = answer.status === "ready" ? answer.url : "";
  const query: FleetPlace["query"] = async (text) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  if (answer.status === "absent") return { url, schema, query, absent: answer.reason };
  await query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA IF EXISTS ${schema}_jobs CASCADE`);
  return { url, schema, query, absent: "" };
}

/** A key for tests, 32 bytes of one number. */
export function testKey(number: number): string {
  return Buffer.alloc(32, number).toString("base64");
}
