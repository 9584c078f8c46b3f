/** What differs between object types; everything else about them is the same. */
export interface ObjectType {
  /** Plural, as in paths: `deals`. */
  readonly name: string;
  /** Singular, as in association type names and messages: `deal`. */
  readonly singular: string;
  /** HubSpot's object type id: `0-3`. */
  readonly typeId: string;
  readonly createdProperty: string;
  /** `lastmodifieddate` for contacts, `hs_lastmodifieddate` for the rest (hubspot facts §2). */
  readonly modifiedProperty: string;
  /** Answered when a read names no properties. Recorded for the first three; activities follow the pattern. */
  readonly defaultProperties: readonly string[];
  /** The last part of the granular scope: tasks and other activities ride on `contacts` (hubspot facts §3, §5). */
  readonly scope: string;
  /** Ids grow from here, so that an id of one type never passes for one of another. */
  readonly firstId: number;
}

const ACTIVITY = { createdProperty: "hs_createdate", modifiedProperty: "hs_lastmodifieddate" };
const OBJECT = { createdProperty: "createdate", modifiedProperty: "hs_lastmodifieddate" };
const activityDefaults = ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"];

/** Every object type of the sandbox, as data. */
export const OBJECT_TYPES = [
  {
    ...OBJECT,
    name: "deals",
    singular: "deal",
    typeId: "0-3",
    scope: "deals",
    firstId: 31_000_000_001,
    defaultProperties: ["amount", "closedate", "dealname", "dealstage", "pipeline"],
  },
  {
    ...OBJECT,
    name: "companies",
    singular: "company",
    typeId: "0-2",
    scope: "companies",
    firstId: 22_000_000_001,
    defaultProperties: ["domain", "name"],
  },
  {
    createdProperty: "createdate",
    modifiedProperty: "lastmodifieddate",
    name: "contacts",
    singular: "contact",
    typeId: "0-1",
    scope: "contacts",
    firstId: 51_000_000_001,
    defaultProperties: ["email", "firstname", "lastname"],
  },
  {
    ...ACTIVITY,
    name: "tasks",
    singular: "task",
    typeId: "0-27",
    scope: "contacts",
    firstId: 61_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "calls",
    singular: "call",
    typeId: "0-48",
    scope: "contacts",
    firstId: 62_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "emails",
    singular: "email",
    typeId: "0-49",
    scope: "contacts",
    firstId: 63_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "meetings",
    singular: "meeting",
    typeId: "0-47",
    scope: "contacts",
    firstId: 64_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "notes",
    singular: "note",
    typeId: "0-46",
    scope: "contacts",
    firstId: 65_000_000_001,
    defaultProperties: activityDefaults,
  },
] as const satisfies readonly ObjectType[];

const BY_ANY_NAME: ReadonlyMap<string, ObjectType> = new Map(
  OBJECT_TYPES.flatMap((type) =>
    [type.name, type.singular, type.typeId].map((name) => [name, type] as const),
  ),
);

/**
 * The object type behind a path segment: plural, singular (any case) or type id.
 * `undefined` for a type that this sandbox does not keep.
 */
export function objectTypeOf(name: string): ObjectType | undefined {
  return BY_ANY_NAME.get(name.toLowerCase());
}
