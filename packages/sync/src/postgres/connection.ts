import { createHash } from "node:crypto";
import pg from "pg";
import { SyncError } from "../sync-error.ts";
import { explainFailure, type FailureMoment } from "./explain-failure.ts";

/** A row as `pg` reads it: a `bigint` comes as text. */
export type Row = Readonly<Record<string, unknown>>;

/** What may stand in the place of a `$1`: a text without line breaks for `lines`, arrays for `unnest`. */
export type Value = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** Runs statements; `@record` in them is the store's own table of that name. */
export interface Session {
  rows(sql: string, ...values: Value[]): Promise<Row[]>;
}

/** The part of a `pg` pool that a store uses. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}

/** The part of a `pg` client that a store uses. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: Row[] }>;
  /** With an error the connection is not used again. */
  release(error?: Error | boolean): void;
  on?(event: "error", listener: () => void): unknown;
  off?(event: "error", listener: () => void): unknown;
}

/** A pool of our own, or the caller's, which stays open. */
export interface Connection {
  readonly pool: PostgresPool;
  close(): Promise<void>;
}

const patience = { connectionTimeoutMillis: 10_000, keepAlive: true };

/** Checks the address and makes a pool; nothing is connected yet. Throws `SyncError` `invalid-options`. */
export function connect(url: string): Connection {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new SyncError(
      "invalid-options",
      "`url` is no address of a Postgres database. Nothing was written. It is not opened. Give one like `postgres://user:password@host:5432/database`",
    );
  }
  const pool = new pg.Pool({ connectionString: url, max: 8, application_name: "headway", ...patience });
  // An idle connection that breaks is replaced by the next statement; without a listener it would end the process.
  pool.on("error", () => undefined);
  return { pool, close: () => pool.end() };
}

/** One statement on a connection of its own. */
export async function ask(pool: PostgresPool, sql: string, values: readonly Value[]): Promise<Row[]> {
  const client = await explainFailure("before", () => pool.connect());
  return await guarded(client, () => send(client, "read", sql, values));
}

/**
 * One transaction, alone among those that name the same `queue`. A process that is stopped in the middle of it is
 * cut off by the server after 15 seconds, so that its locks hold nobody up.
 */
export async function transaction<T>(
  pool: PostgresPool,
  queue: string,
  work: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  const client = await explainFailure("before", () => pool.connect());
  return await guarded(client, async () => {
    const begin = `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 15000; SET LOCAL lock_timeout = 30000;
      SELECT pg_advisory_xact_lock(${lockNumber(queue)})`;
    await explainFailure("during", () => client.query(begin));
    const result = await work(client);
    await explainFailure("commit", () => client.query("COMMIT"));
    return result;
  });
}

/** Sends one statement. A NUL, which Postgres has no place for in texts, becomes the sign for an unknown character. */
export async function send(
  client: PostgresClient,
  moment: FailureMoment,
  sql: string,
  values: readonly Value[],
): Promise<Row[]> {
  const { rows } = await explainFailure(moment, () => client.query(sql, values.map(withoutNul)));
  return rows;
}

function withoutNul(value: Value): unknown {
  if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "\ufffd") : value;
  return typeof value === "object" && value !== null ? value.map(withoutNul) : value;
}

/** A connection on which something failed may be in the middle of a transaction, so it is closed rather than kept. */
async function guarded<T>(client: PostgresClient, work: () => Promise<T>): Promise<T> {
  // A connection that breaks says so twice: to the statement, and as an event that would end the process unheard.
  const unheard = (): void => undefined;
  client.on?.("error", unheard);
  try {
    const result = await work();
    client.off?.("error", unheard);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A number for an advisory lock, as a literal: 63 bits of a hash. */
function lockNumber(name: string): string {
  return createHash("sha256").update(name).digest().readBigInt64BE(0).toString();
}
