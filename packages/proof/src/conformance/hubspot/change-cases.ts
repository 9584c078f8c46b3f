import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { addCompanies, addDeals, exact, type Open, portalCase, unlimited } from "./portal-case.ts";
import { dealsAmong, overlapMs, pullAll, pullNamed, recordsAmong } from "./testing/portal-world.ts";

/** What can get lost, or come without end, between one pull and the next (`invariant:D1` to `invariant:D8`). */
export const changeCases: readonly ProofCase[] = [
  portalCase("10001-equal-timestamps", (open) => equalTimestamps(open, 10_001)),
  portalCase("25000-equal-timestamps", (open) => equalTimestamps(open, 25_000)),
  portalCase("index-lag", async (open) => {
    const { crm, sandbox, clock } = await open({ portal: { limits: "off", indexLagMs: 240_000 } });
    const first = await pullAll(crm, "account");
    clock.advance(1_000);
    const [late] = addCompanies(sandbox, 1);
    clock.advance(60_000);
    const second = await pullAll(crm, "account", first.cursor);
    deepEqual(recordsAmong(second.changes), []);
    clock.advance(240_000);
    const third = await pullAll(crm, "account", second.cursor);
    deepEqual(
      recordsAmong(third.changes).map((record) => record.id),
      [late],
    );
  }),
  portalCase("index-lag-that-reorders-writes", async (open) => {
    const lag = (id: string): number => (Number(id) % 4) * 60_000;
    const { crm, sandbox, clock } = await open({ portal: { limits: "off", indexLagMs: lag } });
    let { cursor } = await pullAll(crm, "account");
    const made: string[] = [];
    const seen = new Set<string>();
    for (let round = 0; round < 16; round += 1) {
      if (round < 8) made.push(...addCompanies(sandbox, 3));
      clock.advance(30_000);
      const pulled = await pullAll(crm, "account", cursor);
      cursor = pulled.cursor;
      for (const record of recordsAmong(pulled.changes)) seen.add(record.id);
    }
    deepEqual([...seen].sort(), [...made].sort());
  }),
  portalCase("archived-and-restored", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    const [id = ""] = addDeals(sandbox, 1);
    clock.advance(60_000);
    const first = await pullAll(crm, "deal");
    sandbox.archive("deals", id);
    clock.advance(60_000);
    const second = await pullAll(crm, "deal", first.cursor);
    deepEqual(
      second.changes.map((change) => change.type),
      ["deleted"],
    );
    sandbox.restore("deals", id);
    clock.advance(60_000);
    const third = await pullAll(crm, "deal", second.cursor);
    deepEqual(
      dealsAmong(third.changes).map((deal) => deal.id),
      [id],
    );
    deepEqual((await pullAll(crm, "deal", third.cursor)).changes, []);
  }),
  portalCase("archived-while-listing", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    const ids = addCompanies(sandbox, 201);
    clock.advance(60_000);
    let cursor = "";
    for await (const page of crm.pull({ type: "changes", object: "account" })) {
      if (cursor === "") sandbox.archive("companies", ids[0] ?? "");
      cursor = page.cursor ?? "";
    }
    clock.advance(1_000);
    const { changes } = await pullAll(crm, "account", cursor);
    ok(changes.some((change) => change.type === "deleted" && change.ref.id === ids[0]));
  }),
  portalCase("erased-record-is-told-when-asked-for", async (open) => {
    const { crm, sandbox } = await open(exact);
    const [id = ""] = addCompanies(sandbox, 1);
    sandbox.erase("companies", id);
    deepEqual(await pullNamed(crm, "account", [id]), [
      { type: "deleted", ref: { object: "account", id }, at: null },
    ]);
  }),
  portalCase("list-where-search-is-dearer", async (open) => {
    const { crm, sandbox, clock, requests } = await open(exact);
    const ids = addDeals(sandbox, 600);
    clock.advance(60_000);
    const first = await pullAll(crm, "deal");
    clock.advance(60_000);
    // As when a pipeline is edited: every deal counts as modified.
    for (const id of ids) sandbox.edit("deals", id, { hs_next_step: "Moved" });
    clock.advance(60_000);
    requests.length = 0;
    const second = await pullAll(crm, "deal", first.cursor);
    equal(new Set(dealsAmong(second.changes).map((deal) => deal.id)).size, 600);
    equal(requests.length, 2 + 12 + 1);
    deepEqual((await pullAll(crm, "deal", second.cursor)).changes, []);
  }),
  portalCase("own-write-is-no-news", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    const field = {
      object: "deal",
      name: "headway_note",
      label: "Note",
      kind: "text",
      description: "Note",
    } as const;
    await crm.provision([{ type: "create-field", field }]);
    const [id = ""] = addDeals(sandbox, 1);
    clock.advance(60_000);
    const first = await pullAll(crm, "deal");
    clock.advance(60_000);
    await crm.push([{ type: "update", ref: { object: "deal", id }, fields: { headway_note: "B" } }]);
    clock.advance(60_000);
    const second = await pullAll(crm, "deal", first.cursor);
    const bare = (changes: typeof first.changes) =>
      dealsAmong(changes).map(({ modifiedAt: _, ...deal }) => deal);
    deepEqual(bare(second.changes), bare(first.changes));
    deepEqual((await pullAll(crm, "deal", second.cursor)).changes, []);
  }),
  portalCase("a-clock-set-wrong-loses-nothing", async (open) => {
    const { crm, sandbox, clock } = await open({
      portal: { limits: "off" },
      adapter: { limits: "off", ports: { now: () => 0, sleep: async () => undefined, random: () => 0.5 } },
    });
    const first = await pullAll(crm, "account");
    const state = JSON.parse(first.cursor) as { state: { since: number } };
    equal(state.state.since, clock.now() - overlapMs);
    const [id] = addCompanies(sandbox, 1);
    const second = await pullAll(crm, "account", first.cursor);
    deepEqual(
      recordsAmong(second.changes).map((record) => record.id),
      [id],
    );
  }),
  portalCase("answer-without-a-date-moves-no-cursor", async (open) => {
    const { crm } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        const body = await answer.json();
        const headers = { "content-type": "application/json", date: "yesterday" };
        return new Response(JSON.stringify(body), { headers });
      },
    });
    await rejects(pullAll(crm, "account"), { code: "malformed-response" });
  }),
  portalCase("cursor-of-another-object-is-refused", async (open) => {
    const { crm } = await open(unlimited);
    const { cursor } = await pullAll(crm, "account");
    await rejects(pullAll(crm, "deal", cursor), { code: "invalid" });
    await rejects(pullAll(crm, "deal", "{}"), { code: "invalid" });
  }),
  portalCase("owners-who-left-stay-known", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const none = { accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };
    const user = (id: string, active: boolean) => ({ id, name: id, email: `${id}@example.com`, active });
    sandbox.loadPortfolio({ users: [user("here", true), user("gone", false)], ...none });
    const { changes, cursor } = await pullAll(crm, "user");
    const states = recordsAmong(changes).map((record) => record.object === "user" && record.active);
    deepEqual(states, [true, false]);
    deepEqual((await pullAll(crm, "user", cursor)).changes, []);
  }),
  portalCase("list-page-that-answers-late-loses-no-edit", async (open) => {
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        const answer = await pass(request);
        clock.advance(30_000);
        return answer;
      },
    });
    const ids = addCompanies(sandbox, 101);
    clock.advance(60_000);
    let cursor = "";
    for await (const page of crm.pull({ type: "changes", object: "account" })) {
      if (cursor === "") sandbox.edit("companies", ids[0] ?? "", { name: "Edited" });
      cursor = page.cursor ?? "";
    }
    const { changes } = await pullAll(crm, "account", cursor);
    ok(recordsAmong(changes).some((record) => record.id === ids[0]));
  }),
];

async function equalTimestamps(open: Open, count: number): Promise<void> {
  const { crm, sandbox, clock, requests } = await open(exact);
  const { cursor } = await pullAll(crm, "account");
  clock.advance(3_600_000);
  const ids = addCompanies(sandbox, count);
  requests.length = 0;
  const { changes } = await pullAll(crm, "account", cursor);
  const seen = new Set(recordsAmong(changes).map((record) => record.id));
  equal(ids.filter((id) => !seen.has(id)).length, 0);
  equal(changes.length, count);
  // Pages of 200, and one of the archive.
  ok(requests.length <= Math.ceil(count / 200) + 2, `${requests.length} requests`);
}
