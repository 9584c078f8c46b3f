import { defineLabel, linkTypeOf } from "./association-label.ts";
import { eraseRecord } from "./erase-record.ts";
import { linkRecords, unlinkRecords } from "./link.ts";
import { personSource } from "./load-portfolio.ts";
import { mergeRecords } from "./merge-record.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { PropertyDraft } from "./property.ts";
import { createProperty } from "./property-route.ts";
import type { StoredRecord, WriteContext } from "./record.ts";
import { type WitnessRecord, witnessRecord } from "./witness.ts";
import { requirePlainType } from "./write-association.ts";
import {
  addRecord,
  archiveRecord,
  changeRecord,
  checkedValues,
  type RawProperties,
  restoreRecord,
} from "./write-record.ts";

/** One end of a link, by object name and id. */
export interface RecordName {
  readonly objectType: string;
  readonly id: string;
}

/** Whose hand an edit shows. */
export interface EditSource {
  /** Default `CRM_UI`: a person in HubSpot's own pages. */
  readonly source?: string;
  /** The owner's id. */
  readonly userId?: string;
}

/** What a person creates. */
export interface NewRecord {
  readonly properties: RawProperties;
  readonly associations?: readonly RecordName[];
}

/** What people do in HubSpot's own pages, past the API. A record that is not there throws a `RangeError`. */
export interface PortalHands {
  /** Changes properties as a person would. Refused as the API refuses. */
  edit(objectType: string, id: string, properties: RawProperties, by?: EditSource): WitnessRecord;
  create(objectType: string, input: NewRecord, by?: EditSource): WitnessRecord;
  archive(objectType: string, id: string): void;
  /** Brings an archived record back. */
  restore(objectType: string, id: string): void;
  /** Deletes a record for good, as for a person's privacy. */
  erase(objectType: string, id: string): void;
  /** Merges the second record into the first and gives the result, whose id is new by `mergedIds: "new"`. */
  merge(objectType: string, primaryId: string, otherId: string, by?: EditSource): WitnessRecord;
  /** Links two records; by default with the unlabelled type. */
  associate(from: RecordName, to: RecordName, typeId?: number): void;
  /** Adds an association label between two objects and gives its type id. */
  defineLabel(from: string, to: string, label: { readonly name: string; readonly label: string }): number;
  /** Removes every link between two records. */
  dissociate(from: RecordName, to: RecordName): void;
  /** Adds a custom property in the object's standard group, or in its own group if that exists. */
  defineProperty(objectType: string, draft: Omit<PropertyDraft, "groupName"> & { groupName?: string }): void;
  /** Deactivates or reactivates the user behind an owner: HubSpot lists owners who left as archived. */
  setOwnerActive(ownerId: string, active: boolean): void;
}

function requireRecord(target: Portal, { objectType, id }: RecordName): StoredRecord {
  const record = tableOf(target, objectType).records.get(id);
  if (!record) throw new RangeError(`The sandbox has no ${objectType} ${id}`);
  return record;
}

function contextOf(target: Portal, by: EditSource = {}): WriteContext {
  const person = personSource(target, by.userId);
  return { source: by.source ? { ...person, type: by.source } : person, at: target.settings.now() };
}

/** Both ends of a link, with the plural names of their objects. */
function endsOf(target: Portal, from: RecordName, to: RecordName) {
  const end = (name: RecordName) =>
    [requireRecord(target, name), tableOf(target, name.objectType).type.name] as const;
  return [end(from), end(to)] as const;
}

function linkHands(target: Portal) {
  return {
    associate(from: RecordName, to: RecordName, typeId?: number) {
      const [[record, fromType], [other, toType]] = endsOf(target, from, to);
      const type = linkTypeOf(target, typeId ?? requirePlainType(fromType, toType));
      if (!type || type.from !== fromType || type.to !== toType) {
        throw new RangeError(`Association type ${typeId} does not lead from ${fromType} to ${toType}`);
      }
      linkRecords(target, record, other, type.typeId, contextOf(target));
    },
    dissociate(from: RecordName, to: RecordName) {
      const [one, other] = endsOf(target, from, to);
      unlinkRecords(target, one, other, contextOf(target));
    },
  };
}

type RecordDeed = (target: Portal, table: ReturnType<typeof tableOf>, record: StoredRecord) => void;

/** The hands of a person in a portal. */
export function portalHands(target: Portal): PortalHands {
  const view = (objectType: string, record: StoredRecord) =>
    witnessRecord(target, tableOf(target, objectType), record);
  const onRecord = (deed: RecordDeed) => (objectType: string, id: string) =>
    deed(target, tableOf(target, objectType), requireRecord(target, { objectType, id }));
  const links = linkHands(target);
  return {
    ...links,
    edit(objectType, id, properties, by) {
      const table = tableOf(target, objectType);
      const record = requireRecord(target, { objectType, id });
      const values = checkedValues(target, table, properties, record);
      changeRecord(target, table, record, values, contextOf(target, by));
      return view(objectType, record);
    },
    create(objectType, input, by) {
      const table = tableOf(target, objectType);
      const values = checkedValues(target, table, input.properties);
      const record = addRecord(target, table, values, contextOf(target, by));
      for (const to of input.associations ?? []) links.associate({ objectType, id: record.id }, to);
      return view(objectType, record);
    },
    archive: onRecord((portal, table, record) => archiveRecord(portal, table, record, contextOf(portal))),
    restore: onRecord((portal, table, record) => restoreRecord(portal, table, record, contextOf(portal))),
    erase: onRecord((portal, table, record) => eraseRecord(portal, table, record, contextOf(portal))),
    merge(objectType, primaryId, otherId, by) {
      const primary = requireRecord(target, { objectType, id: primaryId });
      const other = requireRecord(target, { objectType, id: otherId });
      const table = tableOf(target, objectType);
      return view(objectType, mergeRecords(target, table, [primary, other], contextOf(target, by)));
    },
    defineLabel(from, to, label) {
      const ends = { from: tableOf(target, from).type.name, to: tableOf(target, to).type.name };
      return defineLabel(target, ends, label)[0]?.typeId ?? 0;
    },
    defineProperty(objectType, draft) {
      const groupName = draft.groupName ?? `${tableOf(target, objectType).type.singular}information`;
      createProperty(target, objectType, { ...draft, groupName });
    },
    setOwnerActive(ownerId, active) {
      const at = target.owners.findIndex((owner) => owner.id === ownerId);
      const owner = target.owners[at];
      if (!owner) throw new RangeError(`The sandbox has no owner ${ownerId}`);
      target.owners[at] = { ...owner, active };
    },
  };
}
