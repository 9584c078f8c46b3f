import { asFlag, asLenient, asOptional, asRecord, asText, readShape, type ShapeOf } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { Rows, readAnswer } from "./vendor-answers.ts";

/** HubSpot's own description of a property, as far as Headway needs it. */
export const Property = asRecord({
  name: asText,
  label: asLenient(asText, ""),
  type: asText,
  fieldType: asLenient(asText, ""),
  calculated: asLenient(asOptional(asFlag), undefined),
  hasUniqueValue: asLenient(asOptional(asFlag), undefined),
  modificationMetadata: asLenient(asOptional(asRecord({ readOnlyValue: asFlag })), undefined),
});

/** See {@link Property}. */
export type Property = ShapeOf<typeof Property>;

/** Every property of an object by name. */
export async function readProperties(client: Client, object: StoredObject): Promise<Map<string, Property>> {
  const path = client.paths.properties(objectSources[object].plural);
  const readAt = client.ports.now();
  const answer = await client.get(path);
  const rows = readAnswer(Rows, answer, path);
  const parsed = rows.results.map((row) => readShape(Property, row)).filter((each) => each.fits);
  const properties = new Map(parsed.map(({ value }) => [value.name, value]));
  client.tables.definitions.keep(object, new Map(properties), readAt);
  return properties;
}

/** As {@link readProperties}, but without a request where all these were among those read in the last ten minutes. */
export async function recentProperties(
  client: Client,
  object: StoredObject,
  names: readonly string[],
): Promise<ReadonlyMap<string, Property>> {
  const kept = client.tables.definitions.get(object, client.ports.now());
  if (kept !== undefined && names.every((name) => kept.has(name))) return kept;
  return readProperties(client, object);
}
