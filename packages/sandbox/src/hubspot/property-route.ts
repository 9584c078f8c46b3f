import type { Context, Hono } from "hono";
import { APP_USER } from "./account-route.ts";
import { json, noContent } from "./answer.ts";
import { attempt, batchAnswer, batchError, batchInputs } from "./batch.ts";
import { instantText } from "./instant.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { bodyOf } from "./object-route.ts";
import { indexUnique } from "./object-table.ts";
import { OBJECT_TYPES } from "./object-type.ts";
import { catalogueOf, type Portal, requireType, tableOf } from "./portal.ts";
import {
  type Property,
  type PropertyCatalogue,
  type PropertyGroup,
  type PropertyOption,
  type PropertyType,
  property,
  renderCreated,
  renderProperty,
} from "./property.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";

const CUSTOM_LIMIT = 1_000;
const OVERALL_LIMIT = 10_000;
const BATCH_LIMIT = 100;
const UNIQUE_LIMIT = 10;
const NAME = /^[a-z][a-z0-9_]{0,99}$/;

/** Types and the ways in which a form may show them, as HubSpot pairs them. */
const FIELD_TYPES: Readonly<Record<PropertyType, readonly string[]>> = {
  string: ["text", "textarea", "html", "phonenumber", "file"],
  number: ["number"],
  date: ["date"],
  datetime: ["date"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox"],
  bool: ["booleancheckbox"],
};

function isPropertyType(text: string): text is PropertyType {
  return Object.hasOwn(FIELD_TYPES, text);
}

function required(body: JsonObject, name: string): string {
  const text = textAt(body[name]);
  if (!text) throw invalid(`Invalid input JSON: Some required fields were not set: [${name}]`);
  return text;
}

function optionsOf(raw: unknown): PropertyOption[] {
  const options = arrayAt(raw, "options").map((each, index) => {
    const option = objectAt(each, "option");
    return {
      label: required(option, "label"),
      value: required(option, "value"),
      ...(typeof option.description === "string" ? { description: option.description } : {}),
      displayOrder: typeof option.displayOrder === "number" ? option.displayOrder : index,
      hidden: option.hidden === true,
    };
  });
  if (new Set(options.map((option) => option.value)).size < options.length) {
    throw invalid("Property options must have unique values");
  }
  return options;
}

function typesOf(body: JsonObject): { type: PropertyType; fieldType: string } {
  const type = required(body, "type");
  const fieldType = required(body, "fieldType");
  if (!isPropertyType(type))
    throw invalid(`Cannot deserialize value of type: ${type} is not a property type`);
  if (!FIELD_TYPES[type].includes(fieldType)) {
    throw invalid(`fieldType ${fieldType} does not go with the property type ${type}`);
  }
  return { type, fieldType };
}

function checkLimits(portal: Portal, catalogue: PropertyCatalogue, typeName: string, unique: boolean): void {
  const custom = [...catalogue.properties.values()].filter((each) => !each.hubspotDefined && !each.archived);
  if (custom.length >= CUSTOM_LIMIT)
    throw invalid(`The limit of ${CUSTOM_LIMIT} custom properties was reached`);
  if (!unique) return;
  if (custom.filter((each) => each.hasUniqueValue).length >= UNIQUE_LIMIT) {
    throw invalid(`The limit of ${UNIQUE_LIMIT} unique properties was reached`);
  }
  if (typeName === "tasks" && !portal.settings.uniqueTaskProperty) {
    throw invalid("hasUniqueValue is not supported for the object type TASK");
  }
}

function draftOf(portal: Portal, typeName: string, body: JsonObject): Property {
  const catalogue = catalogueOf(portal, typeName);
  const name = required(body, "name");
  const groupName = required(body, "groupName");
  const unique = body.hasUniqueValue === true;
  if (!NAME.test(name)) throw invalid(`${name} is not a valid property name`);
  if (!catalogue.groups.has(groupName)) throw invalid(`Property group ${groupName} does not exist`);
  const { type, fieldType } = typesOf(body);
  const existing = catalogue.properties.get(name);
  if (existing && !existing.archived) {
    throw new Refusal(409, {
      message: `A property named '${name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
      context: { name: [name] },
    });
  }
  checkLimits(portal, catalogue, typeName, unique);
  const options = type === "bool" && !body.options ? optionsOf(BOOLEAN_OPTIONS) : optionsOf(body.options);
  const at = instantText(portal.settings.now());
  const label = required(body, "label");
  const userId = String(APP_USER);
  const draft = { name, label, type, fieldType, groupName, options, hasUniqueValue: unique, userId };
  return property(
    { ...draft, description: textAt(body.description) ?? "", formField: body.formField === true },
    at,
  );
}

const BOOLEAN_OPTIONS = ["true", "false"].map((value) => ({ label: value, value }));

/** Adds a property as the API would, or refuses as it would (409 when there is one of this name). */
export function createProperty(portal: Portal, typeName: string, body: JsonObject): Property {
  const type = requireType(typeName);
  const made = draftOf(portal, type.name, body);
  catalogueOf(portal, type.name).properties.set(made.name, made);
  const table = tableOf(portal, type.name);
  if (made.hasUniqueValue) {
    table.unique.set(made.name, new Map());
    for (const record of table.live) indexUnique(table, record);
  }
  return made;
}

/** Adds a property group, or refuses with 409 when there is one of this name. */
export function createGroup(portal: Portal, typeName: string, body: JsonObject): PropertyGroup {
  const catalogue = catalogueOf(portal, typeName);
  const name = required(body, "name");
  if (catalogue.groups.has(name)) {
    throw new Refusal(409, {
      message: `A property group named '${name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
    });
  }
  const displayOrder = typeof body.displayOrder === "number" ? body.displayOrder : -1;
  const group = { name, label: required(body, "label"), displayOrder, archived: false };
  catalogue.groups.set(name, group);
  return group;
}

function requireProperty(portal: Portal, context: Context): Property {
  const catalogue = catalogueOf(portal, context.req.param("type") ?? "");
  const found = catalogue.properties.get(context.req.param("name") ?? "");
  if (!found || found.archived) throw notFound();
  return found;
}

function archiveProperty(portal: Portal, context: Context): Response {
  const found = requireProperty(portal, context);
  if (found.hubspotDefined) throw invalid(`${found.name} cannot be archived`);
  found.archived = true;
  found.archivedAt = instantText(portal.settings.now());
  return noContent();
}

function updateProperty(portal: Portal, context: Context, body: JsonObject): Response {
  const found = requireProperty(portal, context);
  if (found.modificationMetadata.readOnlyDefinition) throw invalid(`${found.name} cannot be changed`);
  found.label = textAt(body.label) ?? found.label;
  found.description = textAt(body.description) ?? found.description;
  found.groupName = textAt(body.groupName) ?? found.groupName;
  if (body.options !== undefined) found.options = optionsOf(body.options);
  found.updatedAt = instantText(portal.settings.now());
  return json(renderProperty(found));
}

function listProperties(portal: Portal, context: Context): Response {
  const archived = context.req.query("archived") === "true";
  const all = [...catalogueOf(portal, context.req.param("type") ?? "").properties.values()];
  return json({ results: all.filter((each) => each.archived === archived).map(renderProperty) });
}

/**
 * Creates many at once. One that exists stands for itself, as recorded (`batch-create-properties`); what is wrong
 * otherwise refuses all.
 */
function createBatch(portal: Portal, typeName: string, body: JsonObject): Response {
  const inputs = batchInputs(body, BATCH_LIMIT);
  const checked = inputs.map((input) => attempt(() => draftOf(portal, typeName, input)));
  for (const each of checked) if (each instanceof Refusal && each.status !== 409) throw each;
  const made = inputs.map((input) => attempt(() => createProperty(portal, typeName, input)));
  const results = made.flatMap((each) => (each instanceof Refusal ? [] : [renderCreated(each)]));
  const errors = made.flatMap((each) => (each instanceof Refusal ? [batchError(each, {})] : []));
  const answer = batchAnswer(results, errors, portal.settings.now(), 201);
  return json(answer.body, answer.status);
}

/** How many custom properties there are and may be (hubspot facts §1). */
function limits(portal: Portal) {
  const byObjectType = OBJECT_TYPES.map(({ name, singular, typeId }) => {
    const all = [...catalogueOf(portal, name).properties.values()];
    const usage = all.filter((each) => !each.hubspotDefined && !each.archived).length;
    const labels = { singularLabel: titled(singular), pluralLabel: titled(name) };
    return {
      objectTypeId: typeId,
      ...labels,
      limit: CUSTOM_LIMIT,
      usage,
      percentage: percent(usage, CUSTOM_LIMIT),
    };
  });
  const overallUsage = byObjectType.reduce((sum, each) => sum + each.usage, 0);
  const overallPercentage = percent(overallUsage, OVERALL_LIMIT);
  return { byObjectType, overallLimit: OVERALL_LIMIT, overallUsage, overallPercentage };
}

function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function percent(usage: number, limit: number): number {
  return Math.round((usage / limit) * 10_000) / 100;
}

/** Adds the calls on properties and property groups. */
export function propertyRoutes(app: Hono, portal: Portal): void {
  app.get("/limits/custom-properties", () => json(limits(portal)));
  app.post("/properties/:type/batch/create", async (context) =>
    createBatch(portal, context.req.param("type"), await bodyOf(context)),
  );
  app.get("/properties/:type/groups", (context) =>
    json({ results: [...catalogueOf(portal, context.req.param("type")).groups.values()] }),
  );
  app.post("/properties/:type/groups", async (context) =>
    json(createGroup(portal, context.req.param("type"), await bodyOf(context)), 201),
  );
  app.get("/properties/:type/groups/:name", (context) => {
    const group = catalogueOf(portal, context.req.param("type")).groups.get(context.req.param("name"));
    if (!group) throw notFound();
    return json(group);
  });
  app.get("/properties/:type", (context) => listProperties(portal, context));
  app.post("/properties/:type", async (context) =>
    json(renderProperty(createProperty(portal, context.req.param("type"), await bodyOf(context))), 201),
  );
  app.get("/properties/:type/:name", (context) => json(renderProperty(requireProperty(portal, context))));
  app.patch("/properties/:type/:name", async (context) =>
    updateProperty(portal, context, await bodyOf(context)),
  );
  app.delete("/properties/:type/:name", (context) => archiveProperty(portal, context));
}
