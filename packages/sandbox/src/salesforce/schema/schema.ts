import { activityObjects, emailObjects } from "./activity-objects.ts";
import { type Field, text } from "./field.ts";
import { fieldHistory } from "./history-objects.ts";
import type { ObjectDefinition } from "./object-definition.ts";
import { salesObjects } from "./sales-objects.ts";
import { currencyObjects, setupObjects } from "./setup-objects.ts";

/** The objects and fields of one org. Names are found whatever their case, as Salesforce does. */
export interface Schema {
  object(name: string): ObjectDefinition | undefined;
  objects(): readonly ObjectDefinition[];
  field(object: string, name: string): Field | undefined;
  /** The object that ids with this beginning belong to. */
  ofId(id: string): ObjectDefinition | undefined;
  /** Adds a field, or puts it in the place of one with its name. */
  putField(object: string, field: Field): void;
  removeField(object: string, name: string): void;
  /** Says that who may see what has changed. */
  touch(): void;
  /** When an object, a field or who may see it last changed, in milliseconds since 1970. */
  changedAt(): number;
  /** Turns on several currencies; doing it again changes nothing. */
  allowCurrencies(): void;
}

const withCurrency = ["Account", "Contact", "Opportunity", "OpportunityHistory"];

interface Entry {
  definition: ObjectDefinition;
  fields: Map<string, Field>;
}

function entryOf(definition: ObjectDefinition): Entry {
  return { definition, fields: new Map(definition.fields.map((each) => [each.name.toLowerCase(), each])) };
}

/** How an org's objects may differ, and its clock. */
interface SchemaOptions {
  readonly emailMessages: boolean;
  readonly fieldHistory: boolean;
  /** These objects in the place of those of a sales org. */
  readonly definitions?: readonly ObjectDefinition[];
  readonly now: () => number;
}

/** The objects that an org has from its first day. */
function firstObjects({
  emailMessages,
  fieldHistory: tracks,
  definitions,
}: SchemaOptions): readonly ObjectDefinition[] {
  if (definitions) return definitions;
  const emails = emailMessages ? emailObjects : [];
  const histories = tracks ? [fieldHistory] : [];
  return [...salesObjects, ...histories, ...activityObjects, ...emails, ...setupObjects];
}

/** A new org's schema, with or without e-mails as records and a history of fields. */
export function schema(options: SchemaOptions): Schema {
  const entries = new Map<string, Entry>();
  const prefixes = new Map<string, string>();
  const add = (definition: ObjectDefinition): void => {
    entries.set(definition.name.toLowerCase(), entryOf(definition));
    prefixes.set(definition.keyPrefix, definition.name);
  };
  for (const definition of firstObjects(options)) add(definition);
  let changedAt = options.now();
  const refresh = (entry: Entry): void => {
    changedAt = options.now();
    entry.definition = { ...entry.definition, fields: [...entry.fields.values()] };
  };
  const object = (name: string) => entries.get(name.toLowerCase())?.definition;
  const putField = (name: string, field: Field): void => {
    const entry = entries.get(name.toLowerCase());
    if (!entry) throw new Error(`No object \`${name}\` in this org`);
    entry.fields.set(field.name.toLowerCase(), field);
    refresh(entry);
  };
  return {
    touch() {
      changedAt = options.now();
    },
    changedAt: () => changedAt,
    object,
    objects: () => [...entries.values()].map((entry) => entry.definition),
    field: (name, fieldName) => entries.get(name.toLowerCase())?.fields.get(fieldName.toLowerCase()),
    ofId: (id) => object(prefixes.get(id.slice(0, 3)) ?? ""),
    putField,
    removeField(name, fieldName) {
      const entry = entries.get(name.toLowerCase());
      if (entry?.fields.delete(fieldName.toLowerCase())) refresh(entry);
    },
    allowCurrencies() {
      if (object("CurrencyType")) return;
      for (const definition of currencyObjects) add(definition);
      const code = text("CurrencyIsoCode", 3, { defaultedOnCreate: true, label: "Currency ISO Code" });
      for (const name of withCurrency) putField(name, code);
      for (const name of ["User", "Organization"])
        putField(name, { ...code, name: "DefaultCurrencyIsoCode" });
    },
  };
}
