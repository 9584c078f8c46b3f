import { deepEqual, equal, ok } from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, answerWith, type Open, pathOf, portalCase, unlimited } from "./portal-case.ts";
import {
  dealsAmong,
  type OpenPortalOptions,
  pullAll,
  pullNamed,
  recordsAmong,
} from "./testing/portal-world.ts";

const stages = ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "contractsent"];

/** Values that read as something they are not. */
export const valueCases: readonly ProofCase[] = [
  portalCase("merge-survivor", (open) => mergeTold(open, "primary")),
  portalCase("merge-makes-a-new-id", (open) => mergeTold(open, "new")),
  portalCase("merged-id-leads-to-the-survivor", async (open) => {
    const { crm, sandbox } = await open({ portal: { limits: "off", mergedIds: "new" } });
    const [one = "", other = ""] = addDeals(sandbox, 2);
    const survivor = sandbox.merge("deals", one, other);
    const changes = await pullNamed(crm, "deal", [one]);
    deepEqual(changes, [
      { type: "merged", ref: { object: "deal", id: one }, into: { object: "deal", id: survivor.id } },
    ]);
  }),
  portalCase("history-cut-off-is-completed", async (open) => {
    deepEqual(await historyWith(open, "professional", 2, knowingDates), stages);
    deepEqual(await historyWith(open, "professional", 9), stages);
  }),
  portalCase("editions-without-stage-dates", async (open) => {
    deepEqual(await historyWith(open, "free", 2), stages.slice(2));
    deepEqual(await historyWith(open, "enterprise", 9), stages);
  }),
  portalCase("call-outcomes-of-the-portal", async (open) => {
    const own = "0a0a0a0a-1111-2222-3333-444444444444";
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        if (!pathOf(request).endsWith("/dispositions")) return answer;
        const known = (await answer.json()) as object[];
        return answerWith(answer, [...known, { id: own, label: "Asked for a proposal" }]);
      },
    });
    const outcomes = [own, "f240bbac-87c9-4f6e-bf70-924b57d47db7", "deleted-long-ago", ""];
    for (const hs_call_disposition of outcomes) {
      sandbox.create("calls", { properties: { hs_timestamp: "2027-01-04T00:00:00Z", hs_call_disposition } });
    }
    const { changes } = await pullAll(crm, "call");
    const labels = recordsAmong(changes).map((record) => record.object === "call" && record.disposition);
    deepEqual(labels, ["Asked for a proposal", "Connected", "deleted-long-ago", null]);
  }),
  portalCase("both-spellings-of-cancelled", async (open) => {
    let spelling = "CANCELED";
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        const text = await answer.text();
        return new Response(text.replace('"SCHEDULED"', `"${spelling}"`), { headers: answer.headers });
      },
    });
    const properties = { hs_timestamp: "2027-01-04T00:00:00Z", hs_meeting_outcome: "SCHEDULED" };
    const { id } = sandbox.create("meetings", { properties });
    for (spelling of ["CANCELED", "CANCELLED"]) {
      const [meeting] = recordsAmong(await pullNamed(crm, "meeting", [id]));
      equal(meeting?.object === "meeting" && meeting.outcome, "cancelled");
    }
  }),
  portalCase("unknown-word-spoils-one-record-alone", async (open) => {
    const { crm, sandbox } = await open({
      ...unlimited,
      async between(request, pass) {
        const answer = await pass(request);
        const text = await answer.text();
        return new Response(text.replace('"DEFERRED"', '"SNOOZED"'), { headers: answer.headers });
      },
    });
    for (const hs_task_status of ["NOT_STARTED", "DEFERRED", "COMPLETED"]) {
      sandbox.create("tasks", { properties: { hs_timestamp: "2027-01-04T00:00:00Z", hs_task_status } });
    }
    const { changes } = await pullAll(crm, "task");
    deepEqual(
      changes.map((change) => change.type),
      ["upserted", "unreadable", "upserted"],
    );
    const poison = changes[1];
    ok(poison?.type === "unreadable" && poison.field === "hs_task_status" && poison.id !== null);
  }),
  portalCase("mail-text-without-its-scope-is-unknown", async (open) => {
    const { crm, sandbox } = await open({ portal: { limits: "off", scopes: ["crm.objects.contacts.read"] } });
    const properties = { hs_timestamp: "2027-01-04T00:00:00Z", hs_email_text: "secret" };
    sandbox.create("emails", { properties });
    const [mail] = recordsAmong((await pullAll(crm, "email")).changes);
    ok(mail?.object === "email" && mail.text.status === "unknown");
    ok(mail.text.reason.includes("sales-email-read"));
  }),
  portalCase("currency-stays-with-its-amount", async (open) => {
    const portal = { limits: "off", currency: "USD", exchangeRates: { EUR: 1.1 } } as const;
    const { crm, sandbox } = await open({ portal });
    addDeals(sandbox, 1, { amount: "1234567.89", deal_currency_code: "EUR" });
    addDeals(sandbox, 1, { amount: "0.1" });
    addDeals(sandbox, 1);
    const amounts = dealsAmong((await pullAll(crm, "deal")).changes).map((deal) => deal.amount);
    equal(amounts[0]?.amount, "1234567.89");
    equal(amounts[0]?.currency, "EUR");
    deepEqual(amounts[1], { amount: "0.1", currency: "USD" });
    equal(amounts[2], null);
  }),
  portalCase("close-date-keeps-its-day", async (open) => {
    const { crm, sandbox } = await open({ portal: { limits: "off", timeZone: "US/Eastern" } });
    const instants = ["2027-03-31T00:00:00Z", "2027-04-01T03:59:00Z", "2027-03-31T17:00:00Z"];
    const ids = instants.map((closedate) => addDeals(sandbox, 1, { closedate })[0] ?? "");
    const { changes } = await pullAll(crm, "deal");
    deepEqual(
      dealsAmong(changes).map((deal) => deal.closeDate),
      Array(3).fill("2027-03-31"),
    );
    const ref = { object: "deal", id: ids[0] ?? "" } as const;
    await crm.push([{ type: "update", ref, fields: { closeDate: "2027-12-31" } }]);
    const [deal] = dealsAmong(await pullNamed(crm, "deal", [ref.id]));
    equal(deal?.closeDate, "2027-12-31");
  }),
  portalCase("won-and-lost-as-the-portal-says", async (open) => {
    const { crm } = await open(unlimited);
    const { pipelines } = await crm.describe();
    ok(pipelines.status === "known");
    const closed = pipelines.value.flatMap(({ stages: all }) =>
      all.filter((stage) => stage.status !== "open"),
    );
    deepEqual(
      closed.map(({ id, status, probability }) => [id, status, probability]),
      [
        ["closedwon", "won", 1],
        ["closedlost", "lost", 0],
      ],
    );
  }),
];

