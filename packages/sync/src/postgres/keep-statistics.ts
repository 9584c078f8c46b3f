import type { Session } from "./connection.ts";

const tables = ["record", "link", "evidence", "dirty", "assessment", "intent", "mirror_row"];

/**
 * Lets Postgres look at the tables after 8 transactions, 64, 512 and so on. A fresh table that nobody has looked at is
 * taken for one in which each CRM has few rows, and a page then costs a walk through all of them; autovacuum comes by
 * once a minute only.
 */
export function keepStatistics(session: Session): () => Promise<void> {
  let transactions = 0;
  let next = 8;
  return async () => {
    transactions += 1;
    if (transactions < next) return;
    next *= 8;
    const names = tables.map((table) => `@${table}`).join(", ");
    // What was committed stays committed, whether or not it can be looked at.
    await session.rows(`ANALYZE ${names}`).catch(() => undefined);
  };
}
