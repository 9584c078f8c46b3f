/** Tables as version 4 had them: evidence lay beside the record it was derived from. */
const recordOfFour = `CREATE TABLE IF NOT EXISTS record (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, modified_at TEXT NOT NULL, links TEXT NOT NULL, evidence TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object, id));`;
const relationOfFour = `CREATE TABLE IF NOT EXISTS relation (crm TEXT NOT NULL, to_object TEXT NOT NULL, to_id TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, what INTEGER NOT NULL, PRIMARY KEY (crm, to_object, to_id, object, id)) WITHOUT ROWID;`;
const intentOfFour = `CREATE TABLE IF NOT EXISTS intent (crm TEXT NOT NULL, target TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, version TEXT NOT NULL, patch TEXT NOT NULL, code TEXT, reason TEXT, sent_at TEXT, PRIMARY KEY (crm, target)) WITHOUT ROWID;`;
const writtenOfFour = `CREATE TABLE IF NOT EXISTS written (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, over TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;`;

/** Evidence used to have a row for each piece, found by who it is about. */
function aboutFrom(column: string, toObject: string): string {
  return `INSERT INTO relation
    SELECT DISTINCT crm, '${toObject}', ${column}, substr(source, 1, instr(source, '/') - 1), substr(source, instr(source, '/') + 1), 2
    FROM evidence WHERE ${column} IS NOT NULL
    ON CONFLICT DO UPDATE SET what = what | 2;`;
}

/** Whom a piece is about, packed or as it is; 0 stands for nobody. */
function subjectIn(place: number, name: string): string {
  return `nullif(coalesce(piece.value ->> '$[${place}]', piece.value ->> '$.${name}'), 0)`;
}

/** What turns a store of a version into one of the next, besides the tables that are new. */
export const upgrades: Readonly<Record<number, string>> = {
  1: "ALTER TABLE intent ADD COLUMN sent_at TEXT;",
  3: `
ALTER TABLE record RENAME TO former_record;
ALTER TABLE intent RENAME TO former_intent;
${recordOfFour} ${relationOfFour} ${intentOfFour}
INSERT INTO record SELECT r.crm, r.object, r.id, r.modified_at,
  (SELECT json_group_array(json_array(l.to_object, l.to_id)) FROM link l WHERE l.crm = r.crm AND l.object = r.object AND l.id = r.id),
  (SELECT json_group_array(json(e.body)) FROM evidence e WHERE e.crm = r.crm AND e.source = r.object || '/' || r.id),
  r.body FROM former_record r;
INSERT INTO relation SELECT crm, to_object, to_id, object, id, 1 FROM link;
${aboutFrom("deal", "deal")} ${aboutFrom("account", "account")} ${aboutFrom("contact", "contact")} ${aboutFrom("person", "user")}
INSERT INTO intent SELECT crm, target, id, state, attempts, version, patch, code, reason, sent_at FROM former_intent;
DROP TABLE former_record; DROP TABLE former_intent; DROP TABLE link; DROP TABLE evidence;`,
  // Each piece moves to the row of the deal it is about, else of the account, the contact or the user.
  4: `
${writtenOfFour}
ALTER TABLE written ADD COLUMN entered TEXT;
ALTER TABLE relation ADD COLUMN evidence TEXT;
ALTER TABLE relation ADD COLUMN home TEXT;
CREATE TEMP TABLE home AS
  SELECT crm, CASE WHEN deal IS NOT NULL THEN 'deal' WHEN account IS NOT NULL THEN 'account' WHEN contact IS NOT NULL THEN 'contact' ELSE 'user' END AS to_object,
    coalesce(deal, account, contact, person) AS to_id, object, id, json_group_array(json(piece)) AS evidence
  FROM (SELECT r.crm, r.object, r.id, piece.value AS piece, ${subjectIn(9, "dealId")} AS deal, ${subjectIn(8, "accountId")} AS account,
      ${subjectIn(11, "contactId")} AS contact, ${subjectIn(10, "personId")} AS person
    FROM record r, json_each(r.evidence) piece)
  WHERE coalesce(deal, account, contact, person) IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5;
UPDATE relation SET what = what | 4, evidence = home.evidence FROM home
  WHERE home.crm = relation.crm AND home.to_object = relation.to_object AND home.to_id = relation.to_id
    AND home.object = relation.object AND home.id = relation.id;
UPDATE relation SET what = what | 8 FROM (SELECT crm, object, id FROM home GROUP BY crm, object, id HAVING count(*) > 1) several
  WHERE several.crm = relation.crm AND several.object = relation.object AND several.id = relation.id;
CREATE INDEX temp.home_name ON home (crm, object, id);
UPDATE relation SET home = (SELECT home.to_object || '/' || home.to_id FROM home
    WHERE home.crm = relation.crm AND home.object = relation.object AND home.id = relation.id)
  WHERE what & 14 = 2;
DROP TABLE temp.home;
CREATE TEMP TABLE related AS SELECT crm, object, id, json_group_array(json_array(to_object, to_id, what)) AS relations
  FROM relation GROUP BY crm, object, id;
CREATE INDEX temp.related_name ON related (crm, object, id);
ALTER TABLE record RENAME COLUMN links TO relations;
UPDATE record SET relations = coalesce((SELECT related.relations FROM related
  WHERE related.crm = record.crm AND related.object = record.object AND related.id = record.id), '[]');
DROP TABLE temp.related;
ALTER TABLE record DROP COLUMN evidence;`,
  // Rows that only say with whom evidence lies become one for each subject and home.
  5: `
CREATE TABLE elsewhere (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, home_object TEXT NOT NULL, home_id TEXT NOT NULL, PRIMARY KEY (crm, object, id, home_object, home_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO elsewhere
  SELECT crm, to_object, to_id, substr(home, 1, instr(home, '/') - 1), substr(home, instr(home, '/') + 1)
  FROM relation WHERE home IS NOT NULL;
CREATE TEMP TABLE several AS SELECT crm, object, id, to_object, to_id FROM relation WHERE what & 12 = 12;
CREATE INDEX temp.several_name ON several (crm, object, id);
INSERT OR IGNORE INTO elsewhere
  SELECT r.crm, r.to_object, r.to_id, s.to_object, s.to_id
  FROM relation r JOIN several s ON s.crm = r.crm AND s.object = r.object AND s.id = r.id
  WHERE r.what & 10 = 10 AND (s.to_object <> r.to_object OR s.to_id <> r.to_id);
DROP TABLE temp.several;
DELETE FROM relation WHERE evidence IS NULL
  AND (what & 1 = 0 OR (to_object IN ('account', 'user') AND object NOT IN ('deal', 'contact', 'account', 'user')));
UPDATE relation SET what = what & 5, evidence = substr(evidence, 2, length(evidence) - 2);
ALTER TABLE relation DROP COLUMN home;`,
  // Nobody has looked yet which evidence may end a wait.
  6: "UPDATE relation SET what = what | 16 WHERE evidence IS NOT NULL;",
  // Evidence with words for what are numbers now is read as it is; rows of activities that only point at a contact go.
  7: `DELETE FROM relation WHERE evidence IS NULL
  AND to_object = 'contact' AND object IN ('task', 'call', 'meeting', 'email', 'note');`,
  8: "ALTER TABLE dirty ADD COLUMN as_of TEXT;",
};
