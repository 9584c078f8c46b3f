import type { PushOutcome } from "@headway/crm";
import type { Client } from "./client.ts";
import { readRows } from "./named-rows.ts";
import type { BatchKind, BatchRow } from "./push-rows.ts";
import type { TaskPatch } from "./push-tasks.ts";
import { keyInBody, keyProperty } from "./task-key.ts";
import { findTasks } from "./task-lookup.ts";
import { taskPlural } from "./task-row.ts";
import { member, Rows, readAnswer, rowId } from "./vendor-answers.ts";

/** Upsert by key: HubSpot itself keeps one task per key, and repeating it is safe. */
export function upsertKind(client: Client): BatchKind {
  return {
    path: client.paths.objects(taskPlural, "/batch/upsert"),
    replay: "safe",
    match: (result, rows) => matched(result, rowOfKey(result, rows), member(result, "new") === true),
    settle: (rows) => settleByKey(client, rows),
  };
}

/** Update by id. */
export function updateKind(client: Client): BatchKind {
  return {
    path: client.paths.objects(taskPlural, "/batch/update"),
    replay: "safe",
    match: (result, rows) =>
      matched(
        result,
        rows.find((row) => row.id === rowId(result)),
        false,
      ),
    settle: (rows) => settleById(client, rows),
  };
}

/** Create, after it was looked for in vain. A repeat would make a second task, so a lost answer is settled by looking again. */
export function createKind(client: Client, patches: ReadonlyMap<number, TaskPatch>): BatchKind {
  return {
    path: client.paths.objects(taskPlural, "/batch/create"),
    replay: "unsafe",
    match: (result, rows) => matched(result, rowOfKey(result, rows), true),
    settle: (rows) => settleByLooking(client, rows, patches),
  };
}

function matched(
  result: unknown,
  row: BatchRow | undefined,
  created: boolean,
): { row: BatchRow; outcome: PushOutcome } | undefined {
  const id = rowId(result);
  if (row === undefined || id === null) return undefined;
  return { row, outcome: { status: "written", ref: { object: "task", id }, created } };
}

function rowOfKey(result: unknown, rows: readonly BatchRow[]): BatchRow | undefined {
  const properties = member(result, "properties");
  const body = member(properties, "hs_task_body");
  const key = member(properties, keyProperty) ?? (typeof body === "string" ? keyInBody(body) : null);
  const trace = member(result, "objectWriteTraceId");
  return rows.find((row) => row.id === key) ?? rows.find((row) => String(row.index) === trace);
}

async function settleByKey(client: Client, rows: readonly BatchRow[]): Promise<Map<number, PushOutcome>> {
  const path = client.paths.objects(taskPlural, "/batch/read");
  const inputs = rows.map((row) => ({ id: row.id }));
  const properties = [keyProperty, ...Object.keys(wanted(rows[0]))];
  const answer = await client.post(path, { idProperty: keyProperty, properties, inputs });
  const found = readAnswer(Rows, answer, path).results;
  return settled(rows, (row) =>
    found.find((each) => member(member(each, "properties"), keyProperty) === row.id),
  );
}

async function settleById(client: Client, rows: readonly BatchRow[]): Promise<Map<number, PushOutcome>> {
  const ids = rows.map((row) => row.id).filter((id) => id !== null);
  const found = await readRows(client, "task", ids, Object.keys(wanted(rows[0])));
  return settled(rows, (row) => found.get(row.id ?? ""));
}

async function settleByLooking(
  client: Client,
  rows: readonly BatchRow[],
  patches: ReadonlyMap<number, TaskPatch>,
): Promise<Map<number, PushOutcome>> {
  const sent = rows.map((row) => patches.get(row.index)).filter((patch) => patch !== undefined);
  const lookups = await findTasks(client, sent);
  return new Map(
    rows.flatMap((row): [number, PushOutcome][] => {
      const lookup = lookups.get(row.id ?? "");
      if (lookup?.status !== "known" || lookup.value === null) return [];
      return [[row.index, { status: "written", ref: { object: "task", id: lookup.value }, created: true }]];
    }),
  );
}

function settled(rows: readonly BatchRow[], find: (row: BatchRow) => unknown): Map<number, PushOutcome> {
  return new Map(
    rows.flatMap((row): [number, PushOutcome][] => {
      const task = find(row);
      const id = rowId(task);
      if (id === null || !holds(task, wanted(row))) return [];
      return [[row.index, { status: "written", ref: { object: "task", id }, created: false }]];
    }),
  );
}

function wanted(row: BatchRow | undefined): Readonly<Record<string, string>> {
  return (row?.input.properties ?? {}) as Readonly<Record<string, string>>;
}

function holds(task: unknown, properties: Readonly<Record<string, string>>): boolean {
  const found = member(task, "properties");
  return Object.entries(properties).every(([name, value]) => {
    const text = member(found, name) ?? "";
    return text === value || (name === "hs_timestamp" && Date.parse(String(text)) === Date.parse(value));
  });
}
