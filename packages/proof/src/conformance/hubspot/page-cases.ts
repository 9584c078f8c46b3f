import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { addCompanies, addDeals, answerWith, exact, pathOf, portalCase, unlimited } from "./portal-case.ts";
import { dealsAmong, pullAll, pullNamed, recordsAmong } from "./testing/portal-world.ts";

interface Page {
  readonly results: readonly { readonly id: string }[];
  readonly paging?: { readonly next: { readonly after: string } };
}

/** Pages, batches and addresses that are not as one would like them (`invariant:D2`, `invariant:D3`). */
export const pageCases: readonly ProofCase[] = [
  portalCase("short-page-with-cursor", async (open) => {
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const url = new URL(request.url);
        if (request.method === "GET" && url.searchParams.has("limit")) url.searchParams.set("limit", "7");
        return pass(new Request(url, request));
      },
    });
    const ids = addCompanies(sandbox, 40);
    const { changes } = await pullAll(crm, "account");
    deepEqual(
      recordsAmong(changes).map((record) => record.id),
      ids,
    );
  }),
  portalCase("short-search-page-with-cursor", async (open) => {
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        if (!pathOf(request).endsWith("/search")) return pass(request);
        const body = JSON.stringify({ ...((await request.clone().json()) as object), limit: 3 });
        return pass(new Request(request.url, { method: "POST", headers: request.headers, body }));
      },
    });
    const { cursor } = await pullAll(crm, "account");
    clock.advance(60_000);
    const ids = addCompanies(sandbox, 10);
    const { changes } = await pullAll(crm, "account", cursor);
    deepEqual(
      recordsAmong(changes).map((record) => record.id),
      ids,
    );
  }),
  portalCase("empty-page-with-cursor", async (open) => {
    let emptied = false;
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const isSecond = new URL(request.url).searchParams.has("after");
        const answer = await pass(request);
        if (!isSecond || emptied) return answer;
        emptied = true;
        const after = new URL(request.url).searchParams.get("after") ?? "";
        return answerWith(answer, { results: [], paging: { next: { after: `0${after}` } } });
      },
    });
    const ids = addCompanies(sandbox, 150);
    const { changes } = await pullAll(crm, "account");
    deepEqual(
      recordsAmong(changes).map((record) => record.id),
      ids,
    );
  }),
  portalCase("repeated-cursor-stops", async (open) => {
    const { crm, sandbox, requests } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        const page = (await answer.json()) as Page;
        return answerWith(answer, { ...page, paging: { next: { after: "100" } } });
      },
    });
    addCompanies(sandbox, 150);
    await rejects(pullAll(crm, "account"), { code: "malformed-response" });
    ok(requests.length <= 3, `${requests.length} requests in a circle`);
  }),
  portalCase("search-out-of-order-is-not-trusted", async (open) => {
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        const answer = await pass(request);
        if (!pathOf(request).endsWith("/search")) return answer;
        const page = (await answer.json()) as Page;
        return answerWith(answer, { ...page, results: page.results.toReversed() });
      },
    });
    const { cursor } = await pullAll(crm, "account");
    clock.advance(60_000);
    addCompanies(sandbox, 3);
    await rejects(pullAll(crm, "account", cursor), { code: "malformed-response" });
  }),
  portalCase("ids-compared-as-numbers", async (open) => {
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        const answer = await pass(request);
        if (!pathOf(request).endsWith("/search")) return answer;
        const page = (await answer.json()) as Page;
        // As text, the second id comes before the first.
        const results = page.results.map((row, index) => ({ ...row, id: ["999", "1000"][index] ?? row.id }));
        return answerWith(answer, { ...page, results });
      },
    });
    const { cursor } = await pullAll(crm, "account");
    clock.advance(60_000);
    addCompanies(sandbox, 2);
    const { changes } = await pullAll(crm, "account", cursor);
    deepEqual(
      recordsAmong(changes).map((record) => record.id),
      ["999", "1000"],
    );
  }),
  portalCase("url-too-long", async (open) => {
    const { crm, sandbox, requests } = await open(unlimited);
    addCompanies(sandbox, 1);
    const fields = Array.from({ length: 700 }, (_, index) => `custom_field_number_${index}`);
    for (const name of fields) {
      sandbox.defineProperty("companies", { name, label: name, type: "string", fieldType: "text" });
    }
    const { changes } = await pullAll(crm, "account", undefined, fields);
    equal(Object.keys(recordsAmong(changes)[0]?.fields ?? {}).length, 700);
    deepEqual(
      requests.filter((line) => line.endsWith(" 414")),
      [],
    );
  }),
  portalCase("batch-read-omits-ids", async (open) => {
    const hidden = new Set<string>();
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        if (!pathOf(request).endsWith("/batch/read") || pathOf(request).includes("/associations/"))
          return answer;
        const page = (await answer.json()) as Page;
        return answerWith(answer, { ...page, results: page.results.filter(({ id }) => !hidden.has(id)) });
      },
    });
    const ids = addDeals(sandbox, 5);
    hidden.add(ids[2] ?? "");
    const changes = await pullNamed(crm, "deal", ids);
    deepEqual(
      dealsAmong(changes)
        .map((deal) => deal.id)
        .sort(),
      [...ids].sort(),
    );
  }),
  portalCase("one-record-gone-among-named-ones", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const ids = addDeals(sandbox, 5);
    sandbox.archive("deals", ids[3] ?? "");
    const changes = await pullNamed(crm, "deal", ids);
    equal(dealsAmong(changes).length, 4);
    deepEqual(
      changes.filter((change) => change.type === "deleted").map((change) => change.ref.id),
      [ids[3]],
    );
  }),
  portalCase("truncated-json-is-no-empty-page", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    addCompanies(sandbox, 3);
    sandbox.failNext({ brokenBody: '{"results":[{"id":"1"', times: 9 });
    await rejects(pullAll(crm, "account"), { code: "malformed-response" });
  }),
  portalCase("a-page-of-something-else-is-no-empty-page", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    sandbox.failNext({ status: 200, body: { message: "maintenance" }, times: 9 });
    await rejects(pullAll(crm, "account"), { code: "malformed-response" });
  }),
];
