import type { CrmRecord, ObjectName } from "@headway/crm";
import {
  type AssessmentSummary,
  type CrmState,
  emptyState,
  type KnownTask,
  type Store,
  type Unreadable,
} from "../store.ts";
import { subjectObject } from "../touched-subjects.ts";
import { type Database, openDatabase } from "./database.ts";
import { readEvidence } from "./evidence-rows.ts";
import { readIntentFor, readIntents, settleIntents, writeIntents } from "./intent-rows.ts";
import { touch, writeEvidence, writePage } from "./page-rows.ts";

/**
 * The store in one SQLite file, by Node's own `node:sqlite`; `:memory:` keeps it in memory. A kill
 * at any moment leaves the last committed state. Opening a file that is not there creates it.
 */
export function sqliteStore(path: string): Store {
  const database = openDatabase(path);
  return {
    ...stateRows(database),
    ...recordRows(database),
    ...assessmentRows(database),
    ...intentRows(database),
  };
}

type Part<Name extends keyof Store> = Pick<Store, Name>;

function stateRows(database: Database): Part<"state" | "saveState" | "cursor" | "crms" | "close"> {
  return {
    async state(crm) {
      const rows = database.rows("SELECT name, body FROM state WHERE crm = ?", crm);
      const parts = rows.map((row) => [String(row.name), JSON.parse(String(row.body)) as unknown]);
      return { ...emptyState, ...(Object.fromEntries(parts) as Partial<CrmState>) };
    },
    async saveState(crm, part) {
      database.transaction(() => {
        for (const [name, value] of Object.entries(part)) {
          database.run("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", crm, name, JSON.stringify(value));
        }
      });
    },
    async cursor(crm, object) {
      const row = database.row("SELECT body FROM cursor WHERE crm = ? AND object = ?", crm, object);
      return row === undefined ? null : String(row.body);
    },
    async crms() {
      return database.rows("SELECT DISTINCT crm FROM state ORDER BY crm").map((row) => String(row.crm));
    },
    async close() {
      database.close();
    },
  };
}

function recordRows(
  database: Database,
): Part<
  | "commitPage"
  | "replaceEvidence"
  | "unreadable"
  | "record"
  | "records"
  | "counts"
  | "evidenceOf"
  | "dealsWithRule"
> {
  return {
    async commitPage(crm, page) {
      database.transaction(() => writePage(database, crm, page));
    },
    async replaceEvidence(crm, records) {
      database.transaction(() => {
        for (const { record, evidence } of records) {
          writeEvidence(database, crm, record, evidence, true);
          const rows = database.rows(
            "SELECT to_object, to_id FROM link WHERE crm = ? AND object = ? AND id = ?",
            crm,
            record.object,
            record.id,
          );
          const links = rows.map((row) => ({
            toObject: String(row.to_object) as ObjectName,
            toId: String(row.to_id),
          }));
          touch(database, crm, record, links);
        }
      });
    },
    async unreadable(crm) {
      return database
        .rows("SELECT object, id, field, reason FROM unreadable WHERE crm = ? ORDER BY object, id", crm)
        .map(
          (row): Unreadable => ({
            object: String(row.object) as ObjectName,
            id: row.id === "" ? null : String(row.id),
            field: String(row.field),
            reason: String(row.reason),
          }),
        );
    },
    async record(crm, ref) {
      const row = database.row(
        "SELECT body FROM record WHERE crm = ? AND object = ? AND id = ?",
        crm,
        ref.object,
        ref.id,
      );
      return row === undefined ? null : (JSON.parse(String(row.body)) as CrmRecord);
    },
    async records(crm, object, after, limit) {
      return database
        .rows(
          "SELECT body FROM record WHERE crm = ? AND object = ? AND id > ? ORDER BY id LIMIT ?",
          crm,
          object,
          after ?? "",
          limit,
        )
        .map((row) => JSON.parse(String(row.body)) as CrmRecord);
    },
    async counts(crm) {
      const rows = database.rows(
        "SELECT object, count(*) AS n FROM record WHERE crm = ? GROUP BY object",
        crm,
      );
      return Object.fromEntries(rows.map((row) => [String(row.object), Number(row.n)]));
    },
    async evidenceOf(crm, subject) {
      return readEvidence(database, crm, subject);
    },
    async dealsWithRule(crm, ruleId) {
      const row = database.row(
        "SELECT count(DISTINCT deal) AS n FROM evidence WHERE crm = ? AND rule = ?",
        crm,
        ruleId,
      );
      return Number(row?.n ?? 0);
    },
  };
}