async function mergeTold(open: Open, mergedIds: "primary" | "new"): Promise<void> {
  const { crm, sandbox, clock } = await open({
    portal: { limits: "off", mergedIds },
    adapter: { limits: "off", overlapMs: 0 },
  });
  const [one = "", other = ""] = addDeals(sandbox, 2);
  clock.advance(60_000);
  const first = await pullAll(crm, "deal");
  clock.advance(60_000);
  const survivor = sandbox.merge("deals", one, other);
  clock.advance(60_000);
  const { changes, cursor } = await pullAll(crm, "deal", first.cursor);
  const told = changes.flatMap((change) =>
    change.type === "merged" ? [[change.ref.id, change.into.id]] : [],
  );
  const ended = [one, other].filter((id) => id !== survivor.id);
  deepEqual(
    told.sort(),
    ended.map((id) => [id, survivor.id]),
  );
  deepEqual(
    dealsAmong(changes).map((deal) => deal.id),
    [survivor.id],
  );
  deepEqual((await pullAll(crm, "deal", cursor)).changes, []);
}

/** A portal whose dates of stages reach back further than the versions that it keeps. */
const knowingDates: OpenPortalOptions["between"] = async (request, pass) => {
  const asked = await request.clone().text();
  const answer = await pass(request);
  if (!asked.includes("hs_v2_date_entered_appointmentscheduled")) return answer;
  const { results } = (await answer.json()) as { results: { properties: object }[] };
  const dates = {
    hs_v2_date_entered_appointmentscheduled: "2027-01-04T00:00:00Z",
    hs_v2_date_entered_qualifiedtobuy: "2027-01-05T00:00:00Z",
  };
  return answerWith(answer, { results: results.map((row) => ({ ...row, properties: dates })) });
};

async function historyWith(
  open: Open,
  edition: "free" | "professional" | "enterprise",
  historyLimit: number,
  between?: OpenPortalOptions["between"],
): Promise<string[]> {
  const { crm, sandbox, clock } = await open({
    portal: { limits: "off", edition, historyLimit },
    ...(between === undefined ? {} : { between }),
  });
  const [first = "", ...later] = stages;
  const [id = ""] = addDeals(sandbox, 1, { dealstage: first });
  for (const dealstage of later) {
    clock.advance(86_400_000);
    sandbox.edit("deals", id, { dealstage });
  }
  const [deal] = dealsAmong((await pullAll(crm, "deal")).changes);
  const history = deal?.stageHistory;
  return history?.status === "known" ? history.value.map((entry) => entry.stageId) : [];
}
