import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

describe("labels", () => {
  const CONTACTS = "/crm/associations/2026-09/deals/contacts";

  test("are added in both directions, and a labelled link is an unlabelled one too", async () => {
    const { post, get, sandbox } = testPortal();
    const label = { name: "decision_maker", label: "Decision maker", inverseLabel: "Decides on" };
    const made = (await post(`${CONTACTS}/labels`, label)).body.results;
    const [typeId, inverse] = [made?.[0]?.typeId, made?.[1]?.typeId].map(Number);
    const labels = (await get("/crm/v4/associations/contacts/deals/labels")).body.results;
    expect(labels).toEqual([
      { category: "HUBSPOT_DEFINED", typeId: 4, label: null },
      { category: "USER_DEFINED", typeId: inverse, label: "Decides on" },
    ]);
    const deal = sandbox.create("deals", { properties: {} }).id;
    const contact = sandbox.create("contacts", { properties: {} }).id;
    const types = [{ associationCategory: "USER_DEFINED", associationTypeId: typeId }];
    const inputs = [{ from: { id: deal }, to: { id: contact }, types }];
    expect((await post(`${CONTACTS}/batch/create`, { inputs })).body.results?.[0]?.labels).toEqual([
      "Decision maker",
    ]);
    const { body } = await post(`${CONTACTS}/batch/read`, { inputs: [{ id: deal }] });
    expect(body.results?.[0]?.to?.[0]?.associationTypes).toEqual([
      { category: "USER_DEFINED", typeId, label: "Decision maker" },
      { category: "HUBSPOT_DEFINED", typeId: 3, label: null },
    ]);
  });

  test("belong to the larger editions, and to their own category", async () => {
    const starter = testPortal({ edition: "starter" });
    const label = { name: "buyer", label: "Buyer" };
    expect((await starter.post(`${CONTACTS}/labels`, label)).status).toBe(400);
    const { post, sandbox } = testPortal();
    const typeId = sandbox.defineLabel("deals", "contacts", label);
    const [deal, contact] = ["deals", "contacts"].map((type) => sandbox.create(type, { properties: {} }).id);
    const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: typeId }];
    const answer = await post(`${CONTACTS}/batch/create`, {
      inputs: [{ from: { id: deal }, to: { id: contact }, types }],
    });
    expect([answer.status, answer.body.numErrors]).toEqual([207, 1]);
  });
});
