import { leaseLost } from "../lease-lost.ts";
import type { Lease } from "../mirror/mirror-store.ts";
import { ask, type Connection, type PostgresClient, type Session, send, transaction } from "./connection.ts";
import { keepStatistics } from "./keep-statistics.ts";

/** A door to the store's tables: reads anywhere, writes in transactions that end whole or not at all. */
export interface Database extends Session {
  readonly schema: string;
  /** One transaction, one at a time for each `queue`, which is a CRM or a mirror. */
  write<T>(queue: string, work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens the door to one schema; its name is checked before. */
export function openDatabase({ pool, close }: Connection, schema: string): Database {
  const texts = new Map<string, string>();
  const named = (sql: string): string => {
    const known = texts.get(sql) ?? sql.replace(/@(?=[a-z])/g, `"${schema}".`);
    texts.set(sql, known);
    return known;
  };
  const session = (client: PostgresClient): Session => ({
    rows: (sql, ...values) => send(client, "during", named(sql), values),
  });
  const rows: Session["rows"] = (sql, ...values) => ask(pool, named(sql), values);
  const written = keepStatistics({ rows });
  return {
    schema,
    rows,
    write: async (queue, work) => {
      const name = `@headway/sync:${schema}:${queue}`;
      const result = await transaction(pool, name, (client) => work(session(client)));
      await written();
      return result;
    },
    close,
  };
}

/** The same database for the holder of a lease: a transaction that comes after the next holder's is refused. */
export function fencedDatabase(database: Database, lease: Lease): Database {
  return {
    ...database,
    write: (queue, work) =>
      database.write(queue, async (session) => {
        await checkFence(session, lease.name, lease.fence);
        return await work(session);
      }),
  };
}

/** Throws `lease-lost` for an old fence; holds off the next holder until the transaction ends. */
export async function checkFence(session: Session, name: string, fence: number): Promise<void> {
  const [row] = await session.rows("SELECT fence FROM @lease WHERE name = $1 FOR SHARE", name);
  if (Number(row?.fence) !== fence) throw leaseLost(name);
}
