import type { CallRecord, DealRecord, ObjectName } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type HubspotSandbox, hubspotSandbox } from "@headway/sandbox";
import { describe, expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";
import { faultyPortal } from "./testing/faulty-portal.ts";

const tenMinutes = 600_000;

function open() {
  const time = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: time.now, limits: "off" });
  const portal = faultyPortal(sandbox.fetch, time);
  const requests: string[] = [];
  const crm = hubspotFetch({
    accessToken: sandbox.accessToken,
    ports: time.ports,
    limits: "off",
    fetch: (url, init) => portal.fetch(new Request(url, init)),
    onRequest: ({ path }) => requests.push(named(path)),
  });
  const pull = async (object: ObjectName) => {
    requests.length = 0;
    const records = [];
    for await (const page of crm.pull({ type: "changes", object })) {
      records.push(...page.changes.flatMap((change) => (change.type === "upserted" ? [change.record] : [])));
    }
    return { records, requests: [...requests] };
  };
  return { time, sandbox, portal, pull };
}

/** `deals` for a page of deals, `owners` for one of owners, and so on. */
function named(path: string): string {
  const [last = ""] = path.split("?");
  return last.includes("/owners/") ? "owners" : last.slice(last.lastIndexOf("/") + 1);
}

function addUser(sandbox: HubspotSandbox, id: string, active = true): string {
  const none = { accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };
  const user = { id, name: `U ${id}`, email: `${id}@example.com`, active };
  return sandbox.loadPortfolio({ users: [user], ...none }).users.get(id) ?? "";
}

function addDeal(sandbox: HubspotSandbox, userId?: string): void {
  const properties = { dealname: "D", dealstage: "appointmentscheduled" };
  sandbox.create("deals", { properties }, userId === undefined ? {} : { userId });
}

function entrants(records: readonly { object: ObjectName }[]): (string | null)[] {
  const histories = records.map((record) => (record as DealRecord).stageHistory);
  return histories.flatMap((history) =>
    history.status === "known" ? history.value.map((each) => each.byId) : ["unknown"],
  );
}

describe("owners named in stage history", () => {
  test("users, then deals: no second read of owners, and ceil(n/50) requests for deals", async () => {
    const { sandbox, pull } = open();
    const here = addUser(sandbox, "here");
    const gone = addUser(sandbox, "gone", false);
    for (let index = 0; index < 120; index += 1) addDeal(sandbox, index % 2 === 0 ? here : gone);
    expect((await pull("user")).requests).toEqual(["owners", "owners"]);
    const deals = await pull("deal");
    expect(deals.requests).toEqual(["deals", "deals", "deals"]);
    expect(new Set(entrants(deals.records))).toEqual(new Set([here, gone]));
  });

  test("a user who came since is looked for once, and found", async () => {
    const { sandbox, pull } = open();
    addDeal(sandbox, addUser(sandbox, "old"));
    await pull("user");
    const late = addUser(sandbox, "late");
    for (let index = 0; index < 60; index += 1) addDeal(sandbox, late);
    const deals = await pull("deal");
    expect(deals.requests).toEqual(["deals", "owners", "deals"]);
    expect(entrants(deals.records)).toContain(late);
    expect((await pull("deal")).requests).toEqual(["deals", "deals"]);
  });

  test("a user whom no list knows is asked about once a pull, and nobody is named", async () => {
    const { sandbox, pull } = open();
    const hidden = addUser(sandbox, "hidden");
    for (let index = 0; index < 60; index += 1) addDeal(sandbox, hidden);
    sandbox.failNext({ match: { path: "/owners/" }, status: 200, body: { results: [] }, times: 100 });
    const deals = await pull("deal");
    expect(deals.requests).toEqual(["deals", "owners", "owners", "deals"]);
    expect(new Set(entrants(deals.records))).toEqual(new Set([null]));
  });

  test("after ten minutes owners are read again, not a moment before (invariant:W5)", async () => {
    const { sandbox, pull, time } = open();
    addDeal(sandbox, addUser(sandbox, "here"));
    await pull("user");
    time.advance(tenMinutes - 1);
    expect((await pull("deal")).requests).toEqual(["deals"]);
    time.advance(1);
    expect((await pull("deal")).requests).toEqual(["deals", "owners"]);
  });

  test("owners that take longer than ten minutes to read are still those just read", async () => {
    const { sandbox, pull, portal } = open();
    const ids = Array.from({ length: 101 }, (_, index) => addUser(sandbox, `u${index}`));
    addDeal(sandbox, ids[0]);
    addDeal(sandbox, ids[100]);
    portal.failNext({ kind: "rate-limited", on: "any", after: 2, times: 1, retryAfterMs: 700_000 });
    expect(entrants((await pull("deal")).records)).toEqual([ids[0], ids[100]]);
  });
});

describe("call outcomes", () => {
  const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
  const addCall = (sandbox: HubspotSandbox, hs_call_disposition: string): void => {
    const properties = { hs_timestamp: "2027-01-04T00:00:00Z", hs_call_disposition };
    sandbox.create("calls", { properties });
  };

  test("are read once in ten minutes, and at once when one is not among them (invariant:W5)", async () => {
    const { sandbox, pull, time } = open();
    addCall(sandbox, connected);
    const first = await pull("call");
    expect(first.requests).toEqual(["calls", "dispositions"]);
    expect((first.records[0] as CallRecord).disposition).toBe("Connected");
    expect((await pull("call")).requests).toEqual(["calls"]);
    time.advance(tenMinutes);
    expect((await pull("call")).requests).toEqual(["calls", "dispositions"]);
    addCall(sandbox, "00000000-0000-0000-0000-000000000001");
    expect((await pull("call")).requests).toEqual(["calls", "dispositions"]);
  });
});
