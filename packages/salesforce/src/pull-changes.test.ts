import type { Change, ChangePage, CrmAdapter, ObjectName } from "@headway/crm";
import { type SalesforceSandbox, type SalesforceSandboxOptions, salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";

const start = Date.UTC(2027, 0, 4, 9);
const day = 86_400_000;

interface World {
  readonly sandbox: SalesforceSandbox;
  readonly adapter: CrmAdapter;
  readonly advance: (ms: number) => void;
  /** What was asked of Salesforce, decoded, oldest first. */
  readonly asked: string[];
}

function world(
  options: SalesforceSandboxOptions = {},
  settings: { pageSize?: number; date?: boolean } = {},
): World {
  let now = start;
  const sandbox = salesforceSandbox({ now: () => now, limits: "off", ...options });
  const asked: string[] = [];
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    accessToken: sandbox.accessToken,
    ...(settings.pageSize === undefined ? {} : { pageSize: settings.pageSize }),
    async fetch(input, init) {
      const request = new Request(input, init);
      asked.push(decodeURIComponent(request.url.replaceAll("+", " ")));
      const response = await sandbox.fetch(request);
      if (settings.date !== false) response.headers.set("date", new Date(now).toUTCString());
      return response;
    },
  });
  const advance = (ms: number): void => {
    now += ms;
  };
  return { sandbox, adapter, advance, asked };
}

async function drain(adapter: CrmAdapter, object: ObjectName, since?: string) {
  const pages: ChangePage[] = [];
  const request = { type: "changes", object, ...(since === undefined ? {} : { since }) } as const;
  for await (const page of adapter.pull(request)) pages.push(page);
  const changes = pages.flatMap((page) => page.changes);
  return { pages, changes, cursor: pages.at(-1)?.cursor ?? "" };
}

function createDeal(sandbox: SalesforceSandbox, fields: Record<string, string | number> = {}): string {
  return sandbox.create("Opportunity", {
    Name: "Deal",
    StageName: "Prospecting",
    CloseDate: "2027-06-30",
    ...fields,
  });
}

function idsOf(changes: readonly Change[]): string[] {
  return changes.map((change) => (change.type === "upserted" ? change.record.id : change.type));
}

describe("the first pass", () => {
  it("costs one request per page of deals and per page of their history", async () => {
    const { sandbox, adapter, asked, advance } = world({}, { pageSize: 50 });
    const stages = ["Qualification", "Needs Analysis", "Value Proposition"];
    for (let index = 0; index < 500; index += 1) {
      const id = createDeal(sandbox);
      for (const StageName of index % 2 === 0 ? stages : []) sandbox.edit("Opportunity", id, { StageName });
    }
    advance(day);
    const { changes } = await drain(adapter, "deal");
    expect(changes).toHaveLength(500);
    const histories = sandbox.records("OpportunityHistory").length;
    expect(histories).toBe(500 + 250 * 3);
    const floor = Math.ceil(500 / 50) + Math.ceil(histories / 50);
    const spent = asked.filter((url) => !url.includes("ContactRole")).length;
    expect(spent).toBeLessThanOrEqual(floor * 1.1);
  });

  it("gives every deal its whole history, however pages fall", async () => {
    for (const pageSize of [1, 2, 3, 7, 2000]) {
      const { sandbox, adapter, advance } = world({}, { pageSize });
      const expected = new Map<string, number>();
      for (let index = 0; index < 6; index += 1) {
        const id = createDeal(sandbox);
        expected.set(id, 1 + index);
        for (let step = 0; step < index; step += 1) {
          advance(1000);
          sandbox.edit("Opportunity", id, { StageName: step % 2 === 0 ? "Qualification" : "Prospecting" });
        }
      }
      const { changes } = await drain(adapter, "deal");
      const seen = changes.map((change) => {
        if (change.type !== "upserted" || change.record.object !== "deal") return [];
        const { id, stageHistory } = change.record;
        return [id, stageHistory.status === "known" ? stageHistory.value.length : stageHistory.reason];
      });
      expect(new Map(seen as [string, number][])).toEqual(expected);
    }
  });

  it("reads archived activities, which an ordinary query hides, and not deleted ones", async () => {
    const { sandbox, adapter, advance } = world();
    const task = sandbox.create("Task", { Subject: "Old", Status: "Completed", ActivityDate: "2025-01-10" });
    const call = sandbox.create("Task", {
      Subject: "Old call",
      TaskSubtype: "Call",
      Status: "Completed",
      ActivityDate: "2025-01-10",
    });
    sandbox.create("Task", { Subject: "Mail", TaskSubtype: "Email", Status: "Completed" });
    const removed = sandbox.create("Task", { Subject: "Thrown away" });
    sandbox.remove("Task", removed);
    advance(800 * day);
    expect(idsOf((await drain(adapter, "task")).changes)).toEqual([task]);
    expect(idsOf((await drain(adapter, "call")).changes)).toEqual([call]);
  });

  it("says that there are no e-mails to read, instead of none", async () => {
    const { adapter } = world({ features: { emailMessages: false } });
    await expect(drain(adapter, "email")).rejects.toMatchObject({ code: "unsupported" });
    const { objects, missingGrants } = await adapter.describe();
    expect(objects.email).toMatchObject({ status: "unknown" });
    expect(missingGrants).toEqual({ status: "known", value: ["EmailMessage (read)"] });
  });

  it("takes the currency where the org has several", async () => {
    const { sandbox, adapter } = world({ features: { multiCurrency: true } });
    createDeal(sandbox, { Amount: 99.5, CurrencyIsoCode: "EUR" });
    const { changes } = await drain(adapter, "deal");
    expect(changes).toMatchObject([{ record: { amount: { amount: "99.5", currency: "EUR" } } }]);
  });
});

