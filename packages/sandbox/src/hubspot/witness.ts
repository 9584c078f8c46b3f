import { instantText } from "./instant.ts";
import type { ObjectTable } from "./object-table.ts";
import { catalogueOf, type Portal } from "./portal.ts";
import { readValue, readVersions } from "./read-value.ts";
import type { StoredRecord } from "./record.ts";

/** One value that a property had. */
export interface WitnessVersion {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly sourceId?: string;
  readonly updatedByUserId?: number;
}

/** The whole state of a record, read past the API: no page, no scope, no lag. */
export interface WitnessRecord {
  readonly id: string;
  /** Everything that holds a value, custom properties included. */
  readonly properties: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly history: Readonly<Record<string, readonly WitnessVersion[]>>;
  /** Ids by plural object name, archived records included. */
  readonly associations: Readonly<
    Record<string, readonly { readonly id: string; readonly typeIds: readonly number[] }[]>
  >;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

function versions(table: ObjectTable, record: StoredRecord, name: string): WitnessVersion[] {
  return readVersions(table, record, name).map(({ value, at, source }) => ({
    value,
    timestamp: instantText(at),
    sourceType: source.type,
    ...(source.id === undefined ? {} : { sourceId: source.id }),
    ...(source.userId === undefined ? {} : { updatedByUserId: source.userId }),
  }));
}

/** The state of a record as a witness sees it. */
export function witnessRecord(portal: Portal, table: ObjectTable, record: StoredRecord): WitnessRecord {
  const names = [...catalogueOf(portal, table.type.name).properties.keys()];
  const filled = names.flatMap((name) => {
    const value = readValue(portal, table, record, name);
    return value === null ? [] : [[name, value] as const];
  });
  const kept = new Set([...record.values.keys(), ...(record.changes?.keys() ?? [])]);
  const links = [...record.links].map(
    ([type, each]) => [type, each.map(({ id, typeIds }) => ({ id, typeIds: [...typeIds] }))] as const,
  );
  return {
    id: record.id,
    properties: Object.fromEntries(filled),
    history: Object.fromEntries([...kept].map((name) => [name, versions(table, record, name)] as const)),
    associations: Object.fromEntries(links),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: instantText(record.archivedAt) }),
    createdAt: instantText(record.createdAt),
    updatedAt: instantText(record.updatedAt),
  };
}
