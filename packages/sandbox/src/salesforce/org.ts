import { type FieldAccess, fieldAccess } from "./schema/field-access.ts";
import { type Schema, schema } from "./schema/schema.ts";
import { stampText } from "./store/instant.ts";
import { canonicalId, recordId } from "./store/record-id.ts";
import type { FieldValue, FieldValues, Row } from "./store/row.ts";
import { type Table, table } from "./store/table.ts";

/** How an org may differ from a plain one. */
export interface OrgFeatures {
  /** Whether e-mails are records. Off: the object `EmailMessage` does not exist. Default on. */
  readonly emailMessages?: boolean;
  /** Several currencies: `CurrencyIsoCode` fields and `CurrencyType`. Default off. */
  readonly multiCurrency?: boolean;
  /** Whether old closed activities hide from `query`, as in a real org. Default on. */
  readonly archive?: boolean;
  /** Whether the field `StageName` refuses values that are no stage. Default off, as recorded. */
  readonly restrictedStages?: boolean;
}

/** One org: its schema, its records, its clock and who may see what. */
export interface Org {
  readonly schema: Schema;
  readonly access: FieldAccess;
  readonly features: Required<OrgFeatures>;
  readonly now: () => number;
  /** The user that the API acts as. */
  integrationUserId(): string;
  table(object: string): Table;
  mint(object: string): string;
  /** The record of any object with this id, 15 or 18 characters. */
  find(id: string): Row | undefined;
  /** Adds a record with an id of its own; audit fields are the caller's. */
  insert(object: string, values: FieldValues): Row;
  /** The audit fields of a record made at an instant by a user. */
  stamps(userId: string, at?: number): Record<string, FieldValue>;
  /** Does the work and, unless it says `keep`, takes back every change that it made. */
  attempt<Outcome extends { readonly keep: boolean }>(work: () => Outcome): Outcome;
}

/** An org without a single record. */
export function org(options: { now: () => number; features: Required<OrgFeatures> }): Org {
  const { now, features } = options;
  const objects = schema({ emailMessages: features.emailMessages });
  const tables = new Map<string, Table>();
  const serials = new Map<string, number>();
  let undos: (() => void)[] | undefined;
  const tableOf = (object: string): Table => {
    const found = tables.get(object) ?? table((undo) => undos?.push(undo));
    tables.set(object, found);
    return found;
  };
  const mint = (object: string): string => {
    const definition = objects.object(object);
    if (!definition) throw new Error(`No object \`${object}\` in this org`);
    const serial = (serials.get(object) ?? 0) + 1;
    serials.set(object, serial);
    return recordId(definition.keyPrefix, serial);
  };
  if (features.multiCurrency) objects.allowCurrencies();
  return {
    schema: objects,
    access: fieldAccess(),
    features,
    now,
    integrationUserId: () => recordId("005", 1),
    table: tableOf,
    mint,
    find(id) {
      const canonical = canonicalId(id);
      const definition = canonical && objects.ofId(canonical);
      return definition ? tableOf(definition.name).get(canonical) : undefined;
    },
    insert(object, values) {
      const row: Row = { ...values, Id: mint(object) };
      tableOf(object).add(row);
      return row;
    },
    stamps(userId, at = now()) {
      const stamp = stampText(at);
      return {
        IsDeleted: false,
        CreatedDate: stamp,
        CreatedById: userId,
        LastModifiedDate: stamp,
        LastModifiedById: userId,
        SystemModstamp: stamp,
      };
    },
    attempt(work) {
      undos = [];
      const outcome = work();
      if (!outcome.keep) for (const undo of undos.reverse()) undo();
      undos = undefined;
      return outcome;
    },
  };
}
