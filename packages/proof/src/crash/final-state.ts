import type { ObjectName } from "@headway/crm";
import type { HubspotSandbox } from "@headway/sandbox";
import type { Store } from "@headway/sync";

const objects: readonly ObjectName[] = [
  ...(["deal", "account", "contact", "user", "task", "call", "meeting", "email", "note"] as const),
];
const all = 100_000;

/** What the CRM holds of ours, past the adapter: fields of deals and companies, tasks by key with their links. */
export function heldBy(sandbox: HubspotSandbox): Record<"deals" | "companies" | "tasks", unknown[]> {
  const own = (type: string): unknown[] =>
    sandbox.records(type).map(({ id, properties }) => {
      const ours = Object.entries(properties).filter(([name]) => name.startsWith("headway_"));
      return [id, ours.sort()];
    });
  const tasks = sandbox.records("tasks").filter(({ properties }) => properties.headway_key !== undefined);
  const said = tasks.map(({ properties, associations }) => [
    properties.headway_key,
    properties.hs_task_subject,
    Object.entries(associations).map(([type, links]) => [type, links.map((link) => link.id)]),
  ]);
  return { deals: own("deals"), companies: own("companies"), tasks: said.sort() };
}

/**
 * Everything a store says about a CRM, part by part, but for what tells how it came about: which runs there
 * were, and ids of tasks, which the CRM gives in the order in which they are made.
 */
export async function storedBy(store: Store, crm: string): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {};
  for (const object of objects) {
    const records = await store.records(crm, object, null, all);
    parts[`records ${object}`] = object === "task" ? records.length : records;
    parts[`written ${object}`] = await store.allWritten(crm, object, null, all);
  }
  for (const subject of ["deal", "account", "person"] as const) {
    parts[`assessments ${subject}`] = await store.assessments(crm, subject, null, all);
    parts[`dirty ${subject}`] = await store.subjects(crm, subject, "dirty", null, all);
  }
  for (const id of await store.subjects(crm, "deal", "all", null, all))
    parts[`evidence deal/${id}`] = await store.evidenceOf(crm, { subject: "deal", id });
  for (const state of ["pending", "inflight", "parked"] as const)
    parts[`intents ${state}`] = await store.intents(crm, state, null, all);
  const { resume, accountId, assessedOn, assessedAt, cohorts, evidenceBasis } = await store.state(crm);
  parts.state = { resume, accountId, assessedOn, assessedAt, cohorts, evidenceBasis };
  parts.unreadable = await store.unreadable(crm);
  parts.unknown = await store.unknownReadings(crm);
  parts.conflicts = await store.rows(crm, "conflict", null, all);
  return parts;
}

/** The first part in which two states differ, with a look at both; `undefined` where they are the same. */
export function firstDifference(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const [one, other] = [JSON.stringify(expected[name]) ?? "", JSON.stringify(found[name]) ?? ""];
    if (one === other) continue;
    let at = 0;
    while (one[at] === other[at]) at += 1;
    const from = Math.max(0, at - 60);
    return `${name}: expected …${one.slice(from, at + 80)}…, found …${other.slice(from, at + 80)}…`;
  }
  return undefined;
}
