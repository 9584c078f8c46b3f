import { expect, test } from "vitest";
import { type ClosedDeal, temporalArea } from "./temporal-area.ts";

const deal = (agent: string, won: boolean, part: Partial<ClosedDeal> = {}): ClosedDeal => ({
  agent,
  product: "GTX",
  account: "Acme",
  engaged: "2017-01-01",
  won,
  ...part,
});
const earlier = [deal("Ada", true), deal("Ada", true), deal("Bo", false), deal("Bo", false)];

test("a planted signal is found, so finding none means something", () => {
  const area = temporalArea(earlier, [
    deal("Ada", true),
    deal("Bo", false),
    deal("Ada", true),
    deal("Bo", false),
  ]);
  expect(area?.value).toBe(1);
});

test("a signal that turned round later counts against the score", () => {
  const turned = [deal("Ada", false), deal("Bo", true), deal("Ada", false), deal("Bo", true)];
  expect(temporalArea(earlier, turned)?.value).toBe(0);
});

test("sellers, products and accounts that were never seen before tell nothing", () => {
  const unseen = { account: "New", product: "Other" };
  const later = ["Cy", "Di", "Ed", "Fy"].map((agent, k) => deal(agent, k % 2 === 0, unseen));
  expect(temporalArea(earlier, later)?.value).toBe(0.5);
});

test("equal scores count half", () => {
  const later = [deal("Ada", true), deal("Bo", true), deal("Ada", false), deal("Bo", false)];
  // Of four pairs two are equal, one is in order, one is not.
  expect(temporalArea(earlier, later)?.value).toBe(0.5);
});

test("later deals that all ended alike give no area", () => {
  expect(temporalArea(earlier, [deal("Ada", true), deal("Bo", true)])).toBeUndefined();
});
