import type { Change, ObjectName } from "@headway/crm";
import type { Client } from "./client.ts";
import type { CursorState } from "./cursor.ts";
import { type AskedHistory, historyProperties } from "./field-history.ts";
import { isStoredObject, objectSources, type StoredObject } from "./object-source.ts";
import { recentProperties } from "./property-definitions.ts";
import type { References } from "./references.ts";

/** What one page needs: the client, the extra fields, and what its records refer to. */
export interface PullContext {
  readonly client: Client;
  readonly account: References;
  /** HubSpot's types of the fields asked for; those it does not have are left out. */
  readonly fieldTypes: ReadonlyMap<string, string>;
  /** Whose changes of a deal's fields are told, where they were asked for. */
  readonly history?: AskedHistory;
}

/** One page and where to go on; `caughtUp` ends the pull. */
export interface PageStep {
  readonly changes: readonly Change[];
  readonly next: CursorState;
  readonly caughtUp: boolean;
  readonly expectedCount?: number;
}

/** HubSpot's types of the fields asked for, so that numbers come as numbers; one request at most, none without fields. */
export async function readFieldTypes(
  client: Client,
  object: ObjectName,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0 || !isStoredObject(object)) return new Map();
  const known = await recentProperties(client, object, names);
  const wanted = [...new Set(names)].map((name) => [name, known.get(name)?.type] as const);
  return new Map(wanted.flatMap(([name, type]) => (type === undefined ? [] : [[name, type] as const])));
}

/** The names to read: the canonical ones, those asked for, and nothing twice. */
export function propertyNames(object: StoredObject, context: PullContext): string[] {
  return [...new Set([...objectSources[object].properties, ...context.fieldTypes.keys()])];
}

/** The properties to read with every version they had: those that records always need, and those asked for. */
export function versionedNames(object: StoredObject, context: PullContext): string[] {
  const { historyOf } = objectSources[object];
  const asked = (context.history?.fields ?? []).map((field) => historyProperties[field]);
  return [...new Set([...(historyOf === undefined ? [] : [historyOf]), ...(object === "deal" ? asked : [])])];
}
