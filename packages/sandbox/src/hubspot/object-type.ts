import { CONTACT_VALUES } from "./contact-value.ts";

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
  /** What a create through the API fills in where it is not given. */
  readonly filledIn?: Readonly<Record<string, string>>;
  /** Properties in the answer to a write besides what was written and the system's (recorded). */
  readonly answeredOnWrite?: readonly string[];
  /** Further ones in the answer to a create. */
  readonly answeredOnCreate?: readonly string[];
  /** Where `query` of a search looks. */
  readonly searchedProperties: readonly string[];
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
    searchedProperties: ["dealname", "pipeline", "dealstage", "description", "dealtype"],
    singular: "deal",
    typeId: "0-3",
    scope: "deals",
    firstId: 31_000_000_001,
    defaultProperties: ["amount", "closedate", "dealname", "dealstage", "pipeline"],
  },
  {
    ...OBJECT,
    name: "companies",
    filledIn: { hs_pipeline: "companies-lifecycle-pipeline", lifecyclestage: "lead" },
    answeredOnWrite: ["hs_pipeline", "lifecyclestage"],
    answeredOnCreate: ["website"],
    searchedProperties: ["name", "domain", "website", "phone"],
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
    filledIn: { hs_pipeline: "contacts-lifecycle-pipeline", lifecyclestage: "lead" },
    answeredOnWrite: ["hs_is_unworked", "hs_pipeline", "lifecyclestage"],
    answeredOnCreate: Object.keys(CONTACT_VALUES),
    searchedProperties: ["firstname", "lastname", "email", "phone", "mobilephone", "company"],
    singular: "contact",
    typeId: "0-1",
    scope: "contacts",
    firstId: 51_000_000_001,
    defaultProperties: ["email", "firstname", "lastname"],
  },
  {
    ...ACTIVITY,
    name: "tasks",
    searchedProperties: ["hs_task_subject", "hs_task_body"],
    singular: "task",
    typeId: "0-27",
    scope: "contacts",
    firstId: 61_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "calls",
    searchedProperties: ["hs_call_title", "hs_call_body"],
    singular: "call",
    typeId: "0-48",
    scope: "contacts",
    firstId: 62_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "emails",
    searchedProperties: ["hs_email_subject"],
    singular: "email",
    typeId: "0-49",
    scope: "contacts",
    firstId: 63_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "meetings",
    searchedProperties: ["hs_meeting_title", "hs_meeting_body"],
    singular: "meeting",
    typeId: "0-47",
    scope: "contacts",
    firstId: 64_000_000_001,
    defaultProperties: activityDefaults,
  },
  {
    ...ACTIVITY,
    name: "notes",
    searchedProperties: ["hs_note_body"],
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
