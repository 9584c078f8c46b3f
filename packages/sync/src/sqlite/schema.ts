/** Version of the tables below; a store of a later version is refused with a message, never guessed at. */
export const storeVersion = 4;

const record = `CREATE TABLE IF NOT EXISTS record (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, modified_at TEXT NOT NULL, links TEXT NOT NULL, evidence TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object, id));`;
const relation = `CREATE TABLE IF NOT EXISTS relation (crm TEXT NOT NULL, to_object TEXT NOT NULL, to_id TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, what INTEGER NOT NULL, PRIMARY KEY (crm, to_object, to_id, object, id)) WITHOUT ROWID;`;
const intent = `CREATE TABLE IF NOT EXISTS intent (crm TEXT NOT NULL, target TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, version TEXT NOT NULL, patch TEXT NOT NULL, code TEXT, reason TEXT, sent_at TEXT, PRIMARY KEY (crm, target)) WITHOUT ROWID;`;

/** Evidence used to have a row for each piece, found by who it is about. */
function aboutFrom(column: string, toObject: string): string {
  return `INSERT INTO relation
    SELECT DISTINCT crm, '${toObject}', ${column}, substr(source, 1, instr(source, '/') - 1), substr(source, instr(source, '/') + 1), 2
    FROM evidence WHERE ${column} IS NOT NULL
    ON CONFLICT DO UPDATE SET what = what | 2;`;
}

/** What turns a store of a version into one of the next, besides the tables that are new. */
export const upgrades: Readonly<Record<number, string>> = {
  1: "ALTER TABLE intent ADD COLUMN sent_at TEXT;",
  3: `
ALTER TABLE record RENAME TO former_record;
ALTER TABLE intent RENAME TO former_intent;
${record} ${relation} ${intent}
INSERT INTO record SELECT r.crm, r.object, r.id, r.modified_at,
  (SELECT json_group_array(json_array(l.to_object, l.to_id)) FROM link l WHERE l.crm = r.crm AND l.object = r.object AND l.id = r.id),
  (SELECT json_group_array(json(e.body)) FROM evidence e WHERE e.crm = r.crm AND e.source = r.object || '/' || r.id),
  r.body FROM former_record r;
INSERT INTO relation SELECT crm, to_object, to_id, object, id, 1 FROM link;
${aboutFrom("deal", "deal")} ${aboutFrom("account", "account")} ${aboutFrom("contact", "contact")} ${aboutFrom("person", "user")}
INSERT INTO intent SELECT crm, target, id, state, attempts, version, patch, code, reason, sent_at FROM former_intent;
DROP TABLE former_record; DROP TABLE former_intent; DROP TABLE link; DROP TABLE evidence;`,
};

/**
 * The tables. Bodies are JSON of the public types; the columns beside them are only what is searched.
 * A record holds what it points at (\`links\`) and what was derived from it (\`evidence\`). \`relation\` leads back: from
 * a deal, an account, a contact or a user to the records that point at it (\`what\` 1), hold evidence about it (2), or
 * both (3), so that an account sees the evidence of its deals and people without copies.
 */
export const tables = `
CREATE TABLE IF NOT EXISTS state (crm TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cursor (crm TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object)) WITHOUT ROWID;
${record}
${relation}
CREATE TABLE IF NOT EXISTS alias (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, into_id TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unreadable (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unknown_part (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, reason)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dirty (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assessment (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
${intent}
CREATE INDEX IF NOT EXISTS intent_state ON intent (crm, state, id);
CREATE TABLE IF NOT EXISTS known_task (crm TEXT NOT NULL, key TEXT NOT NULL, id TEXT, state TEXT NOT NULL, PRIMARY KEY (crm, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, over TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal (crm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lease (name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mirror_row (mirror TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, grouped TEXT, mark TEXT, body TEXT NOT NULL, PRIMARY KEY (mirror, kind, id));
CREATE INDEX IF NOT EXISTS mirror_row_group ON mirror_row (mirror, kind, grouped) WHERE grouped IS NOT NULL;
`;
