import { type Patch, type PushOutcome, taskKeyField } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type HubspotSandboxOptions, hubspotSandbox } from "@headway/sandbox";
import { describe, expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";
import { faultyPortal } from "./testing/faulty-portal.ts";

function open(settings: HubspotSandboxOptions = {}) {
  const time = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: time.now, limits: "off", ...settings });
  const portal = faultyPortal(sandbox.fetch, time);
  const requests: string[] = [];
  const bodies: unknown[] = [];
  const crm = hubspotFetch({
    accessToken: sandbox.accessToken,
    ports: time.ports,
    limits: "off",
    fetch: (url, init) => {
      if (init?.method === "POST") bodies.push(JSON.parse(String(init.body)));
      return portal.fetch(new Request(url, init));
    },
    onRequest: ({ method, path, status }) => requests.push(`${method} ${path} ${status}`),
  });
  const deal = sandbox.create("deals", {
    properties: { dealname: "D", dealstage: "appointmentscheduled" },
  }).id;
  return { time, sandbox, portal, crm, requests, bodies, deal };
}

function task(deal: string, key: string, subject: string, knownId?: string): Patch {
  const links = deal === "" ? [] : [{ object: "deal" as const, id: deal }];
  const state = { subject, body: "Why", dueOn: "2027-02-01", ownerId: null, links };
  return { type: "upsert-task", key, task: state, ...(knownId === undefined ? {} : { knownId }) };
}

function rename(id: string): Patch {
  return { type: "update", ref: { object: "deal", id }, fields: { name: `New ${id}` } };
}

function statuses(outcomes: readonly PushOutcome[]): string[] {
  return outcomes.map((outcome) => (outcome.status === "refused" ? outcome.code : outcome.status));
}

describe("updates", () => {
  test("numbers, days and emptied values go out as text; a close date is noon in the account's zone", async () => {
    const { crm, deal, bodies, sandbox } = open();
    const fields = { amount: "99.90", closeDate: "2027-03-01", nextStep: null };
    await crm.push([{ type: "update", ref: { object: "deal", id: deal }, fields }]);
    const properties = { amount: "99.90", closedate: "2027-03-01T17:00:00.000Z", hs_next_step: "" };
    expect(bodies).toEqual([{ inputs: [{ id: deal, properties, objectWriteTraceId: "0" }] }]);
    expect(sandbox.record("deals", deal)?.properties.closedate).toBe("2027-03-01T17:00:00Z");
  });

  test("what cannot be written is refused by name, before anything is sent (invariant:W5)", async () => {
    const { crm, deal, requests } = open();
    const ref = { object: "deal" as const, id: deal };
    const outcomes = await crm.push([
      { type: "update", ref, fields: { hs_is_closed: true } },
      { type: "update", ref, fields: { headway_none: "x" } },
      { type: "update", ref, fields: { closeDate: "01/02/2027" } },
      { type: "update", ref: { object: "account", id: "1' OR 1" }, fields: { name: "x" } },
    ]);
    expect(outcomes).toMatchObject([
      { status: "refused", field: "hs_is_closed" },
      { status: "refused", field: "headway_none" },
      { status: "refused", field: "closeDate" },
      { status: "refused", code: "not-found" },
    ]);
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
  });

  test("a batch refused as a whole is halved until the bad rows are alone (invariant:W4)", async () => {
    const { crm, sandbox, portal, requests } = open();
    const create = (name: string) =>
      sandbox.create("deals", { properties: { dealname: name, dealstage: "appointmentscheduled" } }).id;
    const ids = Array.from({ length: 64 }, (_, index) => create(`D${index}`));
    const bad = [3, 40].map((index) => ids[index] ?? "");
    for (const id of bad) {
      portal.failNext({ kind: "refuse-one-row", on: "write", times: 100, ref: { object: "deal", id } });
    }
    const outcomes = await crm.push(ids.map(rename));
    expect(outcomes.flatMap((outcome, index) => (outcome.status === "refused" ? [index] : []))).toEqual([
      3, 40,
    ]);
    expect(ids.filter((id) => sandbox.record("deals", id)?.properties.dealname === `New ${id}`)).toHaveLength(
      62,
    );
    expect(requests.filter((request) => request.includes("batch/update")).length).toBeLessThan(30);
  });

  test("one record twice goes out in two requests, because HubSpot refuses it in one", async () => {
    const { crm, deal, requests } = open();
    const later: Patch = { type: "update", ref: { object: "deal", id: deal }, fields: { name: "Later" } };
    expect(statuses(await crm.push([rename(deal), later]))).toEqual(["written", "written"]);
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual(
      Array(2).fill("POST /crm/objects/2026-09/deals/batch/update 200"),
    );
  });

  test("an answer lost after its effect is settled by reading (invariant:W2)", async () => {
    const { crm, deal, portal } = open();
    portal.failNext({ kind: "no-answer-after-effect", on: "write", times: 3 });
    expect(await crm.push([rename(deal)])).toEqual([
      { status: "written", ref: { object: "deal", id: deal }, created: false },
    ]);
  });
});

