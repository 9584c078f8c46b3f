import { type Patch, type ProvisionStep, taskKeyField } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type SalesforceFault, salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";

const keyStep: ProvisionStep = { type: "create-field", field: taskKeyField };

function open(options: { readonly taskExternalId?: boolean } = {}) {
  const clock = simulatedClock(Date.UTC(2027, 0, 4, 9));
  const sandbox = salesforceSandbox({ now: clock.now, limits: "off", ...options });
  const bodies: unknown[] = [];
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    accessToken: sandbox.accessToken,
    ports: clock.ports,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.method === "PATCH") bodies.push(await request.clone().json());
      return clock.track(sandbox.fetch(request));
    },
  });
  const createDeal = (): string =>
    sandbox.create("Opportunity", { Name: "Deal", StageName: "Prospecting", CloseDate: "2027-06-30" });
  return { sandbox, adapter, bodies, createDeal };
}

function update(id: string, fields: Record<string, string | number | boolean | null>): Patch {
  return { type: "update", ref: { object: "deal", id }, fields };
}

function upsert(key: string, more: Partial<Extract<Patch, { type: "upsert-task" }>["task"]> = {}): Patch {
  const task = { subject: "Ask", body: "Why", dueOn: "2027-01-15", ownerId: null, links: [], ...more };
  return { type: "upsert-task", key, task };
}

/** A collection answered with these row errors, in the vendor's form. */
function rowErrors(statusCode: string, times: number): SalesforceFault {
  const body = [{ success: false, errors: [{ statusCode, message: "busy", fields: [] }] }];
  return { match: { method: "PATCH" }, status: 200, body, times };
}

describe("updates", () => {
  it("fields that are not there or cannot be written are refused before anything is sent (invariant:W5)", async () => {
    const { adapter, bodies, createDeal } = open();
    const id = createDeal();
    const outcomes = await adapter.push([
      update(id, { headway_momentum: 1 }),
      update(id, { IsClosed: true }),
      update(id, { amount: "a lot" }),
      update(id, { amount: "123456789012345.67" }),
    ]);
    expect(outcomes).toMatchObject([
      { status: "refused", field: "headway_momentum", reason: expect.stringContaining("no such field") },
      { status: "refused", field: "IsClosed", reason: expect.stringContaining("read-only") },
      { status: "refused", field: "amount", reason: expect.stringContaining("decimal") },
      { status: "refused", field: "amount", reason: expect.stringContaining("digits") },
    ]);
    expect(bodies).toEqual([]);
  });

  it("a row that another transaction holds is sent again, and then told as not sent", async () => {
    const { sandbox, adapter, bodies, createDeal } = open();
    const id = createDeal();
    sandbox.failNext(rowErrors("UNABLE_TO_LOCK_ROW", 2));
    expect(await adapter.push([update(id, { name: "Third time" })])).toMatchObject([{ status: "written" }]);
    expect(bodies).toHaveLength(3);
    sandbox.failNext(rowErrors("UNABLE_TO_LOCK_ROW", 9));
    expect(await adapter.push([update(id, { name: "Never" })])).toMatchObject([{ status: "not-sent" }]);
    expect(bodies).toHaveLength(6);
    expect(sandbox.record("Opportunity", id)?.Name).toBe("Third time");
  });

  it("rows that are held are sent again in smaller batches, those of one parent together", async () => {
    const { sandbox, adapter, bodies } = open();
    await adapter.provision([keyStep]);
    const accounts = [sandbox.create("Account", { Name: "A" }), sandbox.create("Account", { Name: "B" })];
    const patches = Array.from({ length: 120 }, (_, index) =>
      upsert(`v1:${index}`, { links: [{ object: "account", id: accounts[index % 2] ?? "" }] }),
    );
    const locked = {
      success: false,
      errors: [{ statusCode: "UNABLE_TO_LOCK_ROW", message: "busy", fields: [] }],
    };
    const body = patches.map(() => locked);
    sandbox.failNext({ match: { method: "PATCH" }, status: 200, body, times: 1 });
    const outcomes = await adapter.push(patches);
    expect(outcomes.every(({ status }) => status === "written")).toBe(true);
    const sent = bodies.map((batch) =>
      (batch as { records: { WhatId: string }[] }).records.map(({ WhatId }) => WhatId),
    );
    expect(sent.map((batch) => batch.length)).toEqual([120, 50, 50, 20]);
    expect(sent.slice(1).flat()).toEqual([...sent.slice(1).flat()].sort());
  });

  it("an answer lost after the effect is settled by reading (invariant:W2)", async () => {
    const { sandbox, adapter, createDeal } = open();
    const id = createDeal();
    sandbox.failNext({
      match: { method: "PATCH" },
      status: 0,
      dropResponse: true,
      afterEffect: true,
      times: 3,
    });
    expect(await adapter.push([update(id, { name: "Held", amount: "10.50" })])).toMatchObject([
      { status: "written" },
    ]);
    sandbox.failNext({ match: { method: "PATCH" }, status: 0, dropResponse: true, times: 3 });
    expect(await adapter.push([update(id, { name: "Lost" })])).toMatchObject([{ status: "unknown" }]);
    expect(sandbox.record("Opportunity", id)?.Name).toBe("Held");
  });

  it("an answer with another number of rows claims nothing", async () => {
    const { sandbox, adapter, createDeal } = open();
    sandbox.failNext({ match: { method: "PATCH" }, status: 200, body: [] });
    expect(await adapter.push([update(createDeal(), { name: "x" })])).toMatchObject([{ status: "unknown" }]);
  });
});

