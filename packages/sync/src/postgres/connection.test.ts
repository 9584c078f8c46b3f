import { EventEmitter } from "node:events";
import { createServer, type Server } from "node:net";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { testPostgres } from "../testing/test-postgres.ts";
import { ask, type PostgresClient, transaction } from "./connection.ts";
import { postgresStore } from "./index.ts";

const postgres = await testPostgres();
const url = postgres.status === "ready" ? postgres.url : "postgres://nobody@127.0.0.1:1/none";
const pool = new pg.Pool({ connectionString: url, max: 2 });
const schema = `test_${process.pid}_connection`;

afterAll(async () => {
  if (postgres.status === "ready") await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await pool.end();
});

it("listens for a connection that breaks from the moment it has it until it gives it back, in a caller's pool too", async () => {
  const events = new EventEmitter();
  const heard: number[] = [];
  const released: unknown[] = [];
  const client: PostgresClient = {
    query: async () => {
      heard.push(events.listenerCount("error"));
      return { rows: [] };
    },
    release: (error) => void released.push(error),
    on: (name, listener) => events.on(name, listener),
    off: (name, listener) => events.off(name, listener),
  };
  await ask({ connect: async () => client }, "SELECT 1", []);
  await transaction({ connect: async () => client }, "queue", async () => undefined);
  expect(heard).toEqual([1, 1, 1]);
  expect(events.listenerCount("error")).toBe(0);
  expect(released).toEqual([undefined, undefined]);
});

/** A server that lets everybody in and hangs up at the first statement. */
async function hangingUp(): Promise<Server> {
  const ready = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(ready);
      socket.once("data", () => socket.destroy());
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

it("fails its statement alone, and not the process, where the server hangs up in the middle of it", async () => {
  const server = await hangingUp();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const own = new pg.Pool({ connectionString: `postgres://user@127.0.0.1:${port}/none`, max: 1 });
  const unheard: string[] = [];
  own.on("connect", (client) => {
    // An `error` that nobody listens for would end the process: counted here instead.
    const emit = client.emit.bind(client);
    client.emit = (name: string, ...given: unknown[]) => {
      if (name !== "error" || client.listenerCount("error") > 0) return emit(name, ...given);
      unheard.push(String(given[0]));
      return true;
    };
  });
  await expect(ask(own, "SELECT 1", [])).rejects.toMatchObject({ code: "store-unavailable" });
  await own.end();
  server.close();
  expect(unheard).toEqual([]);
});

describe.skipIf(postgres.status === "absent")("a connection to Postgres", () => {
  it("lets writers come one after the other where the database's default is a stricter isolation", async () => {
    const strict = new URL(url);
    strict.searchParams.set("options", "-c default_transaction_isolation=repeatable\\ read");
    const store = await postgresStore({ url: strict.href, schema });
    await store.saveState("crm", { accountId: "0" });
    const writers = Array.from({ length: 6 }, (_, index) =>
      store.saveState("crm", { assessedOn: `2026-03-0${index + 1}` }),
    );
    await expect(Promise.all(writers)).resolves.toHaveLength(6);
    await store.close();
  });
});
