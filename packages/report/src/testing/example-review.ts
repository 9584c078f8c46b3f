import type { Review } from "../model/review.ts";
import { exampleBehind } from "./example-behind.ts";
import { exampleWeek } from "./example-week.ts";

/** A review with every section and every kind of chart, made up; the same every time. */
export function exampleReview(over: Partial<Review> = {}): Review {
  const sections = [...exampleWeek(), ...exampleBehind()];
  return {
    crm: "sandbox",
    account: "Halden Software",
    asOf: "2026-11-23T06:00:00.000Z",
    policyVersion: "1",
    viewer: { type: "leader", view: "deals" },
    counts: { deals: 50_120, accounts: 9_870, shownDeals: 300 },
    gaps: [
      {
        text: "Deals whose stage is in no pipeline that could be read",
        n: 17,
        remedy: "Map the pipeline in headway.config.json",
      },
      { text: "Meetings without a verdict", n: 9, remedy: "headway log, twenty seconds each" },
      { text: "Writes the CRM refused", n: 3, remedy: null },
    ],
    sections,
    ...over,
  };
}
