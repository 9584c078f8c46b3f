import type { LoadedIds, Portfolio } from "../portfolio.ts";
import { associationTypeById } from "./association-type.ts";
import { type Fault, faultQueue } from "./fault.ts";
import { handler } from "./handle-request.ts";
import { linkRecords } from "./link.ts";
import { loadPortfolio, personSource } from "./load-portfolio.ts";
import { mergeRecords } from "./merge-record.ts";
import { type OauthHands, oauthHands } from "./oauth/oauth-hands.ts";
import { OBJECT_TYPES } from "./object-type.ts";
import { type Portal, portal, tableOf } from "./portal.ts";
import type { PropertyDraft } from "./property.ts";
import { createProperty } from "./property-route.ts";
import type { StoredRecord, WriteSource } from "./record.ts";
import { type RequestCounts, requestLog } from "./request-log.ts";
import { type HubspotSandboxOptions, settingsOf } from "./settings.ts";
import { type WitnessRecord, witnessRecord } from "./witness.ts";
import { requirePlainType } from "./write-association.ts";
import { addRecord, archiveRecord, changeRecord, checkedValues, type RawProperties } from "./write-record.ts";

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

/** A HubSpot portal in this process: its API, and the hands and eyes of a witness. */
export interface HubspotSandbox {
  /** Answers a request as HubSpot's API. Rejects with a `TypeError` when a fault ends the connection. */
  fetch(request: Request): Promise<Response>;
  readonly accessToken: string;
  readonly portalId: number;
  /** Plural names of the objects that it keeps. */
  readonly objectTypes: readonly string[];
  loadPortfolio(portfolio: Portfolio): LoadedIds;
  /** Live records, ascending by id; with `archived`, those too, after them. */
  records(objectType: string, options?: { readonly archived?: boolean }): WitnessRecord[];
  /** How many live records there are. */
  count(objectType: string): number;
  /** Live records from a position on, ascending by id. */
  page(objectType: string, offset: number, limit: number): WitnessRecord[];
  /** One record, archived or not. */
  record(objectType: string, id: string): WitnessRecord | undefined;
  /** Changes properties as a person would. Refused as the API refuses. */
  edit(objectType: string, id: string, properties: RawProperties, by?: EditSource): WitnessRecord;
  create(objectType: string, input: NewRecord, by?: EditSource): WitnessRecord;
  archive(objectType: string, id: string): void;
  /** Merges the second record into the first; its id leads to the first from then on. */
  merge(objectType: string, primaryId: string, otherId: string, by?: EditSource): WitnessRecord;
  /** Links two records; by default with the unlabelled type. */
  associate(from: RecordName, to: RecordName, typeId?: number): void;
  /** Adds a custom property in the object's standard group, or in its own group if that exists. */
  defineProperty(objectType: string, draft: Omit<PropertyDraft, "groupName"> & { groupName?: string }): void;
  /** The app that people install: what HubSpot's own pages would do with it. */
  readonly oauth: OauthHands;
  /** Calls that another app of the account makes today. */
  spendDailyCalls(calls: number): void;
  failNext(fault: Fault): void;
  clearFaults(): void;
  requests(): RequestCounts;
  resetRequests(): void;
}

function requireRecord(target: Portal, { objectType, id }: RecordName): StoredRecord {
  const record = tableOf(target, objectType).records.get(id);
  if (!record) throw new RangeError(`The sandbox has no ${objectType} ${id}`);
  return record;
}

function sourceOf(target: Portal, by: EditSource = {}): WriteSource {
  const person = personSource(target, by.userId);
  return by.source ? { ...person, type: by.source } : person;
}

function associate(target: Portal, from: RecordName, to: RecordName, typeId?: number): void {
  const [fromType, toType] = [from, to].map((end) => tableOf(target, end.objectType).type.name);
  const type = associationTypeById(typeId ?? requirePlainType(fromType ?? "", toType ?? ""));
  if (!type || type.from !== fromType || type.to !== toType) {
    throw new RangeError(`Association type ${typeId} does not lead from ${fromType} to ${toType}`);
  }
  linkRecords(target, requireRecord(target, from), requireRecord(target, to), type.typeId);
}

function hands(target: Portal) {
  const context = (by: EditSource | undefined) => ({
    source: sourceOf(target, by),
    at: target.settings.now(),
  });
  const view = (objectType: string, record: StoredRecord) =>
    witnessRecord(target, tableOf(target, objectType), record);
  return {
    edit(objectType: string, id: string, properties: RawProperties, by?: EditSource) {
      const table = tableOf(target, objectType);
      const record = requireRecord(target, { objectType, id });
      const values = checkedValues(target, table, properties, record);
      changeRecord(target, table, record, values, context(by));
      return view(objectType, record);
    },
    create(objectType: string, input: NewRecord, by?: EditSource) {
      const table = tableOf(target, objectType);
      const record = addRecord(target, table, checkedValues(target, table, input.properties), context(by));
      for (const to of input.associations ?? []) associate(target, { objectType, id: record.id }, to);
      return view(objectType, record);
    },
    archive(objectType: string, id: string) {
      archiveRecord(
        tableOf(target, objectType),
        requireRecord(target, { objectType, id }),
        target.settings.now(),
      );
    },
    merge(objectType: string, primaryId: string, otherId: string, by?: EditSource) {
      const primary = requireRecord(target, { objectType, id: primaryId });
      const other = requireRecord(target, { objectType, id: otherId });
      mergeRecords(target, tableOf(target, objectType), [primary, other], context(by));
      return view(objectType, primary);
    },
    associate: (from: RecordName, to: RecordName, typeId?: number) => associate(target, from, to, typeId),
    defineProperty(objectType: string, draft: Omit<PropertyDraft, "groupName"> & { groupName?: string }) {
      const groupName = draft.groupName ?? `${tableOf(target, objectType).type.singular}information`;
      createProperty(target, objectType, { ...draft, groupName });
    },
  };
}

function eyes(target: Portal) {
  const view = (objectType: string, records: readonly StoredRecord[]) => {
    const table = tableOf(target, objectType);
    return records.map((record) => witnessRecord(target, table, record));
  };
  return {
    records(objectType: string, options: { readonly archived?: boolean } = {}) {
      const { live, archived } = tableOf(target, objectType);
      return view(objectType, options.archived ? [...live, ...archived] : live);
    },
    count: (objectType: string) => tableOf(target, objectType).live.length,
    page: (objectType: string, offset: number, limit: number) =>
      view(objectType, tableOf(target, objectType).live.slice(offset, offset + limit)),
    record: (objectType: string, id: string) => {
      const record = tableOf(target, objectType).records.get(id);
      return record && view(objectType, [record])[0];
    },
  };
}

/**
 * A HubSpot portal in this process, empty but for HubSpot's own properties and default pipeline.
 * Two sandboxes share nothing.
 */
export function hubspotSandbox(options: HubspotSandboxOptions = {}): HubspotSandbox {
  const target = portal(settingsOf(options));
  const faults = faultQueue();
  const log = requestLog();
  return {
    fetch: handler({ portal: target, faults, log }),
    accessToken: target.settings.accessToken,
    portalId: target.settings.portalId,
    objectTypes: OBJECT_TYPES.map((type) => type.name),
    loadPortfolio: (portfolio) => loadPortfolio(target, portfolio),
    ...eyes(target),
    ...hands(target),
    oauth: oauthHands(target),
    spendDailyCalls: (calls) => target.rate.spend(calls),
    failNext: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    requests: () => log.counts(),
    resetRequests: () => log.reset(),
  };
}
