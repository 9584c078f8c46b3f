/** One step from a version of the tables to the next. `@` stands for the schema. */
export type Migration = readonly string[];

/**
 * The tables, in the order in which they came. Bodies are JSON of the public types, kept as text; the columns beside
 * them are only what is searched. Ids are compared byte by byte, as SQLite does it.
 */
export const migrations: readonly Migration[] = [
  [
    `CREATE TABLE @state (crm text COLLATE "C", name text COLLATE "C", body text NOT NULL, PRIMARY KEY (crm, name))`,
    `CREATE TABLE @cursor (crm text COLLATE "C", object text COLLATE "C", body text NOT NULL, PRIMARY KEY (crm, object))`,
    `CREATE TABLE @record (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", modified_at text COLLATE "C" NOT NULL, body text NOT NULL, PRIMARY KEY (crm, object, id))`,
    `CREATE TABLE @link (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", to_object text COLLATE "C", to_id text COLLATE "C", PRIMARY KEY (crm, object, id, to_object, to_id))`,
    `CREATE INDEX link_back ON @link (crm, to_object, to_id, object)`,
    `CREATE TABLE @evidence (crm text COLLATE "C", id text COLLATE "C", source text COLLATE "C" NOT NULL, object text COLLATE "C" NOT NULL, rule text COLLATE "C" NOT NULL, side text COLLATE "C" NOT NULL, deal text COLLATE "C", account text COLLATE "C", contact text COLLATE "C", person text COLLATE "C", body text NOT NULL, PRIMARY KEY (crm, id))`,
    `CREATE INDEX evidence_source ON @evidence (crm, source)`,
    `CREATE INDEX evidence_deal ON @evidence (crm, deal) WHERE deal IS NOT NULL`,
    `CREATE INDEX evidence_account ON @evidence (crm, account) WHERE account IS NOT NULL`,
    `CREATE INDEX evidence_contact ON @evidence (crm, contact) WHERE contact IS NOT NULL`,
    `CREATE INDEX evidence_person ON @evidence (crm, person) WHERE person IS NOT NULL`,
    `CREATE TABLE @alias (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", into_id text COLLATE "C" NOT NULL, PRIMARY KEY (crm, object, id))`,
    `CREATE TABLE @unreadable (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", field text COLLATE "C", reason text NOT NULL, PRIMARY KEY (crm, object, id, field))`,
    `CREATE TABLE @unknown_part (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", reason text COLLATE "C", PRIMARY KEY (crm, object, id, reason))`,
    `CREATE TABLE @dirty (crm text COLLATE "C", subject text COLLATE "C", id text COLLATE "C", PRIMARY KEY (crm, subject, id))`,
    `CREATE TABLE @assessment (crm text COLLATE "C", subject text COLLATE "C", id text COLLATE "C", body text NOT NULL, PRIMARY KEY (crm, subject, id))`,
    `CREATE TABLE @intent (crm text COLLATE "C", id text COLLATE "C", target text COLLATE "C" NOT NULL, state text COLLATE "C" NOT NULL, attempts integer NOT NULL, version text NOT NULL, patch text NOT NULL, code text, reason text, sent_at text, PRIMARY KEY (crm, id), UNIQUE (crm, target))`,
    `CREATE INDEX intent_state ON @intent (crm, state, id)`,
    `CREATE TABLE @known_task (crm text COLLATE "C", key text COLLATE "C", id text COLLATE "C", state text NOT NULL, PRIMARY KEY (crm, key))`,
    `CREATE INDEX known_task_id ON @known_task (crm, id)`,
    `CREATE TABLE @written (crm text COLLATE "C", object text COLLATE "C", id text COLLATE "C", over text NOT NULL, fields text NOT NULL, PRIMARY KEY (crm, object, id))`,
    `CREATE TABLE @journal (crm text COLLATE "C", kind text COLLATE "C", id text COLLATE "C", body text NOT NULL, PRIMARY KEY (crm, kind, id))`,
    `CREATE TABLE @lease (name text COLLATE "C" PRIMARY KEY, owner text NOT NULL, fence bigint NOT NULL, until double precision NOT NULL)`,
    `CREATE TABLE @mirror_row (mirror text COLLATE "C", kind text COLLATE "C", id text COLLATE "C", grouped text COLLATE "C", mark text COLLATE "C", body text NOT NULL, PRIMARY KEY (mirror, kind, id))`,
    `CREATE INDEX mirror_row_group ON @mirror_row (mirror, kind, grouped, id) WHERE grouped IS NOT NULL`,
  ],
  // As of when a subject was assessed since it was marked.
  ["ALTER TABLE @dirty ADD as_of text"],
];
