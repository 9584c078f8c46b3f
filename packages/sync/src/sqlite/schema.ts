/** Version of the tables below; a store of a later version is refused with a message, never guessed at. */
export const storeVersion = 9;

/**
 * The tables. Bodies are JSON of the public types; the columns beside them are only what is searched.
 * \`relation\` leads from a deal, an account, a contact or a user back to the records that say something of it; what
 * each says is in \`relation-rows.ts\`. Evidence lies there and not beside its record: all that is known about a deal is
 * then one stretch of the file; \`elsewhere\` says with whom evidence lies that is about others too. A record names its
 * \`relations\`, as what, where and how. Of the activities that only point at an account or a person there is no row.
 * \`written.entered\` are Headway's fields that were written since the record was stored as it is.
 * `dirty.as_of` is the instant as of which a subject was assessed since it was marked.
 */
export const tables = `
CREATE TABLE IF NOT EXISTS state (crm TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cursor (crm TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, modified_at TEXT NOT NULL, relations TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, object, id));
CREATE TABLE IF NOT EXISTS relation (crm TEXT NOT NULL, to_object TEXT NOT NULL, to_id TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, what INTEGER NOT NULL, evidence TEXT, PRIMARY KEY (crm, to_object, to_id, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS elsewhere (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, home_object TEXT NOT NULL, home_id TEXT NOT NULL, PRIMARY KEY (crm, object, id, home_object, home_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alias (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, into_id TEXT NOT NULL, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unreadable (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unknown_part (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (crm, object, id, reason)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dirty (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, as_of TEXT, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assessment (crm TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS intent (crm TEXT NOT NULL, target TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, version TEXT NOT NULL, patch TEXT NOT NULL, code TEXT, reason TEXT, sent_at TEXT, PRIMARY KEY (crm, target)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS intent_state ON intent (crm, state, id);
CREATE TABLE IF NOT EXISTS known_task (crm TEXT NOT NULL, key TEXT NOT NULL, id TEXT, state TEXT NOT NULL, PRIMARY KEY (crm, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (crm TEXT NOT NULL, object TEXT NOT NULL, id TEXT NOT NULL, over TEXT NOT NULL, fields TEXT NOT NULL, entered TEXT, PRIMARY KEY (crm, object, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal (crm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (crm, kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lease (name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mirror_row (mirror TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, grouped TEXT, mark TEXT, body TEXT NOT NULL, PRIMARY KEY (mirror, kind, id));
CREATE INDEX IF NOT EXISTS mirror_row_group ON mirror_row (mirror, kind, grouped) WHERE grouped IS NOT NULL;
`;
