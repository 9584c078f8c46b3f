import { type Patch, taskKeyField } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type SalesforceFault, salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "../fetch.ts";
import { salesforceRecords } from "./record-crm.ts";

const instanceUrl = "https://acme.my.salesforce.com";

async function scene(key: "unique" | "looked-for" | "missing") {
  const clock = simulatedClock(Date.UTC(2027, 0, 4, 9));
  const sandbox = salesforceSandbox({
    now: clock.now,
    limits: "off",
    taskExternalId: key !== "looked-for",
  });
  const { accessToken } = sandbox;
  const fetch = (url: URL | RequestInfo, init?: RequestInit) =>
    clock.track(sandbox.fetch(new Request(url, init)));
  if (key !== "missing") {
    const adapter = salesforceFetch({ instanceUrl, accessToken, ports: clock.ports, fetch });
    await adapter.provision([{ type: "create-field", field: taskKeyField }]);
  }
  const requests: string[] = [];
  const crm = salesforceRecords({
    ...{ instanceUrl, accessToken, organizationId: "00D", ports: clock.ports, fetch },
    onRequest: ({ method, path }) => requests.push(`${method} ${path.split("/sobjects/")[1]}`),
  });
  const values = { Name: "Deal", StageName: "Prospecting", CloseDate: "2027-06-30" };
  const deal = sandbox.create("Opportunity", values);
  return { sandbox, crm, requests, deal };
}

function rename(id: string, nextStep: string): Patch {
  return { type: "update", ref: { object: "deal", id }, fields: { nextStep } };
}

function ask(deal: string, subject = "Ask"): Patch {
  const links = [{ object: "deal", id: deal }] as const;
  const task = { subject, body: "Why", dueOn: "2027-02-01", ownerId: null, links };
  return { type: "upsert-task", key: "v1:ask", task };
}

describe("writing one record", () => {
  it("sets fields by one request, with the names of Salesforce behind them", async () => {
    const { crm, sandbox, deal, requests } = await scene("unique");
    const [outcome] = await crm.push([rename(deal, "call Ada")]);
    expect(outcome).toEqual({ status: "written", ref: { object: "deal", id: deal }, created: false });
    expect(sandbox.record("Opportunity", deal)?.NextStep).toBe("call Ada");
    expect(requests).toEqual([`PATCH Opportunity/${deal}`]);
  });

  it("sends nothing once its time is over", async () => {
    const { crm, sandbox, deal } = await scene("unique");
    const pushed = crm.push([rename(deal, "late")], { timeoutMs: 0 });
    await expect(pushed).rejects.toMatchObject({ code: "deadline-exceeded" });
    expect(sandbox.record("Opportunity", deal)?.NextStep).not.toBe("late");
  });

  it.each([
    ["a field that the org has not", "", { headway_absent: "x" }, "not-found"],
    ["an amount, whose digits JSON may lose", "", { amount: "1" }, "invalid"],
    ["a record that is gone", "006000000000009AAA", { name: "x" }, "not-found"],
    ["an id that could be a path", "1/../2", { name: "x" }, "invalid"],
  ] as const)("refuses %s, and writes the rest", async (_, id, fields, code) => {
    const { crm, deal } = await scene("unique");
    const ref = { object: "deal", id: id || deal } as const;
    const outcomes = await crm.push([{ type: "update", ref, fields }, ask(deal)]);
    expect(outcomes).toMatchObject([
      { status: "refused", code },
      { status: "written", created: true },
    ]);
  });

  it("is refused where somebody changed the record after the instant named", async () => {
    const { crm, deal } = await scene("unique");
    const patch = { ...rename(deal, "a"), ifUnmodifiedSince: "2027-01-01T00:00:00Z" };
    expect(await crm.push([patch])).toMatchObject([{ status: "refused", code: "conflict" }]);
  });

  it.each(["unique", "looked-for"] as const)(
    "makes a task once, however often it runs: key %s",
    async (key) => {
      const { crm, sandbox, deal } = await scene(key);
      const [first] = await crm.push([ask(deal)]);
      const [second] = await crm.push([ask(deal, "Ask again")]);
      const tasks = sandbox.records("Task");
      expect(tasks).toMatchObject([{ Subject: "Ask again", WhatId: deal }]);
      expect([first, second]).toEqual(
        [true, false].map((created) => ({
          ...{ status: "written", created },
          ref: { object: "task", id: tasks[0]?.Id },
        })),
      );
    },
  );

  it("makes no task that it could not find again", async () => {
    const { crm, sandbox, deal } = await scene("missing");
    const outcomes = await crm.push([ask(deal), rename(deal, "a")]);
    expect(outcomes).toMatchObject([{ status: "refused", field: "headway_key" }, { status: "written" }]);
    expect(sandbox.records("Task")).toEqual([]);
  });

  it("says why a task cannot be what is asked", async () => {
    const { crm, deal } = await scene("unique");
    const patch = ask(deal);
    if (patch.type !== "upsert-task") throw new Error("a task is expected");
    const [outcome] = await crm.push([{ ...patch, task: { ...patch.task, dueOn: "soon" } }]);
    expect(outcome).toMatchObject({
      status: "refused",
      field: "dueOn",
      reason: "`dueOn` is not a calendar day",
    });
  });
});

