import {
  CrmError,
  type CrmErrorCode,
  type FieldDefinition,
  type FieldKind,
  type ProvisionOutcome,
  type ProvisionStep,
} from "@headway/crm";
import type { Client } from "./client.ts";
import { fieldKind } from "./field-schema.ts";
import { isStoredObject, objectSources, type StoredObject } from "./object-source.ts";
import { type Property, readProperties } from "./property-definitions.ts";

/** The group in which HubSpot shows Headway's properties. */
const group = { name: "headway", label: "Headway" } as const;
const fallbackNote =
  "HubSpot keeps no unique value here; a task is recognised by its key among the tasks of its first link instead";

const wireKinds: Readonly<Record<FieldKind, { type: string; fieldType: string }>> = {
  text: { type: "string", fieldType: "text" },
  "long-text": { type: "string", fieldType: "textarea" },
  number: { type: "number", fieldType: "number" },
  date: { type: "date", fieldType: "date" },
  instant: { type: "datetime", fieldType: "date" },
  boolean: { type: "bool", fieldType: "booleancheckbox" },
};
const booleanOptions = [
  { label: "Yes", value: "true", displayOrder: 0, hidden: false },
  { label: "No", value: "false", displayOrder: 1, hidden: false },
];

/** What one call knows of the properties there are, by object; it keeps up with what the call itself does. */
type Catalogue = Map<StoredObject, Map<string, Property>>;

/**
 * Carries out steps one by one. A property that exists is compared and never changed; removing
 * archives it, and only if its name is Headway's. Refusals of single steps leave the others alone.
 */
export async function provisionSteps(
  client: Client,
  steps: readonly ProvisionStep[],
): Promise<ProvisionOutcome[]> {
  const catalogue: Catalogue = new Map();
  const outcomes: ProvisionOutcome[] = [];
  for (const step of steps) outcomes.push(await provisionStep(client, catalogue, step));
  return outcomes;
}

async function provisionStep(
  client: Client,
  catalogue: Catalogue,
  step: ProvisionStep,
): Promise<ProvisionOutcome> {
  const { object, name } = step.field;
  if (!isStoredObject(object)) return refused(step, "unsupported", `HubSpot has no fields on \`${object}\``);
  if (!/^headway_[a-z0-9_]{1,90}$/.test(name)) {
    return refused(step, "invalid", `\`${name}\` is not a name for one of Headway's fields`);
  }
  try {
    const known = catalogue.get(object) ?? (await readProperties(client, object));
    catalogue.set(object, known);
    if (step.type === "remove-field") return await removeField(client, object, known, step);
    return await createField(client, object, known, step);
  } catch (error) {
    if (!CrmError.is(error) || !isAboutStep(error)) throw error;
    return refused(step, error.code, error.message);
  }
}

function isAboutStep(error: CrmError): boolean {
  return ["invalid", "conflict", "not-found", "forbidden"].includes(error.code);
}

function refused(step: ProvisionStep, code: CrmErrorCode, reason: string): ProvisionOutcome {
  return { status: "refused", step, code, reason };
}

async function createField(
  client: Client,
  object: StoredObject,
  known: Map<string, Property>,
  step: ProvisionStep,
): Promise<ProvisionOutcome> {
  const { field } = step;
  const found = known.get(field.name);
  if (found !== undefined) return compare(step, found);
  await ensureGroup(client, object);
  const created = await create(client, object, field, field.unique === true);
  if (created === "exists") {
    const there = (await readProperties(client, object)).get(field.name);
    if (there !== undefined) return compare(step, there);
    return refused(
      step,
      "conflict",
      `HubSpot says \`${field.name}\` exists, but does not show it; it may be archived`,
    );
  }
  known.set(field.name, { ...wireKinds[field.kind], name: field.name, label: field.label });
  const isFallback = field.unique === true && created === "plain";
  return { status: "created", step, ...(isFallback ? { note: fallbackNote } : {}) };
}

/** Creates the property, unique if wanted; where HubSpot refuses it unique on tasks, without. */
async function create(
  client: Client,
  object: StoredObject,
  field: FieldDefinition,
  isUnique: boolean,
): Promise<"unique" | "plain" | "exists"> {
  try {
    const path = client.paths.properties(objectSources[object].plural);
    await client.send({ method: "POST", path, body: propertyBody(field, isUnique) }, "safe");
    return isUnique ? "unique" : "plain";
  } catch (error) {
    if (CrmError.is(error) && error.code === "conflict") return "exists";
    if (!isUnique || object !== "task" || !CrmError.is(error) || error.code !== "invalid") throw error;
    return create(client, object, field, false);
  }
}

function propertyBody(field: FieldDefinition, isUnique: boolean): Record<string, unknown> {
  return {
    name: field.name,
    label: field.label,
    description: field.description,
    groupName: group.name,
    ...wireKinds[field.kind],
    ...(field.kind === "boolean" ? { options: booleanOptions } : {}),
    ...(isUnique ? { hasUniqueValue: true } : {}),
  };
}

async function ensureGroup(client: Client, object: StoredObject): Promise<void> {
  const path = client.paths.properties(objectSources[object].plural, "/groups");
  try {
    await client.send({ method: "POST", path, body: group }, "safe");
  } catch (error) {
    if (!CrmError.is(error) || error.code !== "conflict") throw error;
  }
}

function compare(step: ProvisionStep, found: Property): ProvisionOutcome {
  const { field } = step;
  const kind = fieldKind(found);
  if (kind !== field.kind) {
    return refused(
      step,
      "conflict",
      `\`${field.name}\` on ${field.object} exists as ${kind}, expected ${field.kind}`,
    );
  }
  const isFallback = field.unique === true && found.hasUniqueValue !== true;
  return { status: "already-there", step, ...(isFallback ? { note: fallbackNote } : {}) };
}

async function removeField(
  client: Client,
  object: StoredObject,
  known: Map<string, Property>,
  step: ProvisionStep,
): Promise<ProvisionOutcome> {
  if (known.has(step.field.name)) {
    const path = client.paths.properties(objectSources[object].plural, `/${step.field.name}`);
    await client.send({ method: "DELETE", path }, "safe");
    known.delete(step.field.name);
  }
  return { status: "removed", step };
}
