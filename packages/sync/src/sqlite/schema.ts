/** Version of the tables below; a store of a later version is refused with a message, never guessed at. */
export const storeVersion = 3;

/** What turns a store of a version into one of the next, besides the tables that are new. */
export const upgrades: Readonly<Record<number, string>> = {
  1: "ALTER TABLE intent ADD COLUMN sent_at TEXT;",
};

/**
 * The tables. Bodies are JSON of the public types; the columns beside them are only what is searched.
 * `link` holds what records say about their relatives, so that an account sees the evidence of its deals
 * and people without copies.
 */
export const tables = `
CREATE TABLE IF NOT EXISTS state (crm TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cursor (crm TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, modified_at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object, id));
CREATE TABLE IF NOT EXISTS link (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, to_object TEXT NOT NULL, to_id TEXT NOT NULL, PRIMARY KEY (crm, object, id, to_object, to_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_back ON link (crm, to_object, to_id, object);
CREATE TABLE IF NOT EXISTS evidence (crm TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, object TEXT NOT NULL, rule TEXT NOT NULL, side TEXT NOT NULL, deal TEXT, account TEXT, contact TEXT, person TEXT, body TEXT NOT NULL, PRIMARY KEY (crm, id));
CREATE INDEX IF NOT EXISTS evidence_source ON evidence (crm, source);
CREATE INDEX IF NOT EXISTS evidence_deal ON evidence (crm, deal) WHERE deal IS NOT NULL;
CREATE INDEX IF NOT EXISTS evidence_account ON evidence (crm, account) WHERE account IS NOT NULL;
CREATE INDEX IF NOT EXISTS evidence_contact ON evidence (crm, contact) WHERE contact IS NOT NULL;
CREATE INDEX IF NOT EXISTS evidence_person ON evidence (crm, person) WHERE person IS NOT NULL;
CREATE TABLE IF NOT EXISTS alias (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, into_id TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unreadable (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unknown_part (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, reason)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dirty (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assessment (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS intent (crm TEXT NOT NULL, id TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, version TEXT NOT NULL, patch TEXT NOT NULL, code TEXT, reason TEXT, sent_at TEXT, PRIMARY KEY (crm, id), UNIQUE (crm, target));
CREATE INDEX IF NOT EXISTS intent_state ON intent (crm, state, id);
CREATE TABLE IF NOT EXISTS known_task (crm TEXT NOT NULL, key TEXT NOT NULL, id TEXT, state TEXT NOT NULL, PRIMARY KEY (crm, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, over TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal (crm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lease (name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mirror_row (mirror TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, grouped TEXT, mark TEXT, body TEXT NOT NULL, PRIMARY KEY (mirror, kind, id));
CREATE INDEX IF NOT EXISTS mirror_row_group ON mirror_row (mirror, kind, grouped) WHERE grouped IS NOT NULL;
`;
