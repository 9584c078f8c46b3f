import { type CrmRecord, type ObjectName, refKey } from "@headway/crm";
import type { Store, Unreadable } from "../store.ts";
import { bodyOf } from "./columns.ts";
import type { Row, Session } from "./connection.ts";
import type { Database } from "./database.ts";
import { readEvidence, replaceEvidence } from "./evidence-rows.ts";
import { touch } from "./mark-dirty.ts";
import { storedVersions, writePage } from "./page-rows.ts";
import { rounds } from "./rounds.ts";

type RecordPart = Pick<
  Store,
  | "commitPage"
  | "replaceEvidence"
  | "unreadable"
  | "unknownReadings"
  | "record"
  | "records"
  | "counts"
  | "evidenceOf"
  | "dealsWithRule"
>;

/** Records, what was derived from them, and what could not be read. */
export function recordPart(database: Database): RecordPart {
  return {
    commitPage: (crm, page) => database.write(crm, (session) => writePage(session, crm, page)),
    replaceEvidence: (crm, derived) =>
      database.write(crm, async (session) => {
        const stored = await storedVersions(
          session,
          crm,
          derived.map(({ record }) => record),
        );
        const known = derived.filter(({ record }) => stored.has(refKey(record)));
        for (const round of rounds(known, ({ record }) => refKey(record))) {
          await replaceEvidence(session, crm, round);
          await touch(
            session,
            crm,
            round.map(({ record }) => record),
          );
        }
      }),
    unreadable: (crm) => listUnreadable(database, crm),
    unknownReadings: async (crm) => {
      const sql =
        "SELECT reason AS name, count(*) AS n FROM @unknown_part WHERE crm = $1 GROUP BY reason ORDER BY reason";
      return numbers(await database.rows(sql, crm));
    },
    record: async (crm, { object, id }) => {
      const sql = "SELECT body FROM @record WHERE crm = $1 AND object = $2 AND id = $3";
      const [row] = await database.rows(sql, crm, object, id);
      return row === undefined ? null : bodyOf<CrmRecord>(row);
    },
    records: async (crm, object, after, limit) => {
      const sql = "SELECT body FROM @record WHERE crm = $1 AND object = $2 AND id > $3 ORDER BY id LIMIT $4";
      return (await database.rows(sql, crm, object, after ?? "", limit)).map((row) => bodyOf<CrmRecord>(row));
    },
    counts: async (crm) => {
      const sql = "SELECT object AS name, count(*) AS n FROM @record WHERE crm = $1 GROUP BY object";
      return numbers(await database.rows(sql, crm));
    },
    evidenceOf: async (crm, { subject, id }) =>
      (await readEvidence(database, crm, subject, [id])).get(id) ?? [],
    dealsWithRule: async (crm, ruleId) => {
      const sql = "SELECT count(DISTINCT deal) AS n FROM @evidence WHERE crm = $1 AND rule = $2";
      const [row] = await database.rows(sql, crm, ruleId);
      return Number(row?.n ?? 0);
    },
  };
}

function numbers(rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.n)]));
}

async function listUnreadable(session: Session, crm: string): Promise<Unreadable[]> {
  const sql = "SELECT object, id, field, reason FROM @unreadable WHERE crm = $1 ORDER BY object, id, field";
  return (await session.rows(sql, crm)).map((row) => ({
    object: String(row.object) as ObjectName,
    id: row.id === "" ? null : String(row.id),
    field: String(row.field),
    reason: String(row.reason),
  }));
}
