import { type CallOptions, type Patch, type PushOutcome, type RecordRef, refKey } from "@headway/crm";
import type { Client } from "./client.ts";
import { taskKeyField } from "./field-names.ts";
import { type OutgoingValue, readsAsSent } from "./outgoing-value.ts";
import type { Outgoing, RowsWriter } from "./push-rows.ts";
import { UnreadableValue } from "./read-value.ts";
import { identifier, identifiers, soql } from "./soql.ts";
import { isRow, type SaveResult } from "./vendor-answers.ts";

/**
 * Tasks by their key through sObject Collections. Sent twice, the second finds the first.
 * `Status` is never sent: a new task gets the org's own default, one that somebody completed stays so.
 */
export function tasksWriter(client: Client): RowsWriter {
  return {
    request: (rows) => ({
      method: "PATCH",
      path: client.path(`/composite/sobjects/Task/${taskKeyField}`),
      body: {
        allOrNone: false,
        records: rows.map((row) => ({
          attributes: { type: "Task" },
          [taskKeyField]: row.key,
          ...row.fields,
        })),
      },
    }),
    written: (_row, result) => writtenTask(result),
    settle: (rows, call) => settleTasks(client, rows, call),
  };
}

/** The outcome of a task that Salesforce took. */
export function writtenTask(result: SaveResult): PushOutcome {
  if (typeof result.id !== "string") {
    return { status: "unknown", reason: "Salesforce took the task and did not say which it is" };
  }
  return { status: "written", ref: { object: "task", id: result.id }, created: result.created === true };
}

/** Reads the tasks by their keys and compares. A task settled this way counts as not created. */
export async function settleTasks(
  client: Client,
  rows: readonly Outgoing[],
  call: CallOptions,
): Promise<ReadonlyMap<number, PushOutcome>> {
  const columns = new Set(["Id", taskKeyField, ...rows.flatMap((row) => Object.keys(row.fields))]);
  const keys = rows.map((row) => row.key);
  const query = soql`SELECT ${identifiers([...columns])} FROM Task WHERE ${identifier(taskKeyField)} IN ${keys}`;
  const { rows: found } = await client.query(query, { all: false }, call);
  const settled = new Map<number, PushOutcome>();
  for (const row of rows) {
    const task = found.filter(isRow).find((one) => one[taskKeyField] === row.key);
    const isSame = Object.entries(row.fields).every(([name, value]) => readsAsSent(value, task?.[name]));
    if (typeof task?.Id !== "string" || !isSame) continue;
    settled.set(row.index, { status: "written", ref: { object: "task", id: task.Id }, created: false });
  }
  return settled;
}

/**
 * The fields of a task. Salesforce hangs a task on one record and one person: a deal, or else an
 * account, and a contact. More of a kind than fit throw {@link UnreadableValue}; the account of a
 * deal that is linked too is implied by it.
 */
export function taskFields(patch: Patch & { type: "upsert-task" }): Readonly<Record<string, OutgoingValue>> {
  const { task, key } = patch;
  if (!/^[a-z0-9:]{1,40}$/.test(key))
    throw new UnreadableValue("key", "is not 1 to 40 of `a-z`, `0-9` and `:`");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(task.dueOn)) throw new UnreadableValue("dueOn", "is not a calendar day");
  const deal = onlyLink(task.links, "deal");
  const account = onlyLink(task.links, "account");
  const contact = onlyLink(task.links, "contact");
  const other = task.links.find((link) => !["deal", "account", "contact"].includes(link.object));
  if (other !== undefined)
    throw new UnreadableValue("links", `Salesforce hangs no task on \`${refKey(other)}\``);
  return {
    Subject: task.subject,
    Description: task.body,
    ActivityDate: task.dueOn,
    WhatId: deal ?? account,
    WhoId: contact,
    ...(task.ownerId === null ? {} : { OwnerId: task.ownerId }),
    ...(task.status === "done" ? { Status: "Completed" } : {}),
  };
}

function onlyLink(links: readonly RecordRef[], object: RecordRef["object"]): string | null {
  const ids = [...new Set(links.filter((link) => link.object === object).map((link) => link.id))];
  if (ids.length > 1)
    throw new UnreadableValue("links", `a task in Salesforce hangs on one ${object}, not on ${ids.length}`);
  return ids[0] ?? null;
}
