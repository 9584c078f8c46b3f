import type { PushOutcome } from "@headway/crm";
import type { Client } from "./client.ts";
import { taskKeyField } from "./field-names.ts";
import { collectionSize } from "./limits.ts";
import { type Outgoing, type PushRun, pushRows, type RowsWriter } from "./push-rows.ts";
import { settleTasks, writtenTask } from "./push-tasks.ts";
import { type OutgoingUpdate, updatesWriter } from "./push-updates.ts";
import { identifier, soql } from "./soql.ts";
import { isRow } from "./vendor-answers.ts";

/**
 * Tasks by their key where the org lets no field of activities be a unique external id: tasks that
 * have a key are looked for and updated, the others made. Only this keeps a task from being made
 * twice here; a second process that pushes at the same moment can.
 */
export async function pushTasksByLookup(run: PushRun, rows: readonly Outgoing[]): Promise<void> {
  for (const round of rounds(rows)) {
    if (run.ended !== undefined) return pushRows(run, creatingWriter(run.client), round);
    const found = await findTasks(run, round);
    const known = round.flatMap((row): OutgoingUpdate[] => {
      const id = found.get(row.key);
      const ref = { object: "task", id: id ?? "" } as const;
      return id === undefined ? [] : [{ ...row, key: id, ref, sobject: "Task" }];
    });
    const updates = new Map(known.map((row) => [row.index, row]));
    await pushRows(run, updatesWriter(run.client, updates), known);
    const missing = round.filter((row) => !found.has(row.key));
    await pushRows(run, creatingWriter(run.client), missing);
  }
}

/** The oldest task of each key, deleted ones left out. */
async function findTasks(run: PushRun, rows: readonly Outgoing[]): Promise<ReadonlyMap<string, string>> {
  const field = identifier(taskKeyField);
  const keys = rows.map((row) => row.key);
  const query = soql`SELECT Id, ${field} FROM Task WHERE ${field} IN ${keys} AND IsDeleted = ${false} ORDER BY CreatedDate DESC, Id DESC`;
  const found = new Map<string, string>();
  // Archived tasks are seen only among all rows.
  const page = await run.client.query(query, { all: true }, run.budget());
  for (const row of page.rows.filter(isRow)) found.set(String(row[taskKeyField]), String(row.Id));
  return found;
}

/** Makes tasks. A creation is never repeated by itself: what became of one without an answer is looked up. */
function creatingWriter(client: Client): RowsWriter {
  return {
    request: (rows) => ({
      method: "POST",
      path: client.path("/composite/sobjects"),
      body: {
        allOrNone: false,
        records: rows.map((row) => ({
          attributes: { type: "Task" },
          [taskKeyField]: row.key,
          ...row.fields,
        })),
      },
      replay: "unsafe",
    }),
    written: (_row, result): PushOutcome => writtenTask({ ...result, created: true }),
    settle: (rows, call) => settleTasks(client, rows, call),
  };
}

/** Rows in order, as many as one collection takes, no key twice in one, so that the second finds the first. */
function rounds(rows: readonly Outgoing[]): Outgoing[][] {
  const lists: Outgoing[][] = [];
  for (const row of rows) {
    const list = lists.at(-1);
    const isFull =
      list === undefined || list.length === collectionSize || list.some(({ key }) => key === row.key);
    if (isFull) lists.push([row]);
    else list.push(row);
  }
  return lists;
}
