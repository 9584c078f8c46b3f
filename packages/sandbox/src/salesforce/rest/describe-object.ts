import type { Org } from "../org.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { asObject } from "./api-request.ts";

type Description = Record<string, unknown>;

const soapTypes: Readonly<Record<string, string>> = {
  id: "tns:ID",
  reference: "tns:ID",
  boolean: "xsd:boolean",
  int: "xsd:int",
  double: "xsd:double",
  currency: "xsd:double",
  percent: "xsd:double",
  date: "xsd:date",
  datetime: "xsd:dateTime",
};

/** What is the same of every field that the sandbox models. */
const constant: Description = {
  aiPredictionField: false,
  autoNumber: false,
  calculated: false,
  calculatedFormula: null,
  compoundFieldName: null,
  controllerName: null,
  defaultValueFormula: null,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  displayLocationInDecimal: false,
  encrypted: false,
  filteredLookupInfo: null,
  formulaTreatNullNumberAsZero: false,
  highScaleNumber: false,
  htmlFormatted: false,
  mask: null,
  maskType: null,
  queryByDistance: false,
  referenceTargetField: null,
  relationshipOrder: null,
  restrictedDelete: false,
  searchPrefilterable: false,
  writeRequiresMasterRead: false,
};

function isByteCounted(field: Field): boolean {
  return soapTypes[field.type] === undefined;
}

function isGroupable(field: Field): boolean {
  if (field.type === "textarea") return field.filterable;
  return !["datetime", "double", "currency", "percent", "combobox"].includes(field.type);
}

function describeField(org: Org, object: ObjectDefinition, field: Field): Description {
  const access = org.access.of(object.name, field);
  const polymorphic = field.referenceTo.length > 1 || field.name === "WhoId";
  return {
    ...constant,
    aggregatable: field.sortable && field.type !== "boolean",
    byteLength: isByteCounted(field) ? field.length * 3 : field.length,
    cascadeDelete: false,
    caseSensitive: field.caseSensitive,
    createable: field.createable && access.editable,
    custom: field.custom,
    defaultValue: field.defaultValue,
    defaultedOnCreate: field.defaultedOnCreate,
    digits: field.type === "int" ? 8 : 0,
    externalId: field.externalId,
    extraTypeInfo: field.type === "textarea" ? "plaintextarea" : null,
    filterable: field.filterable,
    groupable: isGroupable(field),
    idLookup: field.type === "id" || field.externalId || isIdLookup(object, field),
    inlineHelpText: field.inlineHelpText,
    label: field.label,
    length: field.length,
    name: field.name,
    nameField: field.name === "Name" || field.type === "combobox",
    namePointing: polymorphic,
    nillable: field.nillable,
    permissionable: field.custom || (field.nillable && field.createable),
    picklistValues: field.picklistValues.map((value) => ({ ...value, validFor: null })),
    polymorphicForeignKey: polymorphic,
    precision: field.precision,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    soapType: soapTypes[field.type] ?? "xsd:string",
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable && access.editable,
  };
}

const lookupFields = new Set(["Contact.Email", "User.Username", "Opportunity.Name"]);

/** Standard fields by which a record can be found for an upsert. */
export function isIdLookup(object: ObjectDefinition, field: Field): boolean {
  return lookupFields.has(`${object.name}.${field.name}`);
}

function childRelationships(org: Org, object: ObjectDefinition): Description[] {
  return org.schema.objects().flatMap((child) =>
    child.fields
      .filter((field) => field.referenceTo.includes(object.name))
      .map((field) => ({
        cascadeDelete: field.cascadeDelete,
        childSObject: child.name,
        deprecatedAndHidden: false,
        field: field.name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: field.childRelationshipName,
        restrictedDelete: false,
      })),
  );
}

function recordTypeInfos(org: Org, object: ObjectDefinition, version: string): Description[] {
  const own = org.table("RecordType").rows.filter((row) => row.SobjectType === object.name);
  const master = { Id: "012000000000000AAA", Name: "Master", DeveloperName: "Master", IsActive: true };
  return [...own, master].map((row, index) => ({
    active: row.IsActive === true,
    available: true,
    defaultRecordTypeMapping: index === 0,
    developerName: row.DeveloperName,
    master: row.Id === master.Id,
    name: row.Name,
    recordTypeId: row.Id,
    urls: { layout: `/services/data/${version}/sobjects/${object.name}/describe/layouts/${row.Id}` },
  }));
}

/** What `describeGlobal` and `sobjects/{T}` say of an object. */
export function describeBriefly(object: ObjectDefinition, version: string): Description {
  const base = `/services/data/${version}/sobjects/${object.name}`;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.writable,
    custom: false,
    customSetting: false,
    deepCloneable: false,
    deletable: object.writable,
    deprecatedAndHidden: false,
    feedEnabled: object.undeletable,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.writable,
    mergeable: object.name === "Account" || object.name === "Contact",
    mruEnabled: object.undeletable,
    name: object.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: object.undeletable,
    triggerable: object.undeletable,
    undeletable: object.undeletable,
    updateable: object.writable,
    urls: { rowTemplate: `${base}/{ID}`, describe: `${base}/describe`, sobject: base },
  };
}

/** Where the pages and layouts of an object are that people work with. */
function layoutUrls(object: ObjectDefinition, version: string, instanceUrl: string): Description {
  if (!object.undeletable || !object.writable) return {};
  const base = `/services/data/${version}/sobjects/${object.name}`;
  const isActivity = object.name === "Task" || object.name === "Event";
  const lists = {
    approvalLayouts: `${base}/describe/approvalLayouts`,
    listviews: `${base}/listviews`,
  };
  return {
    compactLayouts: `${base}/describe/compactLayouts`,
    layouts: `${base}/describe/layouts`,
    quickActions: `${base}/quickActions`,
    uiDetailTemplate: `${instanceUrl}/{ID}`,
    uiEditTemplate: `${instanceUrl}/{ID}/e`,
    uiNewRecord: `${instanceUrl}/${object.keyPrefix}/e`,
    ...(isActivity ? {} : lists),
    ...(object.name === "Event" ? { eventSeriesUpdates: `${base}/{ID}/fromThisEventOnwards` } : {}),
    ...(object.name === "Account" ? { defaultValues: `${base}/defaultValues?recordTypeId&fields` } : {}),
  };
}

/** What `sobjects/{T}/describe` says: only the fields that the integration user may read. */
export function describeObject(
  org: Org,
  object: ObjectDefinition,
  version: string,
  instanceUrl: string,
): Description {
  const brief = describeBriefly(object, version);
  const visible = object.fields.filter((field) => org.access.of(object.name, field).readable);
  return {
    ...brief,
    urls: { ...asObject(brief.urls), ...layoutUrls(object, version, instanceUrl) },
    actionOverrides: [],
    childRelationships: childRelationships(org, object),
    compactLayoutable: object.undeletable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: visible.map((field) => describeField(org, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(org, object, version),
    searchLayoutable: object.undeletable,
    sobjectDescribeOption: "FULL",
    supportedScopes: [{ label: `All ${object.labelPlural.toLowerCase()}`, name: "everything" }],
  };
}
