import type { HttpAnswer } from "@headway/crm/http";
import { expect, test } from "vitest";
import type { ChildTable } from "../child-rows.ts";
import type { Client } from "../client.ts";
import { idsPerQuery } from "../limits.ts";
import { readChildrenById } from "./record-children.ts";

const roles: ChildTable = { sobject: "Role", parent: "DealId", columns: ["ContactId"] };
const tasks: ChildTable = { sobject: "Task", parent: "WhatId", columns: [], all: true };

type Row = Readonly<Record<string, string>>;

/** A client with pages of two rows, which answers each part from these rows by the id it goes on after. */
function scene(rows: Readonly<Record<string, readonly Row[] | HttpAnswer>>) {
  const asked: string[][] = [];
  const readParts: Client["readParts"] = async (parts) => {
    asked.push(parts.map(({ path }) => decodeURIComponent(path.replaceAll("+", " "))));
    return new Map(parts.map(({ id, path }) => [id, answerTo(rows[id] ?? [], path)]));
  };
  return { asked, client: { options: { pageSize: 2 }, readParts } as unknown as Client };
}

function answerTo(rows: readonly Row[] | HttpAnswer, path: string): HttpAnswer {
  if ("status" in rows) return rows;
  const after = /Id\+>\+'(\w+)'|Id%20%3E%20'(\w+)'|Id\+%3E\+'(\w+)'/.exec(path)?.slice(1).find(Boolean) ?? "";
  const records = rows.filter(({ Id = "" }) => Id > after).slice(0, 2);
  return { status: 200, headers: {}, body: { done: true, records } };
}

const budget = () => ({});

test("reads all tables together, page by page in the order of ids, each row once", async () => {
  const rowsOf = (parent: string) =>
    ["a", "b", "c", "d", "e"].map((Id, index) => ({ Id, [parent]: index === 3 ? "d2" : "d1" }));
  const { client, asked } = scene({ Role: rowsOf("DealId"), Task: rowsOf("WhatId").slice(0, 1) });
  const read = await readChildrenById(client, [roles, tasks], ["d1", "d2"], budget);
  const [role, task] = [read.get(roles), read.get(tasks)];
  if (role?.status !== "read" || task?.status !== "read") throw new Error("both were to be read");
  expect([role.of("d1"), role.of("d2")].map((rows) => rows.map(({ Id }) => Id))).toEqual([
    ["a", "b", "c", "e"],
    ["d"],
  ]);
  expect([task.of("d1").length, task.of("d2").length]).toEqual([1, 0]);
  expect(asked.map((parts) => parts.length)).toEqual([2, 1, 1]);
  expect(asked[1]?.[0]).toBe(
    "/query?q=SELECT Id, DealId, ContactId FROM Role WHERE (DealId IN ('d1','d2')) AND (Id > 'b') ORDER BY Id LIMIT 2",
  );
  expect(asked[0]?.[1]).toContain("/queryAll?q=");
  expect(asked[0]?.[1]).toContain("(IsDeleted = FALSE)");
});

test("a table that is refused says so by itself, and is not asked again", async () => {
  const body = [{ errorCode: "INVALID_TYPE", message: "no such object" }];
  const refused = { status: 400, headers: {}, body };
  const { client, asked } = scene({ Role: refused, Task: [{ Id: "a", WhatId: "d1" }] });
  const ids = Array.from({ length: idsPerQuery + 1 }, (_, index) => `d${index}`);
  const read = await readChildrenById(client, [roles, tasks], ids, budget);
  expect(read.get(roles)).toMatchObject({ status: "refused" });
  expect(read.get(tasks)?.status).toBe("read");
  expect(asked.at(-1)).toHaveLength(1);
});

test("a limit ends the reading instead of leaving rows out", async () => {
  const limited = { status: 403, headers: {}, body: [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message: "x" }] };
  const { client } = scene({ Role: limited });
  await expect(readChildrenById(client, [roles], ["d1"], budget)).rejects.toMatchObject({
    code: "rate-limited",
  });
});

test("nothing is asked for no records", async () => {
  const { client, asked } = scene({});
  expect((await readChildrenById(client, [roles], [], budget)).get(roles)?.status).toBe("read");
  expect(asked).toEqual([]);
});
