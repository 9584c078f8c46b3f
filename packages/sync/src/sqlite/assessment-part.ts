import type { After, AssessmentCommit, AssessmentSummary, Store, SubjectName } from "../store.ts";
import { subjectObject } from "../touched-subjects.ts";
import type { Database } from "./database.ts";
import { writeIntents } from "./intent-rows.ts";
import { enterRows } from "./journal-part.ts";

type AssessmentPart = Pick<
  Store,
  "subjects" | "markAllDirty" | "commitAssessments" | "assessment" | "assessments"
>;

/** Who has to be looked at, and what was found. */
export function assessmentPart(database: Database): AssessmentPart {
  return {
    subjects: async (crm, subject, which, after, limit) =>
      which === "all"
        ? allSubjects(database, crm, subject, after, limit)
        : dirtySubjects(database, crm, subject, after, limit),
    markAllDirty: async (crm) =>
      void database.run(
        `INSERT OR IGNORE INTO dirty SELECT crm, CASE object WHEN 'user' THEN 'person' ELSE object END, id
         FROM record WHERE crm = ? AND object IN ('deal', 'account', 'user')`,
        crm,
      ),
    commitAssessments: async (crm, commit) => commitAssessments(database, crm, commit),
    assessment: async (crm, { subject, id }) => {
      const sql = "SELECT body FROM assessment WHERE crm = ? AND subject = ? AND id = ?";
      const row = database.row(sql, crm, subject, id);
      return row === undefined ? null : (JSON.parse(String(row.body)) as AssessmentSummary);
    },
    assessments: async (crm, subject, after, limit) => {
      const sql = "SELECT body FROM assessment WHERE crm = ? AND subject = ? AND id > ? ORDER BY id LIMIT ?";
      const rows = database.rows(sql, crm, subject, after ?? "", limit);
      return rows.map((row) => JSON.parse(String(row.body)) as AssessmentSummary);
    },
  };
}

function allSubjects(
  database: Database,
  crm: string,
  subject: SubjectName,
  after: After,
  limit: number,
): string[] {
  const sql = "SELECT id FROM record WHERE crm = ? AND object = ? AND id > ? ORDER BY id LIMIT ?";
  return database.rows(sql, crm, subjectObject(subject), after ?? "", limit).map((row) => String(row.id));
}

/** A mark whose record never came, or is gone, is nobody to look at. */
function dirtySubjects(
  database: Database,
  crm: string,
  subject: SubjectName,
  after: After,
  limit: number,
): string[] {
  const sql = `SELECT d.id FROM dirty d JOIN record r ON r.crm = d.crm AND r.object = ? AND r.id = d.id
    WHERE d.crm = ? AND d.subject = ? AND d.id > ? ORDER BY d.id LIMIT ?`;
  const rows = database.rows(sql, subjectObject(subject), crm, subject, after ?? "", limit);
  return rows.map((row) => String(row.id));
}

function commitAssessments(database: Database, crm: string, commit: AssessmentCommit): void {
  const staying = new Set((commit.stayDirty ?? []).map(({ subject, id }) => `${subject}/${id}`));
  database.transaction(() => {
    for (const assessment of commit.assessments) {
      const { subject, id } = assessment;
      const body = JSON.stringify(assessment);
      database.run("INSERT OR REPLACE INTO assessment VALUES (?, ?, ?, ?)", crm, subject, id, body);
      if (staying.has(`${subject}/${id}`)) continue;
      database.run("DELETE FROM dirty WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
    }
    writeIntents(database, crm, commit.intents);
    enterRows(database, crm, "conflict", commit.conflicts ?? [], false);
  });
}
