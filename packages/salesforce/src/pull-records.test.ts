import type { Change, RecordRef } from "@headway/crm";
import { salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";

function open() {
  const sandbox = salesforceSandbox({ now: () => Date.UTC(2027, 0, 4, 9), limits: "off" });
  const { accessToken, fetch } = sandbox;
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    accessToken,
    fetch: (input, init) => fetch(new Request(input, init)),
  });
  const pull = async (refs: readonly RecordRef[]): Promise<Change[]> => {
    const changes: Change[] = [];
    for await (const page of adapter.pull({ type: "records", refs })) changes.push(...page.changes);
    return changes;
  };
  return { sandbox, pull };
}

describe("named records", () => {
  it("one deal with its account, people, history and activities takes at most 4 requests", async () => {
    const { sandbox, pull } = open();
    const account = sandbox.create("Account", { Name: "Acme" });
    const contact = sandbox.create("Contact", { LastName: "Lind", AccountId: account });
    const deal = sandbox.create("Opportunity", {
      Name: "Deal",
      StageName: "Prospecting",
      CloseDate: "2027-06-30",
      AccountId: account,
    });
    sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact });
    const task = sandbox.create("Task", { Subject: "Do", WhatId: deal });
    const call = sandbox.create("Task", { Subject: "Rang", WhatId: deal, TaskSubtype: "Call" });
    const at = "2027-01-04T09:00:00.000Z";
    const meeting = sandbox.create("Event", {
      Subject: "Met",
      WhatId: deal,
      StartDateTime: at,
      EndDateTime: at,
    });
    const email = sandbox.create("EmailMessage", {
      Subject: "Thanks",
      RelatedToId: deal,
      Status: "1",
      Incoming: true,
    });
    sandbox.resetRequests();

    const [change] = await pull([{ object: "deal", id: deal }]);
    expect(change).toMatchObject({
      type: "upserted",
      record: {
        stageHistory: { status: "known", value: [{ stageId: "Prospecting" }] },
        links: {
          account: { status: "known", value: [account] },
          contact: { status: "known", value: [contact] },
          task: { status: "known", value: [task] },
          call: { status: "known", value: [call] },
          meeting: { status: "known", value: [meeting] },
          email: { status: "known", value: [email] },
        },
      },
    });
    const ownerId = String(sandbox.record("Opportunity", deal)?.OwnerId);
    const refs = [
      { object: "account", id: account },
      { object: "contact", id: contact },
      { object: "user", id: ownerId },
      { object: "task", id: task },
      { object: "call", id: call },
      { object: "meeting", id: meeting },
      { object: "email", id: email },
    ] as const;
    const rest = await pull(refs);
    expect(rest.map((one) => (one.type === "upserted" ? one.record.object : one.type))).toEqual([
      "account",
      "contact",
      "user",
      "task",
      "call",
      "meeting",
      "email",
    ]);
    expect(sandbox.requests().total).toBeLessThanOrEqual(4);
  });

  it("what is no id, of another object or another kind of task is told as gone, without spoiling the rest", async () => {
    const { sandbox, pull } = open();
    const task = sandbox.create("Task", { Subject: "Do" });
    const refs = ["1", "x' OR Id != '", "006000000000001AAA", task].map(
      (id) => ({ object: "call", id }) as const,
    );
    const changes = await pull([...refs, { object: "task", id: task }]);
    expect(changes.map((change) => change.type)).toEqual([
      "deleted",
      "deleted",
      "deleted",
      "deleted",
      "upserted",
    ]);
  });

  it("15-character ids find their records", async () => {
    const { sandbox, pull } = open();
    const id = sandbox.create("Account", { Name: "Acme" });
    expect(await pull([{ object: "account", id: id.slice(0, 15) }])).toMatchObject([
      { type: "upserted", record: { id, name: "Acme" } },
    ]);
  });

  it("many are read in few requests", async () => {
    const { sandbox, pull } = open();
    const ids = Array.from({ length: 600 }, (_, index) =>
      sandbox.create("Account", { Name: `Account ${index}` }),
    );
    sandbox.resetRequests();
    expect(await pull(ids.map((id) => ({ object: "account", id })))).toHaveLength(600);
    expect(sandbox.requests().total).toBe(2);
  });
});
