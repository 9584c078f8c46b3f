import type { HubspotEdition } from "@headway/sandbox";
import { expect, test } from "vitest";
import { openPortal } from "./testing/open-portal.ts";
import { dealsAmong, pullAll } from "./testing/pull-all.ts";

const stages = ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "contractsent"];

/** A deal that went through four stages, of which the portal keeps the last two versions. */
async function cutHistory(edition: HubspotEdition, historyLimit: number) {
  const { crm, sandbox, clock, requests } = await openPortal(
    { transport: "fetch", apiVersion: "2026-09" },
    { portal: { edition, historyLimit, limits: "off" }, adapter: { limits: "off" } },
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
  const { history } = await cutHistory("professional", 4);
  expect(history?.status === "known" && history.value.map((entry) => entry.stageId)).toEqual(stages);
  const cut = await cutHistory("professional", 2);
  expect(cut.history?.status === "known" && cut.history.value.map((entry) => entry.at)).toEqual([
    ...["2027-01-06T00:00:00.000Z", "2027-01-07T00:00:00.000Z"],
  ]);
});

test("a whole history takes no further request", async () => {
  const { requests } = await cutHistory("professional", 4);
  expect(requests).toEqual(["GET /crm/objects/2026-09/deals 200"]);
});

test("editions without such dates give the history as HubSpot keeps it", async () => {
  const { history } = await cutHistory("starter", 2);
  expect(history?.status === "known" && history.value.map((entry) => entry.stageId)).toEqual(stages.slice(2));
});
