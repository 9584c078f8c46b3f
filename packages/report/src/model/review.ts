import type { ReviewChart } from "./review-chart.ts";

/** The parts of a review in the order they are shown: what lies ahead first, results last (`domain:R10`). */
export type SectionId =
  | "commitments-ahead"
  | "three-questions"
  | "meeting-verdicts"
  | "two-axes"
  | "stalled-deals"
  | "articulation"
  | "stop-chase"
  | "a-list"
  | "thanks"
  | "coaching"
  | "busy"
  | "stall-curves"
  | "elation"
  | "triage"
  | "momentum"
  | "harvest"
  | "rear-view";

/** Whose review it is. A leader sees deals and accounts; teams and people only as the policy allows (domain 3.14). */
export type ReviewViewer =
  | { readonly type: "rep"; readonly personId: string; readonly name: string | null }
  | { readonly type: "leader"; readonly view: "deals" | "team" | "named" };

/** One piece of evidence behind a number, in words and with a way into the CRM. */
export interface ReviewEvidence {
  readonly evidenceId: string;
  /** When it happened; `null` for facts and entries that carry no instant. */
  readonly at: string | null;
  /** What it says, such as "signed the order form"; the customer's own words in quotation marks. */
  readonly words: string;
  readonly side: "buyer" | "seller" | "system" | null;
  /** 0 to 4 (domain 3.1); `null` for facts and entries of the notebook. */
  readonly grade: number | null;
  /** What it adds to the basis of the number. */
  readonly amount: number;
  /** Opens the record in the CRM; `null` where the CRM gave no address. */
  readonly url: string | null;
}

/** A number that opens down to its evidence. Prior and amounts add up to the basis. */
export interface ReviewNumber {
  readonly label: string;
  /** As shown, with its unit; `unknown` where it is. */
  readonly text: string;
  readonly value: number | null;
  readonly unit: string;
  /** The 80% interval, in the value's unit. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
  /** How it came about in one sentence, such as "3.2 of (3.2 + 1.4)". */
  readonly how: string;
  readonly rule: string;
  readonly prior: number;
  readonly basis: number;
  readonly evidence: readonly ReviewEvidence[];
  /** Pieces of evidence beyond those listed; `amount` is their sum, so that all still add up. */
  readonly furtherEvidence: { readonly n: number; readonly amount: number } | null;
  /** What would decide it where it is unknown. */
  readonly missing: readonly string[];
  readonly alternatives: readonly string[];
}

/** What a card is about. */
export interface ReviewSubject {
  readonly object: "deal" | "account" | "person" | "meeting" | "team" | "portfolio";
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
}

/** One line of data that is no number: "Next ask: the security review, by 12 May". */
export interface ReviewFact {
  readonly label: string;
  readonly text: string;
  readonly tone: "plain" | "good" | "warning" | "bad";
}

/** Words that somebody said, kept as they were. */
export interface ReviewQuote {
  readonly words: string;
  readonly speaker: string | null;
  readonly at: string | null;
  readonly url: string | null;
}

/** How much of what would be needed is known. */
export interface ReviewCoverage {
  readonly known: number;
  readonly of: number;
  /** "2 of 3 of the buyer's own words are on record". */
  readonly text: string;
}

/** One thing in a section: a deal, an account, a promise, a question. */
export interface ReviewCard {
  /** Unique in the review, the same from one run to the next; fit for an HTML id. */
  readonly id: string;
  readonly subject: ReviewSubject | null;
  readonly title: string;
  /** An instant or a day the card is about: a due date. */
  readonly at: string | null;
  readonly facts: readonly ReviewFact[];
  readonly numbers: readonly ReviewNumber[];
  readonly quotes: readonly ReviewQuote[];
  readonly coverage: ReviewCoverage | null;
  /** The one missing item that would decide it; `null` where nothing is missing. */
  readonly missing: string | null;
}

/** One part of the review. */
export interface ReviewSection {
  readonly id: SectionId;
  readonly title: string;
  /** What it shows and why it matters, in one sentence. */
  readonly purpose: string;
  /** First screen, behind it, or in the rear-view mirror one click behind. */
  readonly place: "first" | "behind" | "rear-view";
  /** Totals over everything, not only over the cards. */
  readonly totals: readonly ReviewNumber[];
  readonly chart: ReviewChart | null;
  readonly cards: readonly ReviewCard[];
  /** How many more there are than cards; `headway serve` shows them all. */
  readonly more: number;
  /** What is said where there are no cards: an empty list and an unknown one are not the same. */
  readonly empty: { readonly status: "none" | "unknown"; readonly text: string } | null;
}

/** What the review cannot tell, record by record or counted. */
export interface ReviewGap {
  readonly text: string;
  readonly n: number;
  /** What you can do about it. */
  readonly remedy: string | null;
}

/** The weekly review of one CRM, as plain data: what every rendering is made from. */
export interface Review {
  readonly crm: string;
  /** The account of the CRM, by name or by id. */
  readonly account: string | null;
  readonly asOf: string;
  readonly policyVersion: string;
  readonly viewer: ReviewViewer;
  readonly counts: { readonly deals: number; readonly accounts: number; readonly shownDeals: number };
  readonly gaps: readonly ReviewGap[];
  readonly sections: readonly ReviewSection[];
}