describe("scopes", () => {
  test("what the token may not write is refused, naming the scope; the rest is written", async () => {
    const read = ["deals", "companies"].map((name) => `crm.schemas.${name}.read`);
    const scopes = [
      ...read,
      "crm.objects.companies.write",
      "crm.objects.companies.read",
      "crm.objects.deals.read",
    ];
    const { crm, deal, sandbox } = open({ scopes });
    const company = sandbox.create("companies", { properties: { name: "A" } }).id;
    const update: Patch = { type: "update", ref: { object: "account", id: company }, fields: { name: "B" } };
    const [refused, written] = await crm.push([rename(deal), update]);
    expect(refused).toMatchObject({
      status: "refused",
      code: "forbidden",
      reason: expect.stringContaining("crm.objects.deals.write"),
    });
    expect(written?.status).toBe("written");
    await expect(crm.push([rename(deal)])).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("tasks where the key is a unique property", () => {
  test("a task a person completed stays completed, and keeps its key", async () => {
    const { crm, sandbox, deal } = open();
    await crm.provision([{ type: "create-field", field: taskKeyField }]);
    await crm.push([task(deal, "v1:a", "First")]);
    const [made] = sandbox.records("tasks");
    sandbox.edit("tasks", made?.id ?? "", { hs_task_status: "COMPLETED" });
    await crm.push([task(deal, "v1:a", "Second")]);
    const properties = { hs_task_status: "COMPLETED", hs_task_subject: "Second", headway_key: "v1:a" };
    expect(sandbox.records("tasks").map((each) => each.properties)).toMatchObject([properties]);
  });

  test("a link to what does not exist leaves the task uncertain, and the others written", async () => {
    const { crm, deal } = open();
    await crm.provision([{ type: "create-field", field: taskKeyField }]);
    const outcomes = await crm.push([task("999", "v1:bad", "Bad"), task(deal, "v1:good", "Good")]);
    expect(statuses(outcomes)).toEqual(["unknown", "written"]);
    expect(outcomes[0]).toMatchObject({ reason: expect.stringContaining("deal/999") });
  });
});

describe("tasks where HubSpot refuses a unique property (invariant:W1)", () => {
  const portal = { uniqueTaskProperty: false };

  test("the property is made without, and the note says so", async () => {
    const { crm } = open(portal);
    const [outcome] = await crm.provision([{ type: "create-field", field: taskKeyField }]);
    expect(outcome).toMatchObject({ status: "created", note: expect.stringContaining("no unique value") });
    const [again] = await crm.provision([{ type: "create-field", field: taskKeyField }]);
    expect(again).toMatchObject({
      status: "already-there",
      note: expect.stringContaining("no unique value"),
    });
  });

  test.each([true, false])("one key is one task, with the property: %s", async (hasProperty) => {
    const { crm, sandbox, deal } = open(portal);
    if (hasProperty) await crm.provision([{ type: "create-field", field: taskKeyField }]);
    const both = await crm.push([
      task(deal, "v1:a", "First"),
      task(deal, "v1:a", "Second"),
      task(deal, "v1:b", "Other"),
    ]);
    expect(both.map((outcome) => outcome.status === "written" && outcome.created)).toEqual([
      true,
      false,
      true,
    ]);
    await crm.push([task(deal, "v1:a", "Third")]);
    const subjects = sandbox.records("tasks").map((each) => each.properties.hs_task_subject);
    expect(subjects.sort()).toEqual(["Other", "Third"]);
    expect(sandbox.records("tasks").every((each) => each.associations.deals?.[0]?.id === deal)).toBe(true);
    const named = sandbox.records("tasks").map((each) => ({ object: "task" as const, id: each.id }));
    for await (const page of crm.pull({ type: "records", refs: named })) {
      const keys = page.changes.map((change) => change.type === "upserted" && change.record);
      expect(keys).toMatchObject([{ key: expect.stringMatching(/^v1:[ab]$/), body: "Why" }, { body: "Why" }]);
    }
  });

  test("a creation whose answer is lost is found again, never made twice", async () => {
    const { crm, sandbox, portal: faults, deal } = open(portal);
    faults.failNext({ kind: "no-answer-after-effect", on: "write", times: 1 });
    const [outcome] = await crm.push([task(deal, "v1:lost", "Lost")]);
    expect(outcome).toMatchObject({ status: "written", created: true });
    expect(sandbox.count("tasks")).toBe(1);
  });

  test("where the associations cannot be read nothing is created", async () => {
    const { crm, sandbox, portal: faults, deal } = open(portal);
    faults.failNext({ kind: "links-unreadable", on: "read", times: 1 });
    expect(statuses(await crm.push([task(deal, "v1:blind", "Blind")]))).toEqual(["not-sent"]);
    expect(sandbox.count("tasks")).toBe(0);
  });

  test("a task without a link is refused, and one with a known id is updated", async () => {
    const { crm, sandbox, deal } = open(portal);
    const [made] = await crm.push([task(deal, "v1:a", "First"), task("", "v1:b", "Nowhere")]);
    const id = made?.status === "written" ? made.ref.id : "";
    expect(statuses(await crm.push([task("", "v1:b", "Nowhere"), task("", "v1:a", "Known", id)]))).toEqual([
      "unsupported",
      "written",
    ]);
    expect(sandbox.records("tasks").map((each) => each.properties.hs_task_subject)).toEqual(["Known"]);
  });
});