describe("a write that meets a fault", () => {
  const lost = (method: string, path: string): SalesforceFault => ({
    match: { method, path },
    ...{ status: 0, dropResponse: true, afterEffect: true, times: 1 },
  });
  const failing = (errorCode: string, status: number, times = 1): SalesforceFault => ({
    match: { method: "PATCH" },
    ...{ status, times, body: [{ errorCode, message: "no" }] },
  });

  it("is sent once, and what may pass is thrown for whoever calls again", async () => {
    const { crm, sandbox, deal, requests } = await scene("unique");
    sandbox.failNext(failing("REQUEST_LIMIT_EXCEEDED", 403));
    await expect(crm.push([rename(deal, "a"), ask(deal)])).rejects.toMatchObject({ code: "rate-limited" });
    expect(requests).toHaveLength(1);
  });

  it("that another transaction's lock kept out is not called written nor unknown", async () => {
    const { crm, sandbox, deal } = await scene("unique");
    sandbox.failNext(failing("UNABLE_TO_LOCK_ROW", 400));
    await expect(crm.push([rename(deal, "a")])).rejects.toMatchObject({ code: "unavailable" });
    expect(sandbox.record("Opportunity", deal)?.NextStep).toBeFalsy();
  });

  it("is unknown where its answer was lost, and nothing is sent after it", async () => {
    const { crm, sandbox, deal } = await scene("unique");
    sandbox.failNext(lost("PATCH", "/sobjects/Opportunity"));
    const outcomes = await crm.push([rename(deal, "a"), ask(deal)]);
    expect(outcomes).toMatchObject([{ status: "unknown" }, { status: "not-sent" }]);
    expect(sandbox.records("Task")).toEqual([]);
  });

  it.each([
    ["unique", "PATCH"],
    ["looked-for", "POST"],
  ] as const)("leaves one task once the function was called again: key %s", async (key, method) => {
    const { crm, sandbox, deal } = await scene(key);
    sandbox.failNext(lost(method, "/sobjects/Task"));
    const [first] = await crm.push([ask(deal)]);
    const [again] = await crm.push([ask(deal)]);
    expect([first?.status, again?.status]).toEqual(["unknown", "written"]);
    expect(sandbox.records("Task")).toHaveLength(1);
  });

  it("finds the task that somebody made with the same key at the same moment", async () => {
    const { crm, sandbox, deal, requests } = await scene("unique");
    sandbox.failNext(failing("DUPLICATE_VALUE", 400));
    expect(await crm.push([ask(deal)])).toMatchObject([{ status: "written" }]);
    expect(requests).toHaveLength(3);
    sandbox.failNext(failing("DUPLICATE_VALUE", 400, 2));
    expect(await crm.push([ask(deal)])).toMatchObject([{ status: "refused", code: "conflict" }]);
  });
});
