import { salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceRecords } from "./serverless/record-crm.ts";

function open() {
  const sandbox = salesforceSandbox({ limits: "off" });
  const requests: string[] = [];
  const organizationId = String(sandbox.records("Organization")[0]?.Id);
  const crm = (id = organizationId) =>
    salesforceRecords({
      ...{
        instanceUrl: "https://acme.my.salesforce.com",
        accessToken: sandbox.accessToken,
        organizationId: id,
      },
      fetch: (url, init) => sandbox.fetch(new Request(url, init)),
      onRequest: ({ method, path }) => requests.push(`${method} ${path}`),
    });
  const account = sandbox.create("Account", { Name: "Alpha" });
  const contact = sandbox.create("Contact", { LastName: "Ada", AccountId: account });
  const values = { Name: "Alpha", StageName: "Prospecting", CloseDate: "2027-06-30", AccountId: account };
  const deal = sandbox.create("Opportunity", values);
  sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact });
  sandbox.create("Task", { Subject: "Prepare", WhatId: deal, WhoId: contact, Status: "Completed" });
  sandbox.create("Task", { Subject: "Call", WhatId: deal, TaskSubtype: "Call", Status: "Completed" });
  return { sandbox, requests, crm, account, deal, ref: { object: "deal", id: deal } as const };
}

describe("the story of a deal", () => {
  it("comes in four requests at most with its account, people and activities", async () => {
    const { crm, ref, requests } = open();
    const { changes, pipelines, accountId } = await crm().story({ ref });
    expect(requests.length).toBeLessThanOrEqual(4);
    const objects = changes.map((change) =>
      change.type === "upserted" ? change.record.object : change.type,
    );
    expect(objects.sort()).toEqual(["account", "call", "contact", "deal", "task", "user"]);
    expect([pipelines.status, accountId.slice(0, 3)]).toEqual(["known", "00D"]);
  });

  it("says which of Headway's fields are not shown", async () => {
    const { crm, ref } = open();
    const story = await crm().story({ ref, fields: { deal: ["headway_stall"] } });
    expect(story.writable).toEqual([]);
    expect(story.gaps.join()).toContain("deal.headway_stall");
  });

  it("of another org than the one that called is refused", async () => {
    const { crm, ref } = open();
    await expect(crm("00D000000000009").story({ ref })).rejects.toMatchObject({ code: "forbidden" });
  });
});
