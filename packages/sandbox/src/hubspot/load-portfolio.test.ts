import { describe, expect, test } from "vitest";
import { someDeal, somePortfolio, testPortal } from "./testing/test-client.ts";

const AT = "2026-09-10T10:00:00Z";
const PEOPLE = {
  users: [{ id: "u", name: "Ann Lee", email: "ann@example.com", active: true }],
  accounts: [{ id: "a", name: "Acme", domain: "acme.example", ownerId: "u", createdAt: AT }],
  contacts: [
    {
      id: "c",
      firstName: "Bo",
      lastName: "Fox",
      email: "bo@acme.example",
      title: "CFO",
      accountId: "a",
      createdAt: AT,
    },
  ],
};
const LINKS = { ownerId: "u", dealIds: ["d"], contactIds: ["c"], accountIds: ["a"] };

describe("a portfolio", () => {
  test("becomes deals with their links, owner and stage history at its own times", () => {
    const { sandbox } = testPortal();
    const stages = [
      { stageId: "appointmentscheduled", at: "2026-09-01T08:00:00Z" },
      { stageId: "closedwon", at: "2026-10-01T08:00:00Z", userId: "u" },
    ];
    const deal = someDeal("d", {
      accountId: "a",
      contactIds: ["c"],
      ownerId: "u",
      amount: "12.50",
      closeDate: "2026-10-01",
      stages,
    });
    const ids = sandbox.loadPortfolio(somePortfolio({ ...PEOPLE, deals: [deal] }));
    const record = sandbox.record("deals", ids.deals.get("d") ?? "");
    expect(record).toMatchObject({
      createdAt: "2026-09-01T08:00:00Z",
      updatedAt: "2026-10-01T08:00:00Z",
      properties: {
        dealname: "Deal d",
        amount: "12.50",
        closedate: "2026-10-01T00:00:00Z",
        dealstage: "closedwon",
        hs_is_closed_won: "true",
        hubspot_owner_id: ids.users.get("u"),
      },
      associations: {
        companies: [{ id: ids.accounts.get("a"), typeIds: [5, 341] }],
        contacts: [{ id: ids.contacts.get("c"), typeIds: [3] }],
      },
    });
    expect(record?.history.dealstage).toMatchObject([
      { value: "closedwon", timestamp: "2026-10-01T08:00:00Z", sourceType: "CRM_UI" },
      { value: "appointmentscheduled", timestamp: "2026-09-01T08:00:00Z", sourceType: "IMPORT" },
    ]);
  });

  test("becomes calls, e-mails and tasks in HubSpot's words", () => {
    const { sandbox } = testPortal();
    const ids = sandbox.loadPortfolio(
      somePortfolio({
        ...PEOPLE,
        deals: [someDeal("d")],
        activities: [
          {
            id: "1",
            at: AT,
            ...LINKS,
            type: "call",
            direction: "inbound",
            title: "T",
            durationMs: 60_000,
            disposition: "No answer",
          },
          { id: "2", at: AT, ...LINKS, type: "email", direction: "inbound", subject: "S", text: "Hello" },
          {
            id: "3",
            at: AT,
            ...LINKS,
            type: "task",
            subject: "Do",
            done: true,
            completedAt: "2026-09-12T10:00:00Z",
          },
        ],
      }),
    );
    expect(sandbox.record("calls", ids.activities.get("1") ?? "")).toMatchObject({
      properties: {
        hs_timestamp: AT,
        hs_call_direction: "INBOUND",
        hs_call_duration: "60000",
        hs_call_disposition: "73a0d17f-1163-4015-bdd5-ec830791da20",
      },
      associations: {
        deals: [{ typeIds: [206] }],
        contacts: [{ typeIds: [194] }],
        companies: [{ typeIds: [182] }],
      },
    });
    expect(sandbox.record("emails", ids.activities.get("2") ?? "")?.properties).toMatchObject({
      hs_email_direction: "INCOMING_EMAIL",
      hs_email_text: "Hello",
    });
    expect(sandbox.record("tasks", ids.activities.get("3") ?? "")?.properties).toMatchObject({
      hs_task_status: "COMPLETED",
      hs_task_completion_date: "2026-09-12T10:00:00Z",
    });
    expect(sandbox.record("deals", ids.deals.get("d") ?? "")?.associations.calls).toMatchObject([
      { typeIds: [205] },
    ]);
  });

  test("makes properties of the company's own fields", () => {
    const { sandbox } = testPortal();
    const fields = { champion: "Bo", seats: 12, signed: true };
    const ids = sandbox.loadPortfolio(somePortfolio({ deals: [someDeal("d", { fields })] }));
    const id = ids.deals.get("d") ?? "";
    expect(sandbox.record("deals", id)?.properties).toMatchObject({
      champion: "Bo",
      seats: "12",
      signed: "true",
    });
    expect(() => sandbox.edit("deals", id, { seats: "many" })).toThrow("not a valid number");
  });

  test.each([
    [
      "a stage that its pipeline does not have",
      { deals: [someDeal("d", { stages: [{ stageId: "x", at: AT }] })] },
    ],
    ["a deal without stages", { deals: [someDeal("d", { stages: [] })] }],
    ["an account that is not there", { deals: [someDeal("d", { accountId: "nobody" })] }],
    ["two contacts with one address", { ...PEOPLE, contacts: [...PEOPLE.contacts, ...PEOPLE.contacts] }],
  ])("with %s is refused", (_, parts) => {
    const { sandbox } = testPortal();
    expect(() => sandbox.loadPortfolio(somePortfolio(parts))).toThrow(RangeError);
  });

  test("replaces a pipeline that it brings along", async () => {
    const { sandbox, get } = testPortal();
    const stages = [{ id: "only", label: "Only", probability: 0.5, closed: false }];
    sandbox.loadPortfolio(
      somePortfolio({
        pipelines: [{ id: "default", label: "Ours", stages }],
        deals: [someDeal("d", { stages: [{ stageId: "only", at: AT }] })],
      }),
    );
    const { body } = await get("/crm/v3/pipelines/deals");
    expect(body.results).toMatchObject([{ id: "default", label: "Ours", stages: [{ id: "only" }] }]);
  });
});

test("meetings and notes at their own time, linked to what they are about", () => {
  const { sandbox } = testPortal();
  const base = { at: "2026-09-10T10:00:00Z", dealIds: ["1"], contactIds: [], accountIds: [] };
  const ids = sandbox.loadPortfolio(
    somePortfolio({
      deals: [someDeal("1")],
      engagements: [
        { ...base, id: "m", type: "meeting", title: "Review", durationMs: 1_800_000, outcome: "NO_SHOW" },
        { ...base, id: "n", type: "note", body: "They will sign." },
      ],
    }),
  );
  expect(sandbox.records("meetings")[0]?.properties).toMatchObject({
    hs_meeting_title: "Review",
    hs_meeting_outcome: "NO_SHOW",
    hs_meeting_end_time: "2026-09-10T10:30:00Z",
  });
  expect(sandbox.records("notes")[0]).toMatchObject({
    properties: { hs_note_body: "They will sign.", hs_timestamp: "2026-09-10T10:00:00Z" },
    associations: { deals: [{ id: ids.deals.get("1"), typeIds: [214] }] },
  });
});
