import assert from "node:assert/strict";
import type { ProvisionStep } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal, drain } from "./testing/adapter-world.ts";
import { idsOf, outcomeOf, provisionKey, trouble } from "./trouble.ts";

const step = (name: `headway_${string}`): ProvisionStep => ({
  type: "create-field",
  field: { object: "deal", name, label: name, kind: "text", description: "x" },
});

/** What an org has, has not, or does not show. */
export const schemaCases: readonly ProofCase[] = [
  trouble(
    "features-that-only-some-orgs-have",
    { sandbox: { features: { pipelineInspection: false } } },
    async ({ adapter }) => {
      const { absentFeatures, missingGrants } = await adapter.describe();
      const names = absentFeatures?.map(({ name }) => name) ?? [];
      assert.ok(names.includes("Opportunity.PushCount"));
      assert.deepEqual(missingGrants, { status: "known", value: [] });
    },
  ),
  trouble(
    "amounts-in-several-currencies",
    { sandbox: { features: { multiCurrency: true } } },
    async ({ sandbox, adapter }) => {
      createDeal(sandbox, { Amount: 99.5, CurrencyIsoCode: "EUR" });
      const [change] = (await drain(adapter, "deal")).changes;
      assert.ok(change?.type === "upserted" && change.record.object === "deal");
      assert.deepEqual(change.record.amount, { amount: "99.5", currency: "EUR" });
    },
  ),
  trouble(
    "accounts-that-are-people",
    { sandbox: { features: { personAccounts: true } } },
    async ({ sandbox, adapter }) => {
      sandbox.create("Account", { Name: "Acme" });
      const { changes } = await drain(adapter, "account");
      assert.equal(changes.length, 1);
      assert.ok(
        !(await adapter.describe()).absentFeatures?.some(({ name }) => name === "Account.IsPersonAccount"),
      );
    },
  ),
  trouble(
    "mails-that-are-no-records",
    { sandbox: { features: { emailMessages: false } } },
    async ({ sandbox, adapter }) => {
      const deal = createDeal(sandbox);
      await assert.rejects(drain(adapter, "email"), { code: "unsupported" });
      for await (const page of adapter.pull({ type: "records", refs: [{ object: "deal", id: deal }] })) {
        const [change] = page.changes;
        assert.ok(change?.type === "upserted");
        assert.equal(change.record.links.email?.status, "unknown");
      }
    },
  ),
  trouble("history-that-may-not-be-read", { meet: withoutHistory }, async ({ sandbox, adapter }) => {
    createDeal(sandbox);
    const [change] = (await drain(adapter, "deal")).changes;
    assert.ok(change?.type === "upserted" && change.record.object === "deal");
    assert.equal(change.record.stageHistory.status, "unknown");
    assert.equal(change.record.links.contact?.status, "known");
  }),
  ...[true, false].map((isTracked) =>
    trouble(
      isTracked ? "changes-of-tracked-fields" : "changes-where-nothing-is-tracked",
      {
        sandbox: { features: { trackedFields: isTracked ? ["NextStep", "Amount"] : [] } },
        adapter: { fieldHistory: true },
      },
      async ({ sandbox, adapter, advance }) => {
        const id = createDeal(sandbox, { Amount: 1, NextStep: "Call" });
        for (const fields of [{ NextStep: "Meet" }, { Amount: 2.5 }, { CloseDate: "2027-07-31" }]) {
          advance(60_000);
          sandbox.edit("Opportunity", id, fields);
        }
        const wanted = [
          ...(isTracked ? [["nextStep", "Call", "Meet"]] : []),
          ["amount", "1", "2.5"],
          ["closeDate", "2027-06-30", "2027-07-31"],
        ];
        for await (const page of adapter.pull({ type: "changes", object: "deal" })) {
          const [change] = page.changes;
          assert.ok(change?.type === "upserted" && change.record.object === "deal");
          const { fieldHistory } = change.record;
          assert.ok(fieldHistory?.status === "known");
          assert.deepEqual(
            fieldHistory.value.map(({ field, from, to }) => [field, from, to]),
            wanted,
          );
        }
      },
    ),
  ),
  trouble("field-that-is-not-there-sinks-no-query", {}, async ({ sandbox, adapter }) => {
    createDeal(sandbox);
    const found: string[] = [];
    const fields = ["Nowhere__c", "headway_momentum", "NextStep"];
    for await (const page of adapter.pull({ type: "changes", object: "deal", fields })) {
      found.push(...idsOf(page.changes));
    }
    assert.equal(found.length, 1);
  }),
  trouble("query-longer-than-an-address", {}, async ({ sandbox, adapter, arrived }) => {
    const ids = Array.from({ length: 600 }, () => createDeal(sandbox));
    const refs = ids.map((id) => ({ object: "deal", id }) as const);
    const found: string[] = [];
    for await (const page of adapter.pull({ type: "records", refs })) found.push(...idsOf(page.changes));
    assert.deepEqual(found, ids);
    assert.ok(arrived.every(({ address }) => address.length < 16_384));
  }),
  trouble("text-that-cannot-be-an-id", {}, async ({ sandbox, adapter }) => {
    const id = createDeal(sandbox);
    const texts = [id, "' OR Id != '", "006", "x".repeat(400)];
    const refs = texts.map((text) => ({ object: "deal", id: text }) as const);
    const found: string[] = [];
    for await (const page of adapter.pull({ type: "records", refs })) found.push(...idsOf(page.changes));
    assert.deepEqual(found, [id, ...texts.slice(1).map((text) => `deleted ${text}`)]);
  }),
  trouble("field-made-by-api-is-visible-to-nobody", {}, async ({ sandbox, adapter }) => {
    await adapter.provision([step("headway_one")]);
    await adapter.provision([step("headway_two")]);
    const id = createDeal(sandbox);
    const fields = { headway_one: "1", headway_two: "2" };
    const [outcome] = await adapter.push([{ type: "update", ref: { object: "deal", id }, fields }]);
    assert.equal(outcome?.status, "written");
  }),
  trouble("key-field-hidden-after-it-was-made", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    sandbox.hideField("Task.Headway_Key__c");
    const patch = {
      type: "upsert-task",
      key: "v1:a",
      task: { subject: "s", body: "b", dueOn: "2027-01-15", ownerId: null, links: [] },
    } as const;
    const [outcome] = await adapter.push([patch]);
    assert.ok(outcome?.status === "refused" && outcome.code === "unsupported");
    assert.equal(sandbox.records("Task").length, 0);
  }),
  trouble("describe-while-the-org-is-down", {}, async ({ sandbox, adapter }) => {
    sandbox.failNext({ status: 503, times: 50 });
    const error = (await outcomeOf(adapter.describe())) as { code?: string };
    assert.equal(error.code, "unavailable");
  }),
];

/** Refuses what asks for the stage history, alone or as a part of a composite request. */
async function withoutHistory(
  request: Request,
  answer: (request: Request) => Promise<Response>,
  text: string,
): Promise<Response> {
  const response = await answer(request);
  if (!request.url.endsWith("/composite") || !text.includes("OpportunityHistory")) return response;
  const asked = JSON.parse(text) as { compositeRequest: { url: string }[] };
  const body = (await response.json()) as { compositeResponse: object[] };
  const refusal = [
    { errorCode: "INVALID_TYPE", message: "sObject type 'OpportunityHistory' is not supported." },
  ];
  const compositeResponse = body.compositeResponse.map((part, index) =>
    asked.compositeRequest[index]?.url.includes("FROM+OpportunityHistory") === true
      ? { ...part, httpStatusCode: 400, body: refusal }
      : part,
  );
  return Response.json({ compositeResponse }, { headers: { date: response.headers.get("date") ?? "" } });
}
