import {
  type Change,
  type CrmRecord,
  type FieldChange,
  type FieldValue,
  type Links,
  quoteVendor,
  type Reading,
  type RecordBase,
} from "@headway/crm";
import { normalInstant } from "./calendar.ts";
import { mapActivity } from "./map-activity.ts";
import { mapDeal } from "./map-deal.ts";
import type { StoredObject } from "./object-source.ts";
import { fieldValue, type Properties, properties, UnreadableValue } from "./read-value.ts";
import type { StageDates } from "./stage-dates.ts";
import { member, rowId } from "./vendor-answers.ts";

/** Tells the changes of the fields of the deal behind a row. */
export type HistoryTelling = (
  row: unknown,
  createdAt: string,
  context: MapContext,
) => Reading<readonly FieldChange[]>;

/** What the mapping of one record needs to know of the account besides the record. */
export interface MapContext {
  /** The day of an instant in the account's zone, and its currency; a currency of `null` stays unsaid. */
  readonly account: { readonly dayOf: (ms: number) => string; readonly currency: string | null } | null;
  /** Labels of call outcomes by HubSpot's id of them. */
  readonly dispositions: ReadonlyMap<string, string>;
  /** Owner ids by user id: HubSpot's history names users, its records name owners. */
  readonly ownerIds: ReadonlyMap<string, string>;
  /** HubSpot's types of the fields asked for by name; a field it does not have is absent. */
  readonly fieldTypes: ReadonlyMap<string, string>;
  /** When deals entered stages that their history has lost. */
  readonly stageDates: StageDates;
  /** Whether the text of any e-mail of the same page came along: without the scope none ever does. */
  readonly emailTextSeen: boolean;
  /** Tells the changes of a deal's fields; `null` where none were asked for. */
  readonly history: HistoryTelling | null;
}

/** What a record has whatever its object; mappings of single objects add to it. */
export type Base = Omit<RecordBase<StoredObject>, "object">;

/**
 * Turns one row of HubSpot's into a canonical record. Pure. What cannot be read makes an `unreadable`
 * change that names the field and the reason; nothing is guessed.
 */
export function mapRecord(object: StoredObject, row: unknown, links: Links, context: MapContext): Change {
  const id = rowId(row);
  try {
    if (id === null) throw new UnreadableValue("id", "missing");
    const failure = member(row, "unreadable");
    if (typeof failure === "string") throw new UnreadableValue("properties", failure);
    const values = properties(row);
    const base: Base = {
      id,
      createdAt: envelopeInstant(row, "createdAt"),
      modifiedAt: envelopeInstant(row, "updatedAt"),
      ...url(row),
      links,
      fields: fields(values, context),
    };
    return { type: "upserted", record: mapObject(object, base, values, row, context) };
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return { type: "unreadable", object, id, field: error.field, reason: quoteVendor(error.message) };
  }
}

function mapObject(
  object: StoredObject,
  base: Base,
  values: Properties,
  row: unknown,
  context: MapContext,
): CrmRecord {
  if (object === "deal") return mapDeal(base, values, row, context);
  const ownerId = values.text("hubspot_owner_id");
  if (object === "account") {
    return { ...base, object, name: values.text("name"), domain: values.text("domain"), ownerId };
  }
  if (object === "contact") {
    return {
      ...base,
      object,
      firstName: values.text("firstname"),
      lastName: values.text("lastname"),
      email: values.text("email"),
      title: values.text("jobtitle"),
      ownerId,
    };
  }
  return mapActivity(object, base, values, context);
}

function envelopeInstant(row: unknown, name: string): string {
  const value = member(row, name);
  const instant = typeof value === "string" ? normalInstant(value) : undefined;
  if (instant === undefined)
    throw new UnreadableValue(name, value === undefined ? "missing" : "not an instant");
  return instant;
}

function url(row: unknown): { url?: string } {
  const value = member(row, "url");
  return typeof value === "string" && value.startsWith("https://") ? { url: value } : {};
}

const noFields: Readonly<Record<string, FieldValue>> = Object.freeze({});

function fields(values: Properties, context: MapContext): Readonly<Record<string, FieldValue>> {
  if (context.fieldTypes.size === 0) return noFields;
  const given = [...context.fieldTypes].filter(([name]) => values.has(name));
  return Object.fromEntries(given.map(([name, type]) => [name, fieldValue(name, type, values)]));
}
