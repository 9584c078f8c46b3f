import { inject } from "vitest";
import type { PostgresAnswer } from "./postgres-door.ts";

/**
 * The Postgres of this run of tests, shared by all files: every file takes a schema of its own in it. Where none can be
 * started, tests are skipped under a name that says why: `describe.skipIf(postgres.status === "absent")`.
 */
export async function testPostgres(): Promise<PostgresAnswer> {
  const answer = await fetch(inject("postgresDoor"));
  return (await answer.json()) as PostgresAnswer;
}
