import { SyncError } from "../sync-error.ts";
import { type AccountName, accountKey, nameValues } from "./account-name.ts";
import { type CredentialRows, credentialRows } from "./credential-rows.ts";
import type { FleetDatabase, Row } from "./fleet-database.ts";
import type { SealedData, Sealer } from "./seal.ts";

/** An account as it is entered. */
export interface AccountEntry extends AccountName {
  /** Your policy over the defaults, as JSON; the one of the worker where it is left out. */
  readonly policy?: unknown;
  /** When to run, five fields; without it, only when asked for. */
  readonly cron?: string;
  /** In which `cron` is meant. Default `UTC`. */
  readonly timeZone?: string;
  /** What the CRM is opened with. Sealed before it is sent to the database. */
  readonly credentials: SealedData;
}

/** An account as it is known; its credentials are asked for apart. */
export interface FleetAccount extends AccountName {
  readonly policy: unknown;
  readonly cron: string | null;
  readonly timeZone: string;
}

/** The accounts of a fleet. */
export interface AccountBook {
  /**
   * Enters an account, or changes how it runs. Credentials that were entered before in just this form
   * stay as they are by now, so that tokens refreshed since, also in this very moment, are not lost; others replace them. Throws `SyncError`.
   */
  put(entry: AccountEntry): Promise<void>;
  get(name: AccountName): Promise<FleetAccount | null>;
  /** All accounts in order of their names. */
  list(): Promise<FleetAccount[]>;
  /** Removes an account with its credentials; removing it twice is removing it once. */
  remove(name: AccountName): Promise<void>;
  readonly credentials: CredentialRows;
}

/** Each needs a token that is refreshed, or a removal, in just the moment between two statements. */
const mostTries = 10;
const columns = "tenant, crm, account_id, policy, cron, time_zone";

/** The book over the fleet's tables. */
export function accountBook(database: FleetDatabase, sealer: Sealer): AccountBook {
  const { query, schema } = database;
  const table = `${schema}.account`;
  const credentials = credentialRows(database, sealer);
  return {
    credentials,
    async put(entry) {
      const policy = entry.policy === undefined ? null : JSON.stringify(entry.policy);
      const values = [...nameValues(entry), policy, entry.cron ?? null, entry.timeZone ?? "UTC"];
      // A token may be refreshed, and the account removed, between the look and the write: then it is looked at again.
      for (let tries = 0; tries < mostTries; tries += 1) {
        const { sealed, generation } = await credentials.sealedEntry(entry, entry.credentials);
        const rows =
          generation === null
            ? await query(enter(table), [...values, sealed])
            : await query(change(table), [...values, sealed, generation]);
        if (rows.length > 0) return;
      }
      throw new SyncError(
        "store-locked",
        `the credentials of ${accountKey(entry)} kept changing while it was entered. Nothing was changed. Enter it again`,
      );
    },
    async get(name) {
      const [row] = await query(
        `SELECT ${columns} FROM ${table} WHERE tenant = $1 AND crm = $2 AND account_id = $3`,
        nameValues(name),
      );
      return row === undefined ? null : accountOf(row);
    },
    async list() {
      const rows = await query(`SELECT ${columns} FROM ${table} ORDER BY tenant, crm, account_id`);
      return rows.map(accountOf);
    },
    async remove(name) {
      await query(
        `DELETE FROM ${table} WHERE tenant = $1 AND crm = $2 AND account_id = $3`,
        nameValues(name),
      );
    },
  };
}

function enter(table: string): string {
  return `INSERT INTO ${table} (${columns}, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (tenant, crm, account_id) DO NOTHING RETURNING generation`;
}

function change(table: string): string {
  return `UPDATE ${table} SET policy = $4, cron = $5, time_zone = $6, sealed = coalesce($7::text, sealed),
      generation = generation + CASE WHEN $7::text IS NULL THEN 0 ELSE 1 END,
      refresh_started_at = CASE WHEN $7::text IS NULL THEN refresh_started_at END
    WHERE tenant = $1 AND crm = $2 AND account_id = $3 AND generation = $8 RETURNING generation`;
}

function accountOf(row: Row): FleetAccount {
  return {
    tenant: String(row.tenant),
    crm: String(row.crm),
    accountId: String(row.account_id),
    policy: row.policy ?? null,
    cron: row.cron === null ? null : String(row.cron),
    timeZone: String(row.time_zone),
  };
}
