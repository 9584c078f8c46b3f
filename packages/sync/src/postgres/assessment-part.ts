import type { AssessmentCommit, AssessmentSummary, Store, SubjectName } from "../store.ts";
import { subjectObject } from "../touched-subjects.ts";
import { bodies, bodyOf, lastOf, lines } from "./columns.ts";
import type { Session } from "./connection.ts";
import type { Database } from "./database.ts";
import { writeIntents } from "./intent-rows.ts";
import { enterRows } from "./journal-rows.ts";
import { markAnew } from "./mark-dirty.ts";

type AssessmentPart = Pick<
  Store,
  "subjects" | "markAllDirty" | "commitAssessments" | "assessment" | "assessments"
>;

const allSql =
  "SELECT id FROM @record WHERE crm = $1 AND object = $2 AND id > $4 AND $3 <> '' ORDER BY id LIMIT $5";

/** A mark whose record never came, or is gone, is nobody to look at. */
const dirtySql = `SELECT d.id FROM @dirty d JOIN @record r ON r.crm = $1 AND r.object = $2 AND r.id = d.id
  WHERE d.crm = $1 AND d.subject = $3 AND d.id > $4 AND d.as_of IS DISTINCT FROM $6
  ORDER BY d.id LIMIT $5`;

const markAllSql = `INSERT INTO @dirty AS d SELECT crm, CASE object WHEN 'user' THEN 'person' ELSE object END, id
  FROM @record WHERE crm = $1 AND object IN ('deal', 'account', 'user') ${markAnew}`;

/** Who has to be looked at, and what was found. */
export function assessmentPart(database: Database): AssessmentPart {
  return {
    subjects: async (crm, subject, which, after, limit) => {
      const page = [crm, subjectObject(subject), subject, after ?? "", limit] as const;
      const but = typeof which === "string" ? "" : which.unassessedAsOf;
      const isAll = which === "all";
      const rows = await (isAll ? database.rows(allSql, ...page) : database.rows(dirtySql, ...page, but));
      return rows.map((row) => String(row.id));
    },
    markAllDirty: async (crm) => void (await database.write(crm, (session) => session.rows(markAllSql, crm))),
    commitAssessments: (crm, commit) =>
      database.write(crm, (session) => commitAssessments(session, crm, commit)),
    assessment: async (crm, { subject, id }) => {
      const sql = "SELECT body FROM @assessment WHERE crm = $1 AND subject = $2 AND id = $3";
      const [row] = await database.rows(sql, crm, subject, id);
      return row === undefined ? null : bodyOf<AssessmentSummary>(row);
    },
    assessments: (crm, subject, after, limit) => list(database, crm, subject, after ?? "", limit),
  };
}

async function list(
  session: Session,
  crm: string,
  subject: SubjectName,
  after: string,
  limit: number,
): Promise<AssessmentSummary[]> {
  const sql = "SELECT body FROM @assessment WHERE crm = $1 AND subject = $2 AND id > $3 ORDER BY id LIMIT $4";
  return (await session.rows(sql, crm, subject, after, limit)).map((row) => bodyOf<AssessmentSummary>(row));
}

const commitSql = `
WITH new AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[], ${lines(4)}, $7::text[]) AS n(subject, id, body, as_of)),
stays AS MATERIALIZED (SELECT DISTINCT * FROM unnest($5::text[], $6::text[]) AS s(subject, id)),
entered AS (
  INSERT INTO @assessment SELECT $1, subject, id, body FROM new
  ON CONFLICT (crm, subject, id) DO UPDATE SET body = excluded.body
),
kept AS (
  UPDATE @dirty d SET as_of = new.as_of FROM stays s JOIN new ON new.subject = s.subject AND new.id = s.id
  WHERE d.crm = $1 AND d.subject = s.subject AND d.id = s.id
)
DELETE FROM @dirty d USING new WHERE d.crm = $1 AND d.subject = new.subject AND d.id = new.id
  AND NOT EXISTS (SELECT FROM stays s WHERE s.subject = d.subject AND s.id = d.id)`;

async function commitAssessments(session: Session, crm: string, commit: AssessmentCommit): Promise<void> {
  const last = lastOf(commit.assessments, ({ subject, id }) => `${subject}/${id}`);
  if (last.length > 0) {
    const subjects = last.map(({ subject }) => subject);
    const ids = last.map(({ id }) => id);
    const staying = commit.stayDirty ?? [];
    const stays = [staying.map(({ subject }) => subject), staying.map(({ id }) => id)] as const;
    const asOf = last.map((assessment) => assessment.asOf);
    await session.rows(commitSql, crm, subjects, ids, bodies(last), ...stays, asOf);
  }
  await writeIntents(session, crm, commit.intents);
  await enterRows(session, crm, "conflict", commit.conflicts ?? [], false);
}
