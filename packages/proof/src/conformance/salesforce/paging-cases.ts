import assert from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { bulkOrg, createDeal, drain, type EitherWorld } from "./testing/adapter-world.ts";
import { idsOf, trouble } from "./trouble.ts";

/** Records that were there from the start, quickly. */
function seedDeals({ sandbox }: EitherWorld, count: number): void {
  const values = { StageName: "Prospecting", CloseDate: "2027-06-30", IsDeleted: false };
  sandbox.seed(
    "Opportunity",
    Array.from({ length: count }, (_, index) => ({ ...values, Name: `Deal ${index}` })),
  );
}

function assertAllDistinct(ids: readonly string[], count: number): void {
  assert.equal(ids.length, count);
  assert.equal(new Set(ids).size, count);
}

/** Pages that are shorter than they look, longer than jsforce reads, or of rows that share one instant. */
export const pagingCases: readonly ProofCase[] = [
  trouble("autofetch-10000", {}, async (world) => {
    seedDeals(world, 14_000);
    assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 14_000);
  }),
  trouble(
    "bulk-many-pages",
    { adapter: { bulkFrom: 5000 }, sandbox: { bulk: { chunkRows: 3000 } } },
    async (world) => {
      seedDeals(world, 14_000);
      const { changes, pages } = await drain(world.adapter, "deal");
      assertAllDistinct(idsOf(changes), 14_000);
      assert.ok(
        world.arrived.some(({ address }) => address.includes("/jobs/query/") && address.includes("locator=")),
      );
      assert.ok(pages.length > 3);
    },
  ),
  trouble("bulk-job-that-fails", { adapter: { bulkFrom: 10, pageSize: 10 } }, async (world) => {
    seedDeals(world, 55);
    world.sandbox.failNextJob({ object: "Opportunity", message: "QUERY_TIMEOUT" });
    assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 55);
  }),
  trouble(
    "bulk-job-that-takes-minutes",
    {
      adapter: { bulkFrom: 10, pageSize: 10 },
      sandbox: { bulk: { queuedMs: 60_000, processingMs: 240_000 } },
    },
    async (world) => {
      seedDeals(world, 55);
      assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 55);
      assert.ok(world.waits.length > 5 && world.waits.length < 40, `${world.waits.length} waits`);
    },
  ),
  trouble(
    "bulk-cells-with-quotes-commas-and-lines",
    { adapter: { bulkFrom: 2, pageSize: 1 } },
    async ({ sandbox, adapter }) => {
      const names = ['"quoted", with commas', "two\nlines", "Ærø – 漢字 🚀", "'; DROP", ""];
      for (const Name of names) createDeal(sandbox, { Name: Name === "" ? "x" : Name, NextStep: Name });
      const { changes } = await drain(adapter, "deal");
      const steps = changes.map(
        (change) => change.type === "upserted" && change.record.object === "deal" && change.record.nextStep,
      );
      assert.deepEqual(
        steps,
        names.map((name) => (name === "" ? null : name)),
      );
    },
  ),
  trouble(
    "bulk-stopped-after-any-page",
    { adapter: { bulkFrom: 4, pageSize: 3 }, sandbox: { bulk: { pageRows: 4, chunkRows: 4 } } },
    async (world) => {
      seedDeals(world, 21);
      const whole = await drain(world.adapter, "deal");
      for (const [index, page] of whole.pages.slice(0, -1).entries()) {
        const before = whole.pages.slice(0, index + 1).flatMap(({ changes }) => changes);
        const rest = await drain(world.adapter, "deal", page.cursor ?? "");
        assert.deepEqual(idsOf([...before, ...rest.changes]), idsOf(whole.changes));
      }
    },
  ),
  trouble(
    "bulk-results-out-of-order",
    { adapter: { bulkFrom: 4, pageSize: 3 }, meet: bulkOrg({ reversed: true, mostRows: 5 }) },
    async (world) => {
      seedDeals(world, 21);
      const ids = idsOf((await drain(world.adapter, "deal")).changes);
      assertAllDistinct(ids, 21);
      assert.deepEqual(ids, [...ids].sort());
    },
  ),
  trouble(
    "bulk-results-that-are-gone",
    { adapter: { bulkFrom: 4, pageSize: 3 }, meet: bulkOrg({ pagesKept: 2, mostRows: 4 }) },
    async (world) => {
      seedDeals(world, 31);
      assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 31);
    },
  ),
  trouble("child-rows-count-toward-page", {}, async ({ sandbox, adapter }) => {
    const ids = Array.from({ length: 30 }, () => createDeal(sandbox));
    const tasks = new Map(ids.map((id) => [id, [] as string[]]));
    for (let index = 0; index < 2500; index += 1) {
      const id = ids[index % ids.length] ?? "";
      tasks.get(id)?.push(sandbox.create("Task", { Subject: `Task ${index}`, WhatId: id }));
    }
    const refs = ids.map((id) => ({ object: "deal", id }) as const);
    for await (const page of adapter.pull({ type: "records", refs })) {
      assert.equal(page.changes.length, ids.length);
      for (const change of page.changes) {
        assert.ok(change.type === "upserted");
        const { task } = change.record.links;
        const found = task?.status === "known" ? [...task.value].sort() : task?.reason;
        assert.deepEqual(found, tasks.get(change.record.id)?.sort());
      }
    }
  }),
  trouble("page-cut-short-by-salesforce", { meet: cutPages(7) }, async (world) => {
    seedDeals(world, 60);
    assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 60);
  }),
  trouble("named-records-cut-short-by-salesforce", { meet: cutPages(7) }, async ({ sandbox, adapter }) => {
    const ids = Array.from({ length: 60 }, () => createDeal(sandbox));
    const refs = ids.map((id) => ({ object: "deal", id }) as const);
    const found: string[] = [];
    for await (const page of adapter.pull({ type: "records", refs })) found.push(...idsOf(page.changes));
    assert.deepEqual(found, ids);
  }),
  trouble("no-rows-and-yet-more-to-come", { meet: emptyPages }, async ({ sandbox, adapter }) => {
    createDeal(sandbox);
    await assert.rejects(drain(adapter, "deal"), { code: "malformed-response" });
  }),
  trouble("5000-records-of-one-instant", { adapter: { pageSize: 500 } }, async (world) => {
    const { cursor } = await drain(world.adapter, "deal");
    world.advance(600_000);
    seedDeals(world, 5000);
    assertAllDistinct(idsOf((await drain(world.adapter, "deal", cursor)).changes), 5000);
  }),
  trouble("count-that-times-out", { meet: withoutCount }, async (world) => {
    seedDeals(world, 12);
    assertAllDistinct(idsOf((await drain(world.adapter, "deal")).changes), 12);
  }),
];

