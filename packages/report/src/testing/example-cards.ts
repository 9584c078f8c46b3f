import type { ReviewCard, ReviewFact, ReviewSubject } from "../model/review.ts";

/** A deal of the example. */
export function exampleDeal(id: string, name: string): ReviewSubject {
  return { object: "deal", id, name, url: `https://app.crm.example/record/deal/${id}` };
}

/** An account of the example. */
export function exampleAccount(id: string, name: string): ReviewSubject {
  return { object: "account", id, name, url: `https://app.crm.example/record/account/${id}` };
}

/** A line of data of the example. */
export function exampleFact(label: string, text: string, tone: ReviewFact["tone"] = "plain"): ReviewFact {
  return { label, text, tone };
}

/** A card of the example; what is not named is absent. */
export function exampleCard(over: Partial<ReviewCard> & { id: string; title: string }): ReviewCard {
  return {
    subject: null,
    at: null,
    facts: [],
    numbers: [],
    quotes: [],
    coverage: null,
    missing: null,
    ...over,
  };
}
