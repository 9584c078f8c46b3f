import { type FieldAccess, fieldAccess } from "./schema/field-access.ts";
import { addPersonAccounts, removeInspection } from "./schema/gated-fields.ts";
import type { ObjectDefinition } from "./schema/object-definition.ts";
import { type Schema, schema } from "./schema/schema.ts";
import { type Deletions, deletions } from "./store/deletions.ts";
import { frozenRows } from "./store/frozen-rows.ts";
import { stampText } from "./store/instant.ts";
import { canonicalId, recordId } from "./store/record-id.ts";
import type { FieldValue, FieldValues, Row } from "./store/row.ts";
import { type Table, table } from "./store/table.ts";
import { type Rules, rules } from "./write/rules.ts";

/** How an org may differ from a plain one. */
export interface OrgFeatures {
  /** Whether e-mails are records. Off: the object `EmailMessage` does not exist. Default on. */
  readonly emailMessages?: boolean;
  /** Several currencies: `CurrencyIsoCode` fields and `CurrencyType`. Default off. */
  readonly multiCurrency?: boolean;
  /** `PushCount`, `LastStageChangeDate`, `AgeInDays`, `LastActivityInDays` of opportunities. Default on. */
  readonly pipelineInspection?: boolean;
  /** Accounts that are people, each with a contact of its own. Default off. */
  readonly personAccounts?: boolean;
  /** Whether old closed activities hide from `query`, as in a real org. Default on. */
  readonly archive?: boolean;
  /** Fields of Opportunity whose changes `OpportunityFieldHistory` keeps, at most 20. Default none: the object does not exist. */
  readonly trackedFields?: readonly string[];
  /** Whether the field `StageName` refuses values that are no stage. Default off, as recorded. */
  readonly restrictedStages?: boolean;
}

/** One org: its schema, its records, its clock and who may see what. */
export interface Org {
  readonly schema: Schema;
  readonly access: FieldAccess;
  readonly deletions: Deletions;
  readonly rules: Rules;
  /** The names of the stages of a record type of opportunities, in their order, by its id. */
  readonly salesProcesses: Map<string, readonly string[]>;
  readonly features: Required<OrgFeatures>;
  readonly now: () => number;
  /** The user that the API acts as. */
  integrationUserId(): string;
  table(object: string): Table;
  /** The record of any object with this id, 15 or 18 characters. */
  find(id: string): Row | undefined;
  /** Adds a record with an id of its own; audit fields are the caller's. */
  insert(object: string, values: FieldValues): Row;
  /** The audit fields of a record made at an instant by a user. */
  stamps(userId: string, at?: number): Record<string, FieldValue>;
  /** From now on shows every row as it is now, whatever becomes of it, to whoever holds the function. */
  freeze(): (row: Row) => Row;
  /** Does the work; takes back every change that it made if it throws or does not say `keep`. */
  attempt<Outcome extends { readonly keep: boolean }>(work: () => Outcome): Outcome;
}

/** The tables of an org, made as they are asked for, and a way to take their changes back. */
function tableStore(): Pick<Org, "table" | "attempt" | "deletions" | "freeze"> {
  const tables = new Map<string, Table>();
  let undos: (() => void)[] | undefined;
  const frozen = frozenRows();
  const onChange = (undo: () => void): void => void undos?.push(undo);
  return {
    deletions: deletions(onChange),
    freeze: frozen.freeze,
    table(object) {
      const found = tables.get(object) ?? table(onChange, frozen.keep);
      tables.set(object, found);
      return found;
    },
    attempt(work) {
      const outer = undos;
      const own: (() => void)[] = [];
      const takeBack = (): void => {
        undos = undefined;
        for (const undo of own.splice(0).reverse()) undo();
      };
      undos = own;
      try {
        const outcome = work();
        if (!outcome.keep) takeBack();
        return outcome;
      } catch (error) {
        takeBack();
        throw error;
      } finally {
        outer?.push(...own);
        undos = outer;
      }
    },
  };
}

/** Ids that grow with every record of an object. */
function idMint(objects: Schema): (object: string) => string {
  const serials = new Map<string, number>();
  return (object) => {
    const definition = objects.object(object);
    if (!definition) throw new Error(`No object \`${object}\` in this org`);
    const serial = (serials.get(object) ?? 0) + 1;
    serials.set(object, serial);
    return recordId(definition.keyPrefix, serial);
  };
}

function applyFeatures(objects: Schema, features: Required<OrgFeatures>): void {
  if (features.multiCurrency) objects.allowCurrencies();
  if (!features.pipelineInspection) removeInspection(objects);
  if (features.personAccounts) addPersonAccounts(objects);
}

/** An org without a single record; `definitions` takes the place of the objects of a sales org. */
export function org(options: {
  readonly now: () => number;
  readonly features: Required<OrgFeatures>;
  readonly definitions?: readonly ObjectDefinition[];
}): Org {
  const { now, features, definitions } = options;
  const objects = schema({
    emailMessages: features.emailMessages,
    fieldHistory: features.trackedFields.length > 0,
    now,
    ...(definitions ? { definitions } : {}),
  });
  const store = tableStore();
  const mint = idMint(objects);
  if (!definitions) applyFeatures(objects, features);
  return {
    ...store,
    schema: objects,
    access: fieldAccess(objects.touch),
    rules: rules(),
    salesProcesses: new Map(),
    features,
    now,
    integrationUserId: () => recordId("005", 1),
    find(id) {
      const canonical = canonicalId(id);
      const definition = canonical && objects.ofId(canonical);
      return definition ? store.table(definition.name).get(canonical) : undefined;
    },
    insert(object, values) {
      const row: Row = { ...values, Id: mint(object) };
      store.table(object).add(row);
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
  };
}