function assessmentRows(
  database: Database,
): Part<"subjects" | "markAllDirty" | "commitAssessments" | "assessment" | "assessments"> {
  return {
    async subjects(crm, subject, which, after, limit) {
      const object = subjectObject(subject);
      const sql =
        which === "all"
          ? "SELECT id FROM record WHERE crm = ?1 AND object = ?2 AND id > ?4 ORDER BY id LIMIT ?5"
          : "SELECT d.id FROM dirty d JOIN record r ON r.crm = d.crm AND r.object = ?2 AND r.id = d.id WHERE d.crm = ?1 AND d.subject = ?3 AND d.id > ?4 ORDER BY d.id LIMIT ?5";
      const values =
        which === "all"
          ? [crm, object, null, after ?? "", limit]
          : [crm, object, subject, after ?? "", limit];
      return database.rows(sql, ...values).map((row) => String(row.id));
    },
    async markAllDirty(crm) {
      database.run(
        `INSERT OR IGNORE INTO dirty SELECT crm, CASE object WHEN 'user' THEN 'person' ELSE object END, id FROM record
         WHERE crm = ? AND object IN ('deal', 'account', 'user')`,
        crm,
      );
    },
    async commitAssessments(crm, { assessments, intents }) {
      database.transaction(() => {
        for (const assessment of assessments) {
          const { subject, id } = assessment;
          database.run(
            "INSERT OR REPLACE INTO assessment VALUES (?, ?, ?, ?)",
            crm,
            subject,
            id,
            JSON.stringify(assessment),
          );
          database.run("DELETE FROM dirty WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
        }
        writeIntents(database, crm, intents);
      });
    },
    async assessment(crm, { subject, id }) {
      const row = database.row(
        "SELECT body FROM assessment WHERE crm = ? AND subject = ? AND id = ?",
        crm,
        subject,
        id,
      );
      return row === undefined ? null : (JSON.parse(String(row.body)) as AssessmentSummary);
    },
    async assessments(crm, subject, after, limit) {
      return database
        .rows(
          "SELECT body FROM assessment WHERE crm = ? AND subject = ? AND id > ? ORDER BY id LIMIT ?",
          crm,
          subject,
          after ?? "",
          limit,
        )
        .map((row) => JSON.parse(String(row.body)) as AssessmentSummary);
    },
  };
}

function intentRows(
  database: Database,
): Part<"intents" | "intentFor" | "markInflight" | "settle" | "knownTask"> {
  return {
    async intents(crm, state, after, limit) {
      return readIntents(database, crm, state, after, limit);
    },
    async intentFor(crm, target) {
      return readIntentFor(database, crm, target);
    },
    async markInflight(crm, ids) {
      database.transaction(() => {
        for (const id of ids)
          database.run("UPDATE intent SET state = 'inflight' WHERE crm = ? AND id = ?", crm, id);
      });
    },
    async settle(crm, settlements) {
      database.transaction(() => settleIntents(database, crm, settlements));
    },
    async knownTask(crm, key) {
      const row = database.row("SELECT key, id, state FROM known_task WHERE crm = ? AND key = ?", crm, key);
      if (row === undefined) return null;
      const id = row.id === null ? null : String(row.id);
      return { key, id, state: String(row.state) as KnownTask["state"] };
    },
  };
}
