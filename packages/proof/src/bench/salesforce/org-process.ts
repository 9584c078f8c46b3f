import { startSandbox } from "@headway/sandbox";
import { makePortfolio } from "../deal-portfolio.ts";

const stageIds = ["Prospecting", "Qualification", "Proposal"];
const stages = stageIds.map((id, place) => ({ id, label: id, probability: (place + 1) / 10, closed: false }));

/** Where the org listens, and how many rows of each table it holds. */
export interface OrgAddress {
  readonly url: string;
  readonly accessToken: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** What the org may be told: to let time pass, or to have so many deals edited by a person. */
export type OrgOrder = { readonly advanceMs: number } | { readonly editDeals: number };

const tables = [
  "Opportunity",
  "OpportunityHistory",
  "OpportunityContactRole",
  "Account",
  "Contact",
  "User",
  "Task",
  "Event",
  "EmailMessage",
  "EmailMessageRelation",
];

/**
 * An org in a process of its own, so that the memory and the time measured are the adapter's. It
 * answers every order when it is done.
 */
const [deals = "0", activitiesPerDeal = "0"] = process.argv.slice(2);
let offsetMs = 0;
const running = await startSandbox({
  salesforce: { limits: "off", dailyLimit: 10_000_000, now: () => Date.now() + offsetMs },
});
const { url, sandbox } = running.salesforce;
sandbox.loadPortfolio(
  makePortfolio({
    deals: Number(deals),
    activitiesPerDeal: Number(activitiesPerDeal),
    pipelines: [{ id: "p", label: "Selling", stages }],
    pipelineId: "p",
    stageIds,
  }),
);
const rows = Object.fromEntries(tables.map((table) => [table, sandbox.records(table).length]));
const address: OrgAddress = { url, accessToken: sandbox.accessToken, rows };
process.send?.(address);
process.on("message", (order: OrgOrder) => {
  if ("advanceMs" in order) offsetMs += order.advanceMs;
  else {
    const all = sandbox.records("Opportunity");
    const step = Math.floor(all.length / order.editDeals);
    for (let index = 0; index < order.editDeals; index += 1) {
      const id = String(all[index * step]?.Id);
      sandbox.edit("Opportunity", id, { NextStep: `Edited ${offsetMs}` });
    }
  }
  process.send?.(order);
});
process.once("disconnect", () => process.exit(0));
