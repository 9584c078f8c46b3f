import { known, type Reading, unknown } from "@headway/crm";
import type { Client } from "./client.ts";
import { readLinks } from "./links.ts";
import { readRows } from "./named-rows.ts";
import { isStoredObject, type StoredObject } from "./object-source.ts";
import type { TaskPatch } from "./push-tasks.ts";
import { keyInBody, keyProperty } from "./task-key.ts";
import { member } from "./vendor-answers.ts";

/**
 * Looks for tasks by key among those associated with each patch's first link. Gives the oldest task's id,
 * `null` where there is none, `unknown` where the associations could not be read.
 */
export async function findTasks(
  client: Client,
  patches: readonly TaskPatch[],
): Promise<Map<string, Reading<string | null>>> {
  const hanging = await readHanging(client, patches);
  const ids = [...hanging.values()].flatMap((reading) => (reading.status === "known" ? reading.value : []));
  const rows = await readRows(client, "task", [...new Set(ids)], [keyProperty, "hs_task_body"]);
  const byKey = new Map<string, string>();
  for (const [id, row] of rows) {
    const key = keyOf(row);
    const other = key === null ? undefined : byKey.get(key);
    if (key !== null && (other === undefined || isOlder(id, other))) byKey.set(key, id);
  }
  return new Map(
    patches.map((patch) => {
      const reading = hanging.get(subjectKey(patch));
      if (reading === undefined) return [patch.key, unknown("it has no link under which to look for it")];
      if (reading.status === "unknown") return [patch.key, unknown(reading.reason)];
      return [patch.key, known(byKey.get(patch.key) ?? null)];
    }),
  );
}

/** HubSpot's ids grow. */
function isOlder(id: string, other: string): boolean {
  return id.length === other.length ? id < other : id.length < other.length;
}

async function readHanging(
  client: Client,
  patches: readonly TaskPatch[],
): Promise<Map<string, Reading<readonly string[]>>> {
  const subjects = new Map<StoredObject, Set<string>>();
  for (const { task } of patches) {
    const [first] = task.links;
    if (first === undefined || !isStoredObject(first.object)) continue;
    subjects.set(first.object, (subjects.get(first.object) ?? new Set()).add(first.id));
  }
  const found = new Map<string, Reading<readonly string[]>>();
  for (const [object, ids] of subjects) {
    const readings = await readLinks(client, object, "task", [...ids]);
    for (const [id, reading] of readings) found.set(`${object}/${id}`, reading);
  }
  return found;
}

function subjectKey({ task }: TaskPatch): string {
  const [first] = task.links;
  return first === undefined ? "" : `${first.object}/${first.id}`;
}

function keyOf(row: unknown): string | null {
  const properties = member(row, "properties");
  const key = member(properties, keyProperty);
  if (typeof key === "string" && key !== "") return key;
  const body = member(properties, "hs_task_body");
  return typeof body === "string" ? keyInBody(body) : null;
}
