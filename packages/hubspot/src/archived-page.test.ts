import { expect, test } from "vitest";
import { openPortal } from "./testing/open-portal.ts";
import { pullAll, recordsAmong } from "./testing/pull-all.ts";

const way = { transport: "fetch", apiVersion: "2026-09" } as const;

/** A portal in which a company can be restored without a change of its date, as HubSpot may do it. */
async function openRestoring() {
  const restored = new Set<string>();
  const opened = await openPortal(way, {
    adapter: { overlapMs: 0 },
    async between(request, pass, sandbox) {
      const url = new URL(request.url);
      const body = await request.clone().text();
      const wanted = [...restored].find((id) => body.includes(`"${id}"`) && url.pathname.endsWith("/read"));
      const answer = await pass(request);
      if (wanted !== undefined) {
        const { properties, createdAt, updatedAt } = sandbox.record("companies", wanted) ?? {};
        const row = { id: wanted, properties, createdAt, updatedAt, archived: false };
        return Response.json({ status: "COMPLETE", results: [row] }, { headers: answer.headers });
      }
      if (url.searchParams.get("archived") !== "true") return answer;
      const list = (await answer.json()) as { results: { id: string }[] };
      const results = list.results.filter(({ id }) => !restored.has(id));
      return Response.json({ ...list, results }, { headers: answer.headers });
    },
  });
  return { ...opened, restore: (id: string) => void restored.add(id) };
}

test("a restored record comes again although its date says nothing", async () => {
  const { crm, sandbox, clock, restore, requests } = await openRestoring();
  const [gone, kept] = ["Gone", "Kept"].map(
    (name) => sandbox.create("companies", { properties: { name } }).id,
  );
  const first = await pullAll(crm, "account");
  clock.advance(60_000);
  sandbox.archive("companies", gone ?? "");
  sandbox.archive("companies", kept ?? "");
  const second = await pullAll(crm, "account", first.cursor);
  expect(second.changes.map((change) => change.type)).toEqual(["deleted", "deleted"]);
  clock.advance(60_000);
  restore(gone ?? "");
  requests.length = 0;
  const third = await pullAll(crm, "account", second.cursor);
  expect(recordsAmong(third.changes).map((record) => record.id)).toEqual([gone]);
  expect(requests).toHaveLength(3);
  clock.advance(60_000);
  expect((await pullAll(crm, "account", third.cursor)).changes).toEqual([]);
});

test("what has expired from the archive is no news", async () => {
  const { crm, sandbox, clock } = await openPortal(way, {
    adapter: { overlapMs: 0 },
    async between(request, pass) {
      const answer = await pass(request);
      if (clock.now() < Date.UTC(2027, 3, 15) || !request.url.includes("archived=true")) return answer;
      return Response.json({ results: [] }, { headers: answer.headers });
    },
  });
  const { id } = sandbox.create("companies", { properties: { name: "Old" } });
  const first = await pullAll(crm, "account");
  clock.advance(60_000);
  sandbox.archive("companies", id);
  const second = await pullAll(crm, "account", first.cursor);
  clock.advance(101 * 86_400_000);
  expect((await pullAll(crm, "account", second.cursor)).changes).toEqual([]);
});
