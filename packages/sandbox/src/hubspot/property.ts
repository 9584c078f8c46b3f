/** The types that HubSpot gives to property values. */
export type PropertyType = "string" | "number" | "date" | "datetime" | "enumeration" | "bool";

/** One choice of an enumeration. */
export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

/** A property definition as HubSpot answers it (recorded `metadata-deals-properties-sampled`). */
export interface Property {
  readonly name: string;
  label: string;
  readonly type: PropertyType;
  fieldType: string;
  description: string;
  groupName: string;
  options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly hubspotDefined: boolean;
  readonly modificationMetadata: {
    readonly archivable: boolean;
    readonly readOnlyDefinition: boolean;
    readonly readOnlyValue: boolean;
  };
  readonly formField: boolean;
  readonly dataSensitivity: "non_sensitive";
  /** The users behind a portal's own definitions. */
  readonly createdUserId?: string;
  updatedUserId?: string;
  /** What a reference points to: `OWNER`. */
  readonly referencedObjectType?: string;
  readonly createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
}

/**
 * A property on the wire: HubSpot's own say so and have no `archived`, those of a portal the other way round
 * (recorded `metadata-contacts-properties-sampled`).
 */
export function renderProperty({ hubspotDefined, archived, ...rest }: Property) {
  return hubspotDefined && !archived ? { ...rest, hubspotDefined } : { ...rest, archived };
}

/** A property just created in a batch: without when, and without what every new one is. */
export function renderCreated(made: Property) {
  const { createdAt, updatedAt, archived, hubspotDefined, createdUserId, updatedUserId, ...rest } = made;
  return rest;
}

/** A property group as HubSpot answers it (recorded `create-property-group`). */
export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

/** The properties and groups of one object type. */
export interface PropertyCatalogue {
  readonly properties: Map<string, Property>;
  readonly groups: Map<string, PropertyGroup>;
}

/** What a definition needs; the rest has HubSpot's defaults. */
export interface PropertyDraft {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description?: string;
  readonly options?: readonly PropertyOption[];
  readonly hasUniqueValue?: boolean;
  readonly formField?: boolean;
  readonly hidden?: boolean;
  readonly displayOrder?: number;
  readonly userId?: string;
}

/** How HubSpot's own properties differ from those that a portal adds. */
export interface PropertyTraits {
  readonly hubspotDefined?: boolean;
  readonly calculated?: boolean;
  readonly readOnly?: boolean;
  readonly externalOptions?: boolean;
}

/** A full definition from a draft. `at` is an ISO instant. */
export function property(draft: PropertyDraft, at: string, traits: PropertyTraits = {}): Property {
  return {
    name: draft.name,
    label: draft.label,
    type: draft.type,
    fieldType: draft.fieldType,
    description: draft.description ?? "",
    groupName: draft.groupName,
    options: draft.options ?? [],
    displayOrder: draft.displayOrder ?? -1,
    calculated: traits.calculated ?? false,
    externalOptions: traits.externalOptions ?? false,
    hasUniqueValue: draft.hasUniqueValue ?? false,
    hidden: draft.hidden ?? false,
    hubspotDefined: traits.hubspotDefined ?? false,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: traits.hubspotDefined ?? false,
      readOnlyValue: traits.readOnly ?? traits.calculated ?? false,
    },
    formField: draft.formField ?? false,
    dataSensitivity: "non_sensitive",
    ...(draft.userId === undefined ? {} : { createdUserId: draft.userId, updatedUserId: draft.userId }),
    ...(draft.name === "hubspot_owner_id" ? { referencedObjectType: "OWNER" } : {}),
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
}
