import type {
  After,
  AssessmentCommit,
  AssessmentSummary,
  Store,
  SubjectName,
  WhichSubjects,
} from "../store.ts";
import { subjectObject } from "../touched-subjects.ts";
import type { Database } from "./database.ts";
import { markAnew } from "./dirty-rows.ts";
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
        : dirtySubjects(database, crm, { subject, which, after, limit }),
    markAllDirty: async (crm) =>
      void database.run(
        `INSERT INTO dirty SELECT crm, CASE object WHEN 'user' THEN 'person' ELSE object END, id, NULL
         FROM record WHERE crm = ? AND object IN ('deal', 'account', 'user') ${markAnew}`,
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

interface DirtyListing {
  readonly subject: SubjectName;
  readonly which: WhichSubjects;
  readonly after: After;
  readonly limit: number;
}

/** A mark whose record never came, or is gone, is nobody to look at. */
function dirtySubjects(
  database: Database,
  crm: string,
  { subject, which, after, limit }: DirtyListing,
): string[] {
  const sql = `SELECT d.id FROM dirty d JOIN record r ON r.crm = d.crm AND r.object = ? AND r.id = d.id
    WHERE d.crm = ? AND d.subject = ? AND d.id > ? AND d.as_of IS NOT ? ORDER BY d.id LIMIT ?`;
  const but = typeof which === "string" ? "" : which.unassessedAsOf;
  const rows = database.rows(sql, subjectObject(subject), crm, subject, after ?? "", but, limit);
  return rows.map((row) => String(row.id));
}

function commitAssessments(database: Database, crm: string, commit: AssessmentCommit): void {
  const staying = new Set((commit.stayDirty ?? []).map(({ subject, id }) => `${subject}/${id}`));
  database.transaction(() => {
    for (const assessment of commit.assessments) {
      const { subject, id } = assessment;
      const body = JSON.stringify(assessment);
      database.run("INSERT OR REPLACE INTO assessment VALUES (?, ?, ?, ?)", crm, subject, id, body);
      const where = "WHERE crm = ? AND subject = ? AND id = ?";
      if (staying.has(`${subject}/${id}`))
        database.run(`UPDATE dirty SET as_of = ? ${where}`, assessment.asOf, crm, subject, id);
      else database.run(`DELETE FROM dirty ${where}`, crm, subject, id);
    }
    writeIntents(database, crm, commit.intents);
    enterRows(database, crm, "conflict", commit.conflicts ?? [], false);
  });
}
