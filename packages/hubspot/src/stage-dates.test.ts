import type { HubspotEdition } from "@headway/sandbox";
import { expect, test } from "vitest";
import { openPortal } from "./testing/open-portal.ts";
import { dealsAmong, pullAll } from "./testing/pull-all.ts";

const stages = ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "contractsent"];

/** HubSpot's own dates reach back further than the versions that it keeps; the sandbox's do not. */
async function withOldDates(request: Request, pass: (request: Request) => Promise<Response>) {
  const asked = await request.clone().text();
  const answer = await pass(request);
  if (!asked.includes("hs_v2_date_entered_qualifiedtobuy")) return answer;
  const { results } = (await answer.json()) as { results: object[] };
  const properties = {
    hs_v2_date_entered_appointmentscheduled: "2027-01-04T00:00:00Z",
    hs_v2_date_entered_qualifiedtobuy: "2027-01-05T00:00:00Z",
    hs_v2_date_entered_contractsent: "2027-01-07T00:00:00Z",
  };
  return Response.json(
    { results: results.map((row) => ({ ...row, properties })) },
    { headers: answer.headers },
  );
}

/** A deal that went through four stages, of which the portal keeps the last two versions. */
async function cutHistory(edition: HubspotEdition, historyLimit: number) {
  const { crm, sandbox, clock, requests } = await openPortal(
    { transport: "fetch", apiVersion: "2026-09" },
    { portal: { edition, historyLimit, limits: "off" }, adapter: { limits: "off" }, between: withOldDates },
  );
  const [first, ...later] = stages;
  const deal = sandbox.create("deals", { properties: { dealname: "D", dealstage: first } });
  for (const dealstage of later) {
    clock.advance(86_400_000);
    sandbox.edit("deals", deal.id, { dealstage });
  }
  const [read] = dealsAmong((await pullAll(crm, "deal")).changes);
  return { history: read?.stageHistory, requests };
}

test("a history that HubSpot cut off is completed by its dates of stages, where the edition has them", async () => {
  const { history, requests } = await cutHistory("professional", 2);
  expect(history?.status === "known" && history.value).toEqual(
    stages.map((stageId, day) => ({ stageId, at: `2027-01-0${4 + day}T00:00:00.000Z`, byId: null })),
  );
  expect(requests).toHaveLength(3);
});

test("a whole history takes no further request", async () => {
  const { requests } = await cutHistory("professional", 4);
  expect(requests).toEqual(["GET /crm/objects/2026-09/deals 200"]);
});

test("editions without such dates give the history as HubSpot keeps it", async () => {
  const { history } = await cutHistory("starter", 2);
  expect(history?.status === "known" && history.value.map((entry) => entry.stageId)).toEqual(stages.slice(2));
});