describe("tasks", () => {
  it("without the key field nothing is made, and the way out is named", async () => {
    const { sandbox, adapter } = open();
    expect(await adapter.push([upsert("v1:a")])).toMatchObject([
      { status: "refused", code: "unsupported", reason: expect.stringContaining("headway provision") },
    ]);
    expect(sandbox.records("Task")).toEqual([]);
  });

  it("where the org lets no activity field be a key, the field is made as text and that is said", async () => {
    const { adapter } = open({ taskExternalId: false });
    const note = expect.stringContaining("no unique external id");
    expect(await adapter.provision([keyStep])).toMatchObject([{ status: "created", note }]);
    expect(await adapter.provision([keyStep])).toMatchObject([{ status: "already-there", note }]);
  });

  it("without a unique key, tasks are looked for by it and made once (invariant:W1)", async () => {
    const { sandbox, adapter } = open({ taskExternalId: false });
    await adapter.provision([keyStep]);
    const patches = [upsert("v1:a"), upsert("v1:b"), upsert("v1:a", { subject: "Ask twice" })];
    expect(await adapter.push(patches)).toMatchObject([
      { status: "written", created: true },
      { status: "written", created: true },
      { status: "written", created: false },
    ]);
    await adapter.push(patches);
    expect(sandbox.records("Task").map(({ Subject }) => Subject)).toEqual(["Ask twice", "Ask"]);
  });

  it("without a unique key, a creation whose answer is lost is looked up, not repeated (invariant:W2)", async () => {
    const { sandbox, adapter } = open({ taskExternalId: false });
    await adapter.provision([keyStep]);
    const lost = { status: 0, dropResponse: true, afterEffect: true, times: 3 };
    sandbox.failNext({ match: { method: "POST", path: "/composite/sobjects" }, ...lost });
    expect(await adapter.push([upsert("v1:a")])).toMatchObject([{ status: "written" }]);
    expect(sandbox.records("Task")).toHaveLength(1);
  });

  it("a task that somebody completed stays completed", async () => {
    const { sandbox, adapter } = open();
    await adapter.provision([keyStep]);
    const [first] = await adapter.push([upsert("v1:a")]);
    const id = first?.status === "written" ? first.ref.id : "";
    sandbox.edit("Task", id, { Status: "Completed" });
    await adapter.push([upsert("v1:a", { subject: "Ask again" })]);
    expect(sandbox.record("Task", id)).toMatchObject({
      Subject: "Ask again",
      Status: "Completed",
      IsClosed: true,
    });
  });

  it("a key that another writer took meanwhile is found the second time", async () => {
    const { sandbox, adapter } = open();
    await adapter.provision([keyStep]);
    sandbox.failNext(rowErrors("DUPLICATE_VALUE", 1));
    expect(await adapter.push([upsert("v1:a")])).toMatchObject([{ status: "written" }]);
    expect(sandbox.records("Task")).toHaveLength(1);
  });

  it("hangs on the deal and the contact; more than Salesforce holds is refused, not dropped", async () => {
    const { sandbox, adapter, createDeal } = open();
    await adapter.provision([keyStep]);
    const account = sandbox.create("Account", { Name: "Acme" });
    const contact = sandbox.create("Contact", { LastName: "Lind" });
    const [one, two] = [createDeal(), createDeal()];
    const links = [
      { object: "account", id: account },
      { object: "deal", id: one },
      { object: "contact", id: contact },
    ] as const;
    const outcomes = await adapter.push([
      upsert("v1:a", { links }),
      upsert("v1:b", { links: [...links, { object: "deal", id: two }] }),
      upsert("no/slash"),
    ]);
    expect(outcomes).toMatchObject([
      { status: "written", created: true },
      { status: "refused", field: "links" },
      { status: "refused", field: "key" },
    ]);
    expect(sandbox.records("Task")).toMatchObject([
      { WhatId: one, WhoId: contact, ActivityDate: "2027-01-15" },
    ]);
  });
});

describe("provisioning", () => {
  it("a field that nobody may see is found all the same, opened, and never retyped", async () => {
    const { sandbox, adapter } = open();
    await adapter.provision([keyStep]);
    const [assignment] = sandbox.records("PermissionSetAssignment");
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };
    const url = `https://acme.my.salesforce.com/services/data/v67.0/sobjects/PermissionSetAssignment/${assignment?.Id}`;
    await sandbox.fetch(new Request(url, { method: "DELETE", headers }));
    const number: ProvisionStep = { ...keyStep, field: { ...taskKeyField, kind: "number", unique: false } };
    expect(await adapter.provision([number])).toMatchObject([{ status: "refused", code: "conflict" }]);
    expect(await adapter.provision([keyStep])).toMatchObject([{ status: "already-there" }]);
    expect(await adapter.push([upsert("v1:a")])).toMatchObject([{ status: "written" }]);
  });

  it("fields opened before stay open", async () => {
    const { sandbox, adapter } = open();
    const step = (name: `headway_${string}`): ProvisionStep => ({
      type: "create-field",
      field: { object: "deal", name, label: name, kind: "text", description: "x" },
    });
    await adapter.provision([step("headway_one")]);
    await adapter.provision([step("headway_two")]);
    const id = sandbox.create("Opportunity", {
      Name: "D",
      StageName: "Prospecting",
      CloseDate: "2027-06-30",
    });
    const outcomes = await adapter.push([update(id, { headway_one: "1", headway_two: "2" })]);
    expect(outcomes).toMatchObject([{ status: "written" }]);
  });
});
