import { describe, expect, test } from "vitest";
import { demoPortfolio } from "./demo-portfolio.ts";
import { hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import type { PortfolioActivity } from "./portfolio.ts";
import { salesforceSandbox } from "./salesforce/salesforce-sandbox.ts";

const OPTIONS = { seed: 7, asOf: "2026-11-20T12:00:00Z" };
const portfolio = demoPortfolio(OPTIONS);

function activitiesOf(dealId: string): PortfolioActivity[] {
  return portfolio.activities.filter((activity) => activity.dealIds.includes(dealId));
}

const inbound = (activity: PortfolioActivity) => activity.type !== "task" && activity.direction === "inbound";

describe("the demo portfolio", () => {
  test("is the same for the same options, and another for another seed", () => {
    expect(demoPortfolio(OPTIONS)).toEqual(portfolio);
    expect(demoPortfolio({ ...OPTIONS, seed: 8 })).not.toEqual(portfolio);
  });

  test("has the promised size", () => {
    expect([portfolio.users.length, portfolio.accounts.length, portfolio.contacts.length]).toEqual([
      5, 25, 45,
    ]);
    expect([portfolio.deals.length, portfolio.pipelines.length]).toEqual([60, 2]);
    expect(portfolio.activities.length).toBeGreaterThan(550);
    expect(portfolio.activities.length).toBeLessThan(800);
    const last = portfolio.deals.map((deal) => deal.stages.at(-1)?.stageId ?? "");
    expect(last.filter((id) => id.endsWith("won"))).toHaveLength(12);
    expect(last.filter((id) => id.endsWith("lost"))).toHaveLength(15);
  });

  test("has nothing after the day of looking, for many seeds", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { activities, deals } = demoPortfolio({ ...OPTIONS, seed });
      const instants = [
        ...activities.map((each) => each.at),
        ...deals.flatMap((deal) => deal.stages.map((stage) => stage.at)),
      ];
      expect(instants.filter((at) => Date.parse(at) > Date.parse(OPTIONS.asOf))).toEqual([]);
    }
  });

  test("moves stages forward in time and leaves no blank in its texts", () => {
    for (const deal of portfolio.deals) {
      const times = deal.stages.map((stage) => Date.parse(stage.at));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(JSON.stringify(portfolio)).not.toMatch(/\{\w+\}|undefined/);
  });

  test("has busy deals: twenty outbound calls and no act of the buyer", () => {
    const busy = portfolio.deals.filter((deal) => {
      const all = activitiesOf(deal.id);
      return all.filter((each) => each.type === "call").length > 20 && !all.some(inbound);
    });
    expect(busy).toHaveLength(6);
  });

  test("has quiet deals: near the contract on half a dozen acts of the buyer and few of the seller", () => {
    const quiet = portfolio.deals.filter((deal) => {
      const all = activitiesOf(deal.id);
      return (
        deal.stages.at(-1)?.stageId === "nb-contract" && all.filter(inbound).length >= 5 && all.length < 15
      );
    });
    expect(quiet).toHaveLength(9);
  });

  test("loads into either CRM", () => {
    expect(hubspotSandbox().loadPortfolio(portfolio).activities.size).toBe(portfolio.activities.length);
    expect(salesforceSandbox().loadPortfolio(portfolio).activities.size).toBe(portfolio.activities.length);
  });

  test("needs an instant to look from", () => {
    expect(() => demoPortfolio({ seed: 1, asOf: "soon" })).toThrow(TypeError);
  });
});