describe("later passes", () => {
  it("merges of accounts are told, and who won (invariant:D8)", async () => {
    const { sandbox, adapter, advance } = world();
    const [loser, winner] = [
      sandbox.create("Account", { Name: "A" }),
      sandbox.create("Account", { Name: "B" }),
    ];
    const { cursor } = await drain(adapter, "account");
    advance(day);
    sandbox.merge("Account", winner, [loser]);
    const { changes } = await drain(adapter, "account", cursor);
    expect(changes).toContainEqual({
      type: "merged",
      ref: { object: "account", id: loser },
      into: { object: "account", id: winner },
    });
  });

  it("a person put on a deal brings the deal, whose own time of change did not move", async () => {
    const { sandbox, adapter, advance } = world();
    const deal = createDeal(sandbox);
    createDeal(sandbox);
    const contact = sandbox.create("Contact", { LastName: "Lind" });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    const stamp = sandbox.record("Opportunity", deal)?.SystemModstamp;
    sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact });
    expect(sandbox.record("Opportunity", deal)?.SystemModstamp).toBe(stamp);
    const { changes, pages } = await drain(adapter, "deal", cursor);
    expect(changes).toMatchObject([
      { type: "upserted", record: { id: deal, links: { contact: { status: "known", value: [contact] } } } },
    ]);
    expect(pages.map((page) => page.caughtUp)).toEqual([false, true]);
  });

  it("a row committed after the pull with an earlier stamp still comes (invariant:D1)", async () => {
    const { sandbox, adapter, advance } = world();
    createDeal(sandbox);
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(-240_000);
    const late = createDeal(sandbox);
    advance(600_000);
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual([late]);
  });

  it("stopped for long in the middle, reads on without losing what came below its place", async () => {
    const { sandbox, adapter, advance } = world({}, { pageSize: 2 });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    const early = [1, 2, 3, 4, 5].map(() => {
      advance(1000);
      return createDeal(sandbox);
    });
    let middle = "";
    for await (const page of adapter.pull({ type: "changes", object: "deal", since: cursor })) {
      middle = page.cursor ?? "";
      break;
    }
    advance(-4000);
    const late = createDeal(sandbox);
    advance(7 * day);
    const rest = await drain(adapter, "deal", middle);
    const after = await drain(adapter, "deal", rest.cursor);
    expect(new Set([...early.slice(0, 2), ...idsOf(rest.changes), ...idsOf(after.changes)])).toEqual(
      new Set([...early, late]),
    );
  });

  it("does without the clock of the answers where something took their `Date` away", async () => {
    const { sandbox, adapter, advance } = world({}, { date: false });
    const deal = createDeal(sandbox);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    sandbox.edit("Opportunity", deal, { NextStep: "call" });
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual([deal]);
  });

  it("a history that is refused leaves it unknown with the reason, and the deals come", async () => {
    const { sandbox, adapter } = world();
    createDeal(sandbox);
    const body = [{ errorCode: "INSUFFICIENT_ACCESS", message: "no" }];
    sandbox.failNext({ match: { path: "OpportunityHistory" }, status: 403, body, times: 5 });
    const { changes } = await drain(adapter, "deal");
    const stageHistory = {
      status: "unknown",
      reason: "OpportunityHistory could not be read: INSUFFICIENT_ACCESS",
    };
    expect(changes).toMatchObject([{ type: "upserted", record: { stageHistory } }]);
  });
});