type Meet = NonNullable<Parameters<typeof trouble>[1]["meet"]>;

/** Cuts every page of rows to a few and says that there are more, as Salesforce may at any time. */
function cutPages(most: number): Meet {
  return (request, answer) =>
    changed(request, answer, (body) =>
      Array.isArray(body.records) && body.records.length > most
        ? { ...body, done: false, records: body.records.slice(0, most) }
        : body,
    );
}

function emptyPages(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
  return changed(request, answer, (body) =>
    Array.isArray(body.records) ? { ...body, done: false, records: [] } : body,
  );
}

async function withoutCount(
  request: Request,
  answer: (request: Request) => Promise<Response>,
  text: string,
): Promise<Response> {
  const response = await answer(request);
  if (!text.includes("COUNT()")) return response;
  const body = (await response.json()) as { compositeResponse: object[] };
  const late = [{ errorCode: "QUERY_TIMEOUT", message: "Your query request was running for too long." }];
  const compositeResponse = body.compositeResponse.map((part, index, all) =>
    index === all.length - 1 ? { ...part, httpStatusCode: 400, body: late } : part,
  );
  return Response.json({ compositeResponse }, { headers: { date: response.headers.get("date") ?? "" } });
}

type Body = Record<string, unknown>;

/** Changes the answer to a query, alone or as a part of a composite request. */
async function changed(
  request: Request,
  answer: (request: Request) => Promise<Response>,
  change: (body: Body) => Body,
): Promise<Response> {
  const response = await answer(request);
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  if (!isJson || response.status !== 200) return response;
  const body = (await response.json()) as Body;
  const parts = body.compositeResponse as { body: Body }[] | undefined;
  const shown =
    parts === undefined
      ? change(body)
      : { compositeResponse: parts.map((part) => ({ ...part, body: change(part.body) })) };
  return Response.json(shown, { headers: { date: response.headers.get("date") ?? "" } });
}
