import type { ReviewData } from "../review-data.ts";

type Deal = ReviewData["deals"][number];
type Account = ReviewData["accounts"][number];
type Person = ReviewData["people"][number];

/** A deal as tests want it; everything not named is unremarkable. */
export function sampleDeal(over: Partial<Deal> & { id: string }): Deal {
  return {
    name: `Deal ${over.id}`,
    url: null,
    status: "open",
    ownerId: null,
    accountId: null,
    advances: 2,
    lastAdvanceAt: "2026-02-20T10:00:00.000Z",
    buyingProgress: 3,
    preference: 1,
    movement: "advance",
    stall: "moving",
    daysSinceAdvance: 9,
    momentum: 1.5,
    nextAsk: "Ask who decides",
    nextAskDueAt: "2026-03-08T00:00:00.000Z",
    commitmentsAhead: [],
    commitmentsOverdue: [],
    reasons: ["2 verified advances.", "It moves within the usual.", "Next."],
    ...over,
  };
}

/** An account as tests want it. */
export function sampleAccount(over: Partial<Account> & { id: string }): Account {
  return {
    name: `Account ${over.id}`,
    url: null,
    elation: "neutral",
    balance: 0.5,
    low: 0.3,
    high: 0.7,
    points: 3,
    kinds: [],
    missing: [],
    momentum: 0,
    holdsCadence: false,
    ...over,
  };
}

/** A seller as tests want it. */
export function samplePerson(over: Partial<Person> & { id: string }): Person {
  return {
    name: `Person ${over.id}`,
    advances: 4,
    hours: 80,
    low: null,
    high: null,
    hoursOnQuietAccounts: 10,
    advancesPerHour: 0.05,
    note: "",
    missing: [],
    momentum: 2,
    ...over,
  };
}

/** A review without anything in it. */
export function sampleReview(over: Partial<ReviewData> = {}): ReviewData {
  return {
    crm: "memory",
    account: "Test",
    asOf: "2026-03-01T00:00:00.000Z",
    policyVersion: "test",
    leaderView: "team",
    deals: [],
    accounts: [],
    people: [],
    gaps: { unassessedDeals: 0, unreadable: 0, refusedWrites: 0 },
    ...over,
  };
}
