import { addRecordType, type SalesProcess } from "./load/record-type.ts";
import type { Org } from "./org.ts";
import type { ObjectDefinition } from "./schema/object-definition.ts";
import { canonicalId, recordId } from "./store/record-id.ts";
import type { FieldValue, Row } from "./store/row.ts";
import { mergeRecords } from "./write/merge-records.ts";
import { purgeRecord, undeleteRecord } from "./write/recycle-bin.ts";
import { RowError } from "./write/row-error.ts";
import type { DuplicateRule, RecordLock, ValidationRule } from "./write/rules.ts";
import { createRecord, deleteRecord, livingRecord, updateRecord } from "./write/write-record.ts";

/** A record as it is, all fields, whoever may see them. */
export type WitnessRecord = Readonly<Record<string, FieldValue>>;

/** The org seen and changed past the API: no field-level security, no read-only fields, no limits. */
export interface Witness {
  /** All records of an object, deleted ones too (`IsDeleted`), in order of creation. */
  records(sobject: string): WitnessRecord[];
  record(sobject: string, id: string): WitnessRecord | undefined;
  /** Changes a record as a person would, by default the administrator. */
  edit(sobject: string, id: string, fields: WitnessRecord, options?: { readonly userId?: string }): void;
  /** Makes a record as a person; gives its id. */
  create(sobject: string, fields: WitnessRecord, options?: { readonly userId?: string }): string;
  /**
   * Puts records in as they are, for orgs with very many: nothing is checked, worked out or followed up,
   * and stamps that are left out are of now. Gives how many there were.
   */
  seed(sobject: string, records: Iterable<WitnessRecord>): number;
  /** Deletes a record as a person: it goes to the recycle bin with what hangs on it. */
  remove(sobject: string, id: string): void;
  /** Takes a deleted record out of the recycle bin, with what its deletion took along. */
  undelete(sobject: string, id: string): void;
  /** Takes a deleted record out of the bin for good; only the delete log still knows it. */
  purge(sobject: string, id: string): void;
  /** Cuts the delete log at an instant in milliseconds, as Salesforce does when it grows too long. */
  trimDeleteLog(before: number): void;
  /** Merges accounts or contacts: the losers are deleted, pointing at the winner by `MasterRecordId`. */
  merge(sobject: string, winnerId: string, loserIds: readonly string[]): void;
}

/** The rules of an org, as its administrator makes them. */
export interface Administration {
  addValidationRule(rule: ValidationRule): void;
  addDuplicateRule(rule: DuplicateRule): void;
  /** Locks a record, as other work on it or on its children does. */
  lock(lock: RecordLock): void;
  unlock(id: string): void;
  /** Hides a field, named `Object.Field`, from the integration user; `false` shows it again. */
  hideField(name: string, hidden?: boolean): void;
  /** Adds a record type of opportunities with its sales process; gives its id. */
  addRecordType(recordType: SalesProcess): string;
  /** Makes a field, named `Object.Field`, one that must not be empty. */
  requireField(name: string): void;
}

function fieldNamed(org: Org, name: string) {
  const [object = "", fieldName = ""] = name.split(".");
  const field = org.schema.field(object, fieldName);
  if (!field) throw new Error(`No field \`${name}\` in this org`);
  return { object: objectOf(org, object).name, field };
}

/** What an administrator of an org can do that is no record. Throws an `Error` for fields that do not exist. */
export function administration(org: Org): Administration {
  return {
    addValidationRule: (rule) => void org.rules.validation.push(rule),
    addDuplicateRule: (rule) => void org.rules.duplicates.push(rule),
    lock: org.rules.addLock,
    unlock: org.rules.unlock,
    hideField(name, hidden = true) {
      const { object, field } = fieldNamed(org, name);
      org.access.hide(`${object}.${field.name}`, hidden);
    },
    addRecordType: (recordType) => addRecordType(org, recordType),
    requireField(name) {
      const { object, field } = fieldNamed(org, name);
      org.schema.putField(object, { ...field, nillable: false });
    },
  };
}

/** The second user of a new org: a person with the rights of an administrator. */
function administrator(): string {
  return recordId("005", 2);
}

function objectOf(org: Org, name: string): ObjectDefinition {
  const object = org.schema.object(name);
  if (!object) throw new Error(`No object \`${name}\` in this org`);
  return object;
}

function requireId(org: Org, sobject: string, id: string): string {
  const canonical = canonicalId(id) ?? "";
  if (!org.table(objectOf(org, sobject).name).get(canonical)) throw new Error(`No ${sobject} ${id} here`);
  return canonical;
}

function explained<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowError) throw new Error(`${error.statusCode}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The witness of one org. Throws an `Error` for records and fields that do not exist. */
export function witness(org: Org): Witness {
  const actorOf = (userId?: string) => ({ userId: userId ?? administrator(), privileged: true });
  const living = (sobject: string, id: string): { object: ObjectDefinition; row: Row } => {
    const object = objectOf(org, sobject);
    return { object, row: livingRecord(org, object, id) };
  };
  return {
    records: (sobject) => org.table(objectOf(org, sobject).name).rows.map((row) => ({ ...row })),
    record(sobject, id) {
      const row = org.table(objectOf(org, sobject).name).get(canonicalId(id) ?? "");
      return row && { ...row };
    },
    edit: (sobject, id, fields, options) =>
      explained(() => {
        const { object, row } = living(sobject, id);
        updateRecord(org, actorOf(options?.userId), object, row, fields);
      }),
    create: (sobject, fields, options) =>
      explained(() => createRecord(org, actorOf(options?.userId), objectOf(org, sobject), fields).Id),
    seed(sobject, records) {
      const { name } = objectOf(org, sobject);
      const stamps = org.stamps(org.integrationUserId());
      let count = 0;
      for (const values of records) {
        org.insert(name, { ...stamps, ...values });
        count += 1;
      }
      return count;
    },
    remove: (sobject, id) =>
      explained(() => {
        const { object, row } = living(sobject, id);
        deleteRecord(org, actorOf(), object, row);
      }),
    undelete: (sobject, id) => explained(() => undeleteRecord(org, actorOf(), requireId(org, sobject, id))),
    purge: (sobject, id) => explained(() => purgeRecord(org, requireId(org, sobject, id))),
    trimDeleteLog: org.deletions.trim,
    merge: (sobject, winnerId, loserIds) =>
      explained(() => {
        const winner = living(sobject, winnerId).row;
        const losers = loserIds.map((id) => living(sobject, id).row);
        mergeRecords(org, actorOf(), objectOf(org, sobject), winner, losers);
      }),
  };
}
