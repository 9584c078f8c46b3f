import { describe, expect, test } from "vitest";
import { demoPortfolio } from "./demo-portfolio.ts";
import { hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import type { PortfolioActivity, PortfolioDeal } from "./portfolio.ts";
import { salesforceSandbox } from "./salesforce/salesforce-sandbox.ts";

const OPTIONS = { seed: 7, asOf: "2026-11-20T12:00:00Z" };
const portfolio = demoPortfolio(OPTIONS);

function activitiesOf(dealId: string): PortfolioActivity[] {
  return portfolio.activities.filter((activity) => activity.dealIds.includes(dealId));
}

const isOpen = (deal: PortfolioDeal) => !/-(won|lost)$/.test(deal.stages.at(-1)?.stageId ?? "");
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
    expect(portfolio.activities.length).toBeGreaterThan(800);
    expect(portfolio.activities.length).toBeLessThan(1_100);
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
      const all = activitiesOf(deal.id).filter(({ id }) => !id.startsWith("diary"));
      return isOpen(deal) && all.filter((each) => each.type === "call").length > 20 && !all.some(inbound);
    });
    expect(busy).toHaveLength(4);
  });

  test("has deals with many acts of the buyer and hardly more of the seller's", () => {
    const quiet = portfolio.deals.filter((deal) => {
      const all = activitiesOf(deal.id).filter(({ id }) => !id.startsWith("diary"));
      return isOpen(deal) && all.filter(inbound).length >= 5 && all.length <= 15;
    });
    expect(quiet.length).toBeGreaterThanOrEqual(5);
  });

  test("names no two deals alike, whatever the seed", () => {
    for (let seed = 0; seed < 5; seed++) {
      const { deals } = demoPortfolio({ ...OPTIONS, seed });
      expect(new Set(deals.map((deal) => deal.name)).size).toBe(deals.length);
    }
  });

  test("has promises of buyers: eight ahead, two overdue by less than a week, and some long missed", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { deals } = demoPortfolio({ ...OPTIONS, seed });
      const due = deals.filter(isOpen).flatMap(({ fields }) => fields?.buyer_next_step_due ?? []);
      const days = due.map((day) => (Date.parse(String(day)) - Date.parse("2026-11-20")) / 86_400_000);
      expect(days.filter((each) => each >= 1)).toHaveLength(8);
      expect(days.filter((each) => each < 0 && each >= -6)).toHaveLength(2);
      expect(days.filter((each) => each < -7)).toHaveLength(3);
      const said = deals.flatMap(({ fields }) => fields?.buyer_said_on ?? []);
      expect(said.every((day) => String(day) < "2026-11-20")).toBe(true);
    }
  });

  test("has three sellers who log most of four weeks' working hours, and two who do not", () => {
    const since = Date.parse(OPTIONS.asOf) - 28 * 86_400_000;
    const hours = portfolio.users.map((user) =>
      portfolio.activities
        .filter(({ ownerId, at }) => ownerId === user.id && Date.parse(at) > since)
        .reduce((sum, each) => sum + ("durationMs" in each ? (each.durationMs ?? 0) / 3_600_000 : 0), 0),
    );
    expect(hours.filter((each) => each > 96)).toHaveLength(3);
    expect(hours.filter((each) => each < 20)).toHaveLength(2);
  });

  test("loads into either CRM", () => {
    expect(hubspotSandbox().loadPortfolio(portfolio).activities.size).toBe(portfolio.activities.length);
    expect(salesforceSandbox().loadPortfolio(portfolio).activities.size).toBe(portfolio.activities.length);
  });

  test("needs an instant to look from", () => {
    expect(() => demoPortfolio({ seed: 1, asOf: "soon" })).toThrow(TypeError);
  });
});
