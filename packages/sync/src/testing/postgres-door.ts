import { createServer, type Server } from "node:http";
import type { TestProject } from "vitest/node";
import type { TestPostgres } from "./start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `testPostgres` asks for the run's server. */
    readonly postgresDoor: string;
  }
}

/** What the door answers: the server's URL, or why there is none. */
export type PostgresAnswer =
  | { readonly status: "ready"; readonly url: string }
  | { readonly status: "absent"; readonly reason: string };

/**
 * One Postgres for a whole run of vitest, started when the first test asks for it and not before: a run that needs
 * none pays nothing. `DATABASE_URL` names another server to use.
 */
export default async function openDoor(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<TestPostgres> | null = null;
  const answer = async (): Promise<PostgresAnswer> => {
    const given = process.env.DATABASE_URL;
    if (given !== undefined && given !== "") return { status: "ready", url: given };
    try {
      started ??= import("./start-postgres.ts").then(({ startPostgres }) => startPostgres());
      return { status: "ready", url: (await started).url };
    } catch (error) {
      return { status: "absent", reason: error instanceof Error ? error.message : String(error) };
    }
  };
  const server = createServer(async (_request, response) => response.end(JSON.stringify(await answer())));
  project.provide("postgresDoor", await listen(server));
  return async () => {
    server.closeAllConnections();
    server.close();
    const running = started === null ? null : await started.catch(() => null);
    await running?.stop();
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A run that ends without its teardown is not held up by the door.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return `http://127.0.0.1:${address.port}/`;
}
