import type { Standing, StandingItem } from "../src/app/cards/standing.ts";

const item = (id: string, label: string, text: string, more: Partial<StandingItem> = {}): StandingItem => ({
  id,
  label,
  status: "known",
  text,
  tone: "plain",
  because: [],
  coverage: "rests on 3 pieces of evidence",
  ...more,
});

const standing = (
  object: Standing["object"],
  name: string,
  items: StandingItem[],
  gaps: string[] = [],
): Standing => ({
  status: "assessed",
  object,
  name,
  asOf: "2026-03-02T09:00:00.000Z",
  policyVersion: "headway-default-1",
  items,
  gaps,
  meetings: object === "deal" ? [{ id: "m1", label: "Meeting of 2026-02-26" }] : [],
});

/** A deal whose buyer has not moved for longer than nine in ten waits. */
export const stalledDeal = standing("deal", "Harbour cranes", [
  item("buying-progress", "Buying jobs done", "2 of 6", {
    because: ["problem identification, requirements"],
  }),
  item("preference", "How the buyer stands to us", "1: shortlisted"),
  item("last-advance", "Last verified advance", "2025-11-20, 102 days ago", {
    because: ["requirements shared"],
  }),
  item("stall", "Does it stand still", "Stalled", {
    tone: "warning",
    because: ["94 of 100 advances in like deals had come by now."],
  }),
  item("next-ask", "Next ask", "Ask for a date of the trial, by 2026-03-09", {
    because: ["The requirements are known and nobody has tried it."],
  }),
]);

/** A deal of which nothing but itself is logged, and whose emails could not be read. */
export const unknownDeal = standing(
  "deal",
  "Cold storage",
  [
    item("buying-progress", "Buying jobs done", "Unknown", {
      status: "unknown",
      because: ["Missing: a buying job that the buyer was seen doing"],
      coverage: "rests on nothing yet",
    }),
    item("stall", "Does it stand still", "Unknown", {
      status: "unknown",
      because: ["Missing: a cohort snapshot"],
      coverage: "rests on nothing yet",
    }),
  ],
  ["emails: the scope sales-email-read is missing"],
);

/** An account whose client is elated, with why. */
export const elatedAccount = standing("account", "Nordkai", [
  item("evidence-balance", "Evidence balance", "0.86 (80% between 0.74 and 0.95): elated", {
    tone: "good",
    because: ["personal thanks, 2 points", "referral given, 3 points"],
    coverage: "rests on 5.0 live points",
  }),
]);

/** What is answered for a record that another was merged into. */
export const goneDeal: Standing = {
  ...standing("deal", "", [], ["deal/1 lives on as deal/2"]),
  status: "gone",
  name: null,
};

/** What is answered where the pipelines could not be read. */
export const undecidedDeal: Standing = {
  ...standing("deal", "Harbour cranes", [], ["pipelines could not be read: 403"]),
  status: "undecided",
};
