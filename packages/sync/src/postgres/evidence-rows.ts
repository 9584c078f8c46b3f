import type { Evidence } from "@headway/core";
import { refKey } from "@headway/crm";
import type { DerivedRecord, SubjectName } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import { bodies, bodyOf, lastOf, lines } from "./columns.ts";
import type { Session } from "./connection.ts";

/** Enters what was derived from records, whose earlier evidence is gone already. */
export async function enterEvidence(
  session: Session,
  crm: string,
  derived: readonly DerivedRecord[],
): Promise<void> {
  const all = derived.flatMap(({ record, evidence }) =>
    evidence.map((piece) => ({ source: refKey(record), piece })),
  );
  if (all.length === 0) return;
  const last = lastOf(all, ({ piece }) => piece.id);
  const pieces = last.map(({ piece }) => piece);
  const columns = [
    pieces.map(({ id }) => id),
    last.map(({ source }) => source),
    pieces.map(({ source }) => source.object),
    pieces.map(({ rule }) => rule.id),
    pieces.map(({ actorSide }) => actorSide),
    pieces.map(({ dealId }) => dealId ?? null),
    pieces.map(({ accountId }) => accountId ?? null),
    pieces.map(({ contactId }) => contactId ?? null),
    pieces.map(({ personId }) => personId ?? null),
  ];
  await session.rows(enterSql, crm, ...columns, bodies(pieces));
}

const texts = Array.from({ length: 9 }, (_, index) => `$${index + 2}::text[]`).join(", ");
const enterSql = `INSERT INTO @evidence SELECT $1, * FROM unnest(${texts}, ${lines(11)})
  ON CONFLICT (crm, id) DO UPDATE SET source = excluded.source, object = excluded.object, rule = excluded.rule,
    side = excluded.side, deal = excluded.deal, account = excluded.account, contact = excluded.contact,
    person = excluded.person, body = excluded.body`;

/** Replaces what was derived from stored records, of which none comes twice. */
export async function replaceEvidence(
  session: Session,
  crm: string,
  derived: readonly DerivedRecord[],
): Promise<void> {
  const sources = derived.map(({ record }) => refKey(record));
  await session.rows("DELETE FROM @evidence WHERE crm = $1 AND source = ANY ($2)", crm, sources);
  await enterEvidence(session, crm, derived);
}

const relatives = (object: "deal" | "contact"): string => `
  SELECT w.id AS subject, e.id, e.body FROM wanted w
  JOIN @link l ON l.crm = $1 AND l.to_object = 'account' AND l.to_id = w.id AND l.object = '${object}'
  JOIN @evidence e ON e.crm = $1 AND e.${object} = l.id AND e.${object} IS NOT NULL`;

/** Pieces by subject, in id order; the columns' names say whose. */
const pieces: Readonly<Record<SubjectName, string>> = {
  deal: "SELECT w.id AS subject, e.id, e.body FROM wanted w JOIN @evidence e ON e.crm = $1 AND e.deal = w.id AND e.deal IS NOT NULL",
  account: `
  SELECT w.id AS subject, e.id, e.body FROM wanted w
  JOIN @evidence e ON e.crm = $1 AND e.account = w.id AND e.account IS NOT NULL
  UNION ALL ${relatives("deal")}
  UNION ALL ${relatives("contact")}`,
  person: `
  SELECT w.id AS subject, e.id, e.body FROM wanted w
  JOIN @evidence e ON e.crm = $1 AND e.person = w.id AND e.person IS NOT NULL
    AND (e.object <> 'stage-change' OR e.side = 'buyer')
  UNION ALL
  SELECT d.subject, e.id, e.body FROM (
    SELECT w.id AS subject, e.deal FROM wanted w
    JOIN @evidence e ON e.crm = $1 AND e.person = w.id AND e.person IS NOT NULL AND e.deal IS NOT NULL
    UNION
    SELECT w.id, l.id FROM wanted w
    JOIN @link l ON l.crm = $1 AND l.to_object = 'user' AND l.to_id = w.id AND l.object = 'deal'
  ) d JOIN @evidence e ON e.crm = $1 AND e.deal = d.deal AND e.deal IS NOT NULL AND e.side = 'buyer'`,
};

/** Everything stored about some subjects; see `BatchReads.evidenceOfMany`. */
export async function readEvidence(
  session: Session,
  crm: string,
  subject: SubjectName,
  ids: readonly string[],
): Promise<Map<string, Evidence[]>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Evidence[]>(wanted.map((id) => [id, []]));
  const rows = await session.rows(
    `WITH wanted AS MATERIALIZED (SELECT id FROM unnest($2::text[]) AS w(id))
     SELECT DISTINCT ON (subject, id) subject, body FROM (${pieces[subject]}) AS found ORDER BY subject, id`,
    crm,
    wanted,
  );
  for (const row of rows) found.get(String(row.subject))?.push(bodyOf(row));
  if (subject !== "account") return found;
  return new Map(
    [...found].map(([id, all]) => [id, uniqueEvidence(all).map((piece) => ({ ...piece, accountId: id }))]),
  );
}
