import type { ArticulationPolicy } from "./articulation-policy.ts";

/** The defaults of {@link ArticulationPolicy}, each with its reason. */
export const defaultArticulationPolicy: ArticulationPolicy = {
  // 3: the buyer's own words; agreeing with our wording is not yet articulating.
  readyLevel: 3,
  // A third of a year: needs and people change after it.
  readyWithinDays: 120,
  // Your own domain and names belong here; nobody else can know them.
  ownSpeakers: [],
  // Half a year holds enough deals of one person to see a change.
  trendDays: 182,
  // With fewer than five waits a median is one deal's story.
  trendMinimumWaits: 5,
};
