import { deepEqual, equal, ok } from "node:assert/strict";
import type { FieldValue, Patch } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, answerWith, errorAnswer, pathOf, portalCase, unlimited } from "./portal-case.ts";

/** What can be refused, half done or unheard when records are updated (`invariant:W2` to `invariant:W6`). */
export const writeCases: readonly ProofCase[] = [
  portalCase("207-one-bad", async (open) => {
    let bad = "";
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        if (!pathOf(request).endsWith("/batch/update")) return pass(request);
        const { inputs } = (await request.clone().json()) as {
          inputs: { id: string; objectWriteTraceId: string }[];
        };
        const kept = inputs.filter(({ id }) => id !== bad);
        const rest = new Request(request.url, {
          method: "POST",
          headers: request.headers,
          body: JSON.stringify({ inputs: kept }),
        });
        const answer = await pass(rest);
        const body = (await answer.json()) as object;
        const trace = inputs.find(({ id }) => id === bad)?.objectWriteTraceId;
        const error = {
          status: "error",
          category: "VALIDATION_ERROR",
          message: "Next step must name a date",
          context: { objectWriteTraceId: [trace] },
        };
        return answerWith(answer, { ...body, numErrors: 1, errors: [error] }, 207);
      },
    });
    const ids = addDeals(sandbox, 10);
    bad = ids[6] ?? "";
    const outcomes = await crm.push(ids.map((id) => update(id, { nextStep: "Call" })));
    deepEqual(
      outcomes.map((outcome) => outcome.status),
      ids.map((id) => (id === bad ? "refused" : "written")),
    );
    const refusal = outcomes[6];
    ok(refusal?.status === "refused" && refusal.reason.includes("Next step must name a date"));
  }),
  portalCase("409-bisect", async (open) => {
    const bad = new Set<string>();
    const { crm, sandbox, requests } = await open({
      ...unlimited,
      async between(request, pass) {
        if (!pathOf(request).endsWith("/batch/update")) return pass(request);
        const text = await request.clone().text();
        const isBad = [...bad].some((id) => text.includes(`"${id}"`));
        return isBad ? errorAnswer(409, "CONFLICT", "Deal already exists") : pass(request);
      },
    });
    const ids = addDeals(sandbox, 100);
    for (const place of [17, 64]) bad.add(ids[place] ?? "");
    requests.length = 0;
    const outcomes = await crm.push(ids.map((id) => update(id, { name: "Renamed" })));
    deepEqual(
      outcomes.flatMap((outcome, index) => (outcome.status === "written" ? [] : [index])),
      [17, 64],
    );
    const refusal = outcomes[17];
    ok(refusal?.status === "refused" && refusal.code === "conflict");
    ok(refusal.reason.includes("Deal already exists"));
    equal(sandbox.record("deals", ids[99] ?? "")?.properties.dealname, "Renamed");
    // Halving finds two among a hundred in about 4 · log2(100) requests, not in a hundred.
    ok(requests.length <= 32, `${requests.length} requests`);
  }),
  portalCase("validation-rule-in-the-portals-own-words", async (open) => {
    const message = "Next step must start with a verb";
    const rule = {
      type: "pattern",
      objectType: "deals",
      property: "hs_next_step",
      pattern: "^(Call|Send)",
      error: "FAILED_VALIDATION",
      message,
    } as const;
    const { crm, sandbox } = await open({ portal: { limits: "off", rules: [rule] } });
    const [one = "", other = ""] = addDeals(sandbox, 2);
    const outcomes = await crm.push([
      update(one, { nextStep: "Proposal" }),
      update(other, { nextStep: "Call Bo" }),
    ]);
    deepEqual(
      outcomes.map((outcome) => outcome.status),
      ["refused", "written"],
    );
    ok(outcomes[0]?.status === "refused" && outcomes[0].reason.includes(message));
  }),
  portalCase("required-property-of-the-dated-api", async (open, { apiVersion }) => {
    const rule = {
      type: "required",
      objectType: "deals",
      properties: ["amount"],
      when: { property: "dealstage", values: ["contractsent"] },
    } as const;
    const { crm, sandbox } = await open({ portal: { limits: "off", rules: [rule] } });
    const [id = "", other = ""] = addDeals(sandbox, 2);
    const outcomes = await crm.push([
      update(id, { stageId: "contractsent" }),
      update(other, { name: "Fine" }),
    ]);
    // Only the dated form holds writes to the admins' rules; both tell what was so.
    const expected = apiVersion === "v3" ? "written" : "refused";
    equal(outcomes[0]?.status, expected);
    equal(outcomes[1]?.status, "written");
    if (outcomes[0]?.status === "refused") ok(outcomes[0].reason.includes("amount"));
    const stage = sandbox.record("deals", id)?.properties.dealstage;
    equal(stage, apiVersion === "v3" ? "contractsent" : "appointmentscheduled");
  }),
  portalCase("calculated-property-is-refused-unsent", async (open) => {
    const readOnly = { modificationMetadata: { readOnlyValue: true } };
    const { crm, sandbox, requests } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        if (request.method !== "GET" || !pathOf(request).includes("/properties/")) return answer;
        const body = (await answer.json()) as { results: { name: string }[] };
        const results = body.results.map((each) => {
          if (each.name === "amount") return { ...each, calculated: true };
          return each.name === "hs_next_step" ? { ...each, ...readOnly } : each;
        });
        return answerWith(answer, { ...body, results });
      },
    });
    const [id = ""] = addDeals(sandbox, 1);
    const outcomes = await crm.push([update(id, { amount: "5" }), update(id, { nextStep: "Call" })]);
    const fields = outcomes.map((outcome) => (outcome.status === "refused" ? outcome.field : "sent"));
    deepEqual(fields, ["amount", "nextStep"]);
    deepEqual(
      requests.filter((line) => line.startsWith("POST")),
      [],
    );
    const { objects } = await crm.describe();
    const deal = objects.deal?.status === "known" ? objects.deal.value.fields : [];
    equal(deal.find((field) => field.name === "amount")?.reason, "calculated by HubSpot");
  }),
  portalCase("unknown-outcome-update", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const [id = ""] = addDeals(sandbox, 1);
    sandbox.failNext({ match: { path: "/batch/update" }, afterEffect: true, dropResponse: true, times: 9 });
    const [outcome] = await crm.push([update(id, { name: "Landed", amount: "12.50" })]);
    equal(outcome?.status, "written");
    equal(sandbox.record("deals", id)?.properties.dealname, "Landed");
  }),
  portalCase("unknown-outcome-update-that-never-landed", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const [id = ""] = addDeals(sandbox, 1);
    sandbox.failNext({ match: { path: "/batch/update" }, dropResponse: true, times: 9 });
    const outcomes = await crm.push([update(id, { name: "Lost" })]).catch(() => []);
    ok(outcomes.every((outcome) => outcome.status !== "written"));
    equal(sandbox.record("deals", id)?.properties.dealname, "D");
  }),
  portalCase("500-after-the-effect", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const ids = addDeals(sandbox, 3);
    sandbox.failNext({ match: { path: "/batch/update" }, afterEffect: true, status: 500, times: 9 });
    const outcomes = await crm.push(ids.map((id) => update(id, { name: "Landed" })));
    deepEqual(
      outcomes.map((outcome) => outcome.status),
      ["written", "written", "written"],
    );
  }),
  portalCase("row-that-the-answer-forgets", async (open) => {
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        if (!pathOf(request).endsWith("/batch/update")) return answer;
        const body = (await answer.json()) as { results: unknown[] };
        return answerWith(answer, { ...body, results: body.results.slice(1) });
      },
    });
    const ids = addDeals(sandbox, 3);
    const outcomes = await crm.push(ids.map((id) => update(id, { name: "Renamed" })));
    deepEqual(
      outcomes.map((outcome) => outcome.status),
      ["written", "written", "written"],
    );
  }),
  portalCase("object-that-may-not-be-written", async (open) => {
    const scopes = ["crm.objects.deals.read", "crm.objects.deals.write", "crm.schemas.deals.read"];
    const more = ["crm.objects.companies.read", "crm.schemas.companies.read"];
    const { crm, sandbox } = await open({ portal: { limits: "off", scopes: [...scopes, ...more] } });
    const [id = ""] = addDeals(sandbox, 1);
    const company = sandbox.create("companies", { properties: { name: "C" } }).id;
    const outcomes = await crm.push([
      { type: "update", ref: { object: "account", id: company }, fields: { name: "X" } },
      update(id, { name: "Written" }),
    ]);
    ok(outcomes[0]?.status === "refused" && outcomes[0].code === "forbidden");
    ok(outcomes[0].reason.includes("crm.objects.companies.write") || outcomes[0].reason.includes("scopes"));
    equal(outcomes[1]?.status, "written");
  }),
];

function update(id: string, fields: Readonly<Record<string, FieldValue>>): Patch {
  return { type: "update", ref: { object: "deal", id }, fields };
}
