import { simulatedClock } from "@headway/crm/conformance";
import { type HubspotSandbox, hubspotSandbox } from "@headway/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { hubspotRecords } from "./serverless/record-crm.ts";

const time = simulatedClock(Date.UTC(2027, 0, 4));
const kinds = ["tasks", "calls", "meetings", "emails", "notes"] as const;
let sandbox: HubspotSandbox;
let requests: string[];
let company: string;
let deal: string;

beforeEach(() => {
  sandbox = hubspotSandbox({ now: time.now, limits: "off" });
  requests = [];
  company = sandbox.create("companies", { properties: { name: "Alpha" } }).id;
  const properties = {
    dealname: "Alpha",
    amount: "100",
    pipeline: "default",
    dealstage: "appointmentscheduled",
  };
  deal = sandbox.create("deals", { properties }).id;
  const person = sandbox.create("contacts", { properties: { email: "ada@alpha.example" } }).id;
  link("companies", company);
  link("contacts", person);
  for (const kind of kinds) make(kind);
});

function make(kind: string, properties: Readonly<Record<string, string>> = {}): string {
  const { id } = sandbox.create(kind, {
    properties: { hs_timestamp: "2027-01-03T09:00:00Z", ...properties },
  });
  link(kind, id);
  return id;
}

function link(objectType: string, id: string): void {
  sandbox.associate({ objectType: "deals", id: deal }, { objectType, id });
}

function records() {
  return hubspotRecords({
    ...{ accessToken: sandbox.accessToken, ports: time.ports, accountId: "42" },
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
    onRequest: ({ method, path }) => requests.push(`${method} ${path.split("?")[0]}`),
  });
}

describe("the story of a deal", () => {
  it("comes in ten requests with everything that hangs on it", async () => {
    const story = await records().story({ ref: { object: "deal", id: deal } });
    expect(requests).toHaveLength(10);
    const objects = story.changes.map((change) =>
      change.type === "upserted" ? change.record.object : change.type,
    );
    expect(objects.sort()).toEqual([
      "account",
      "call",
      "contact",
      "deal",
      "email",
      "meeting",
      "note",
      "task",
    ]);
    expect(story).toMatchObject({ accountId: "42", pipelines: { status: "known" } });
  });

  it("leaves people out, and says so, where call outcomes of the account's own take the tenth request", async () => {
    make("calls", { hs_call_disposition: "00000000-0000-4000-8000-000000000000" });
    const story = await records().story({ ref: { object: "deal", id: deal } });
    expect(requests).toHaveLength(10);
    expect(story.gaps).toEqual(["the people of the record were not read, to stay within ten requests"]);
  });

  it("ties activities to the deal, and says what it does not know of them", async () => {
    const { changes } = await records().story({ ref: { object: "deal", id: deal } });
    const notes = changes.flatMap((change) =>
      change.type === "upserted" && change.record.object === "note" ? [change.record] : [],
    );
    expect(notes).toMatchObject([
      {
        links: {
          deal: { status: "known", value: [deal] },
          account: { status: "known", value: [company] },
          contact: { status: "unknown" },
        },
      },
    ]);
  });

  it("tells which of Headway's fields the portal has, without asking for definitions", async () => {
    const group = { name: "headway_stall", label: "Stall", type: "string", fieldType: "text" } as const;
    sandbox.defineProperty("deals", group);
    const fields = { deal: ["headway_stall", "headway_reasons"] };
    const story = await records().story({ ref: { object: "deal", id: deal }, fields });
    expect(story.writable).toEqual(["deal.headway_stall"]);
    expect(story.gaps.join()).toContain("deal.headway_reasons");
  });

  it("of a deal that was merged names the survivor and tells nothing of it", async () => {
    const properties = { dealname: "Beta", pipeline: "default", dealstage: "appointmentscheduled" };
    const survivor = sandbox.create("deals", { properties }).id;
    const { id } = sandbox.merge("deals", survivor, deal);
    const ref = { object: "deal", id: deal } as const;
    expect((await records().story({ ref })).changes).toEqual([
      { type: "merged", ref, into: { object: "deal", id } },
    ]);
  });

  it("of a deal that is gone is one deletion", async () => {
    sandbox.archive("deals", deal);
    const ref = { object: "deal", id: deal } as const;
    expect((await records().story({ ref })).changes).toEqual([{ type: "deleted", ref, at: null }]);
  });
});
