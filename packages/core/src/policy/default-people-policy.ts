import type { PeoplePolicy } from "./people-policy.ts";

/** The defaults of {@link PeoplePolicy}, each with its reason. */
export const defaultPeoplePolicy: PeoplePolicy = {
  // Deals, not people: a leader coaches a deal.
  leaderView: "deals",
  // The least from which no one person can be read off.
  smallestTeam: 5,
  // "Ask yourself everyday" is daily; values weekly; the two larger questions on occasion, once a quarter.
  promptEveryDays: { "what-defines-me": 90, "values-in-behaviour": 7, disconnect: 90, "deepest-truth": 1 },
};
