import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SyncError } from "../sync-error.ts";
import { explainFailure } from "./explain-failure.ts";
import { storeVersion, tables } from "./schema.ts";
import { upgrades } from "./upgrades.ts";

/** A SQLite row as node:sqlite gives it. */
export type Row = Record<string, unknown>;

/** A thin door to node:sqlite: statements prepared once, transactions that end whole or not at all. */
export interface Database {
  /** Returns how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  rows(sql: string, ...values: SQLInputValue[]): Row[];
  row(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /** Rows without names, in the order of the columns: for queries of many rows. */
  lists(sql: string, ...values: SQLInputValue[]): unknown[][];
  transaction<T>(work: () => T): T;
  /** What is known to stand in the file, by the caller's own names; emptied whenever that may no longer be so. */
  readonly known: Set<string>;
  /** A transaction after which nothing it deleted is left in the file or beside it. */
  erasing(work: () => void): void;
  close(): void;
}

/**
 * Opens or creates the file, with write-ahead logging and full synchronisation at checkpoints.
 * Throws `SyncError` `store-locked` when another process writes for more than five seconds,
 * `store-corrupt` when the file is no store, `store-version` when a newer version made it, `store-unavailable` when
 * the file cannot be opened or written.
 */
export function openDatabase(path: string): Database {
  return explainFailure(path, () => {
    if (path !== ":memory:") makeFile(path);
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = 5000; ${pages}`);
    refuseForeign(database, path);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    checkVersion(database, path);
    return door(database, path);
  });
}

/** Customers' data: nobody but its owner reads a file or folder that is made here. SQLite gives its log the same mode. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
}

/**
 * Rows are one to two kilobytes, so a page of 16 holds several where one of 4 holds one and a half. A cache of 16
 * megabytes holds what the deals of one seller are read from in a store of a million records; nearly all else is read
 * in the order in which it lies, so that a larger cache spares next to nothing. Every checkpoint writes pages again that
 * the next commits change once more, so it comes after 8,000 pages, 128 megabytes of log, and not after 2,000: of 400,000
 * records 5% less is written. A log that grew longer, since somebody was reading, is cut to 256 megabytes afterwards.
 */
const pages =
  "PRAGMA page_size = 16384; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 268435456;";

/** A database of another program is left as it is: not even its journal mode is touched. */
function refuseForeign(database: DatabaseSync, path: string): void {
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  if (names.length === 0 || names.some(({ name }) => name === "state")) return;
  database.close();
  throw new SyncError(
    "store-corrupt",
    `\`${path}\` is a database of another program and no store. Nothing was changed. Name another path`,
  );
}

function checkVersion(database: DatabaseSync, path: string): void {
  const found = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (found > storeVersion) {
    throw new SyncError(
      "store-version",
      `the store \`${path}\` has version ${found}, this Headway reads up to version ${storeVersion}. Nothing was changed. It stays closed to this Headway. Use the Headway that made it, or another path`,
    );
  }
  if (found < storeVersion) upgrade(database, found);
}

/** Twice at once is once: the second finds the version of the first. */
function upgrade(database: DatabaseSync, found: number): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const now = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? found);
    if (now > 0) for (let from = now; from < storeVersion; from += 1) database.exec(upgrades[from] ?? "");
    if (now < storeVersion) database.exec(`${tables} PRAGMA user_version = ${storeVersion};`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function door(database: DatabaseSync, path: string): Database {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const fresh = database.prepare(sql);
    statements.set(sql, fresh);
    return fresh;
  };
  const withoutNames = new Map<string, StatementSync>();
  const unnamed = (sql: string): { all(...values: SQLInputValue[]): unknown[][] } => {
    const known = withoutNames.get(sql);
    const statement = known ?? database.prepare(sql);
    if (known === undefined) {
      statement.setReturnArrays(true);
      withoutNames.set(sql, statement);
    }
    return { all: (...values) => statement.all(...values) as unknown as unknown[][] };
  };
  return {
    ...writing(database, path),
    run: (sql, ...values) => explainFailure(path, () => Number(prepared(sql).run(...values).changes)),
    rows: (sql, ...values) => explainFailure(path, () => prepared(sql).all(...values)),
    row: (sql, ...values) => explainFailure(path, () => prepared(sql).get(...values)),
    lists: (sql, ...values) => explainFailure(path, () => unnamed(sql).all(...values)),
    close: () => database.close(),
  };
}

/** Whole transactions, and what is known between them. */
function writing(database: DatabaseSync, path: string): Pick<Database, "known" | "transaction" | "erasing"> {
  const known = new Set<string>();
  const version = database.prepare("PRAGMA data_version");
  let seen: unknown;
  const inTransaction = <T>(work: () => T): T => {
    try {
      return transaction(database, path, () => {
        // Another process may have changed anything.
        const now = version.get()?.data_version;
        if (now !== seen) known.clear();
        seen = now;
        return work();
      });
    } catch (error) {
      known.clear();
      throw error;
    }
  };
  return {
    known,
    transaction: inTransaction,
    erasing(work) {
      known.clear();
      try {
        erasing(database, path, work);
      } finally {
        known.clear();
      }
    },
  };
}

/** What was replaced before lies in free pages, so the file is written anew and the log emptied. */
function erasing(database: DatabaseSync, path: string, work: () => void): void {
  database.exec("PRAGMA secure_delete = ON");
  try {
    transaction(database, path, work);
    explainFailure(path, () => {
      emptyLog(database, path);
      database.exec("VACUUM");
      emptyLog(database, path);
    });
  } finally {
    database.exec("PRAGMA secure_delete = OFF");
  }
}

/** SQLite says that a reader was in the way in a row of its own, and not as a failure. */
function emptyLog(database: DatabaseSync, path: string): void {
  if (Number(database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy ?? 0) === 0) return;
  throw new SyncError(
    "store-locked",
    `another process reads the store \`${path}\`, so what was erased is gone from the store and may still lie in its files. Nothing takes it out by itself. Wait for that process to end and erase again`,
  );
}

function transaction<T>(database: DatabaseSync, path: string, work: () => T): T {
  return explainFailure(path, () => {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  });
}
