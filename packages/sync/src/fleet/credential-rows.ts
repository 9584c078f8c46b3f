import { type AccountName, nameValues, unknownAccount } from "./account-name.ts";
import type { FleetDatabase, Row } from "./fleet-database.ts";
import type { SealedData, Sealer } from "./seal.ts";

/** Credentials with the count of their changes. */
export interface OpenedCredentials {
  readonly credentials: SealedData;
  readonly generation: number;
  /** When a refresh began that is under way or never ended, in ISO 8601; `null` when none. */
  readonly refreshStartedAt: string | null;
}

/** What to store for credentials that are entered. */
export interface SealedEntry {
  /** `null` where the very same were entered before, and stay as they are. */
  readonly sealed: string | null;
  /** What it was made from: it is to be stored over this one only. `null`: the account is new. */
  readonly generation: number | null;
}

/** The sealed credentials of accounts. Nothing of them is ever deleted but with the account (`invariant:A2`). */
export interface CredentialRows {
  /** Throws `SyncError` `unknown-account` or `credentials-refused`. */
  open(name: AccountName): Promise<OpenedCredentials>;
  /** Replaces the credentials unless they changed since `generation`; false then. Ends a refresh. */
  replace(name: AccountName, credentials: SealedData, generation: number): Promise<boolean>;
  /** Written before the refresh token of this generation is shown, so that a crash after it can be explained (`invariant:A3`). */
  markRefresh(name: AccountName, generation: number): Promise<void>;
  /** The CRM gave no tokens and took none: the mark is taken back. */
  unmarkRefresh(name: AccountName, generation: number): Promise<void>;
  /** What to store for credentials that are entered, looking at what is stored of them now. */
  sealedEntry(name: AccountName, credentials: SealedData): Promise<SealedEntry>;
}

/** Credentials over the fleet's tables. What was entered is kept beside what became of it. */
export function credentialRows({ query, schema }: FleetDatabase, sealer: Sealer): CredentialRows {
  const table = `${schema}.account`;
  const named = "tenant = $1 AND crm = $2 AND account_id = $3";
  const read = async (name: AccountName): Promise<Row | undefined> => {
    const columns = "sealed, generation, refresh_started_at";
    const [row] = await query(`SELECT ${columns} FROM ${table} WHERE ${named}`, nameValues(name));
    return row;
  };
  const mark = (name: AccountName, generation: number, value: string) =>
    query(`UPDATE ${table} SET refresh_started_at = ${value} WHERE ${named} AND generation = $4`, [
      ...nameValues(name),
      generation,
    ]);
  return {
    async open(name) {
      const row = await read(name);
      if (row === undefined) throw unknownAccount(name);
      const { current } = parts(sealer.open(name, String(row.sealed)));
      const startedAt = row.refresh_started_at;
      return {
        credentials: current,
        generation: Number(row.generation),
        refreshStartedAt: startedAt instanceof Date ? startedAt.toISOString() : null,
      };
    },
    async replace(name, credentials, generation) {
      const row = await read(name);
      if (row === undefined || Number(row.generation) !== generation) return false;
      const { entered } = parts(sealer.open(name, String(row.sealed)));
      const rows = await query(
        `UPDATE ${table} SET sealed = $5, generation = generation + 1, refresh_started_at = NULL
         WHERE ${named} AND generation = $4 RETURNING generation`,
        [...nameValues(name), generation, sealer.seal(name, { entered, current: credentials })],
      );
      return rows.length > 0;
    },
    markRefresh: async (name, generation) => void (await mark(name, generation, "clock_timestamp()")),
    unmarkRefresh: async (name, generation) => void (await mark(name, generation, "NULL")),
    async sealedEntry(name, credentials) {
      const row = await read(name);
      const fresh = sealer.seal(name, { entered: credentials, current: credentials });
      if (row === undefined) return { sealed: fresh, generation: null };
      const [generation, sealed] = [Number(row.generation), String(row.sealed)];
      const held = parts(sealer.open(name, sealed));
      if (JSON.stringify(held.entered) !== JSON.stringify(credentials)) return { sealed: fresh, generation };
      // A key that was replaced goes out of use as accounts are entered again.
      return { sealed: sealer.isCurrent(sealed) ? null : sealer.seal(name, { ...held }), generation };
    },
  };
}

function parts(data: SealedData): { readonly entered: SealedData; readonly current: SealedData } {
  const { entered, current } = data;
  return { entered: recordOf(entered), current: recordOf(current) };
}

function recordOf(value: unknown): SealedData {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
