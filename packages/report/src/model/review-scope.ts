import {
  type AccountAssessment,
  type BuyerCommitment,
  type DealFacts,
  type GoalsInput,
  type LeaderAccount,
  type LeaderDeal,
  type LeaderView,
  leaderView,
  type PersonAssessment,
  type Windshield,
  windshield,
} from "@headway/core";
import type { StoreAssessment } from "@headway/sync/portfolio";
import { dealsThatMatter } from "./deals-that-matter.ts";
import type { EvidenceSource } from "./evidence-source.ts";
import type { ReviewViewer } from "./review.ts";

/** A deal as every viewer sees it: nobody of ours is named in it. */
export interface ReviewDeal extends LeaderDeal {
  readonly facts: DealFacts;
  /** The buyer's promises whose day has passed and that have not lapsed yet. */
  readonly overdue: readonly BuyerCommitment[];
}

/** What only the seller sees: everything about the seller, and how the own accounts read. */
export interface OwnView {
  readonly person: PersonAssessment;
  readonly accounts: readonly AccountAssessment[];
}

/** For whom a review is made, and how much of it. */
export interface ReviewScopeOptions {
  readonly viewer: { readonly type: "rep"; readonly personId: string } | { readonly type: "leader" };
  readonly limit: number;
  readonly cards: number;
  readonly mostEvidence: number;
}

/** What the sections of a review are made from: only what its viewer may see. */
export interface ReviewScope {
  readonly viewer: ReviewViewer;
  readonly asOf: string;
  /** A seller's own deals and accounts; everything for a leader. */
  readonly input: GoalsInput;
  readonly whole: StoreAssessment;
  readonly deals: readonly ReviewDeal[];
  readonly accounts: readonly LeaderAccount[];
  readonly leader: LeaderView;
  /** What lies ahead and behind, read once: a leader's has the plans and goals of sellers in it, not to be shown. */
  readonly windshield: Windshield;
  /** `null` for a leader. */
  readonly own: OwnView | null;
  /** Open deals, those that matter most first, up to the limit. */
  readonly shown: readonly ReviewDeal[];
  /** Where a deal stands among those shown; absent for the others. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Cards of a section, the section of all shown deals apart. */
  readonly cards: number;
  readonly source: EvidenceSource;
}

/** Cuts an assessment to what one viewer may see. Throws a `RangeError` for a seller the assessment lacks. */
export function reviewScope(whole: StoreAssessment, options: ReviewScopeOptions): ReviewScope {
  const { viewer } = options;
  const input = viewer.type === "rep" ? ownInput(whole, viewer.personId) : whole;
  const leader = leaderView(input.assessment, whole.policy);
  const deals = reviewDeals(input, leader.deals);
  const shown = dealsThatMatter(deals, input.assessment.asOf).slice(0, options.limit);
  const [person] = viewer.type === "rep" ? input.assessment.people : [];
  return {
    viewer: viewerOf(options.viewer, whole, leader.view),
    asOf: input.assessment.asOf,
    input,
    whole,
    deals,
    accounts: leader.accounts,
    leader,
    windshield: windshield(input),
    own: person === undefined ? null : { person, accounts: input.assessment.accounts },
    shown,
    placeOf: new Map(shown.map(({ dealId }, place) => [dealId, place])),
    cards: options.cards,
    source: sourceOf(whole, options.mostEvidence),
  };
}

/** The deals and accounts that the seller owns, with the accounts of these deals; nobody else's numbers. */
function ownInput(whole: StoreAssessment, personId: string): GoalsInput {
  const { assessment, portfolio, policy, notebook } = whole;
  const people = assessment.people.filter((person) => person.personId === personId);
  if (people.length === 0) throw new RangeError(`the assessment holds no person ${personId}`);
  const deals = portfolio.deals.filter(({ ownerId }) => ownerId === personId);
  const dealIds = new Set(deals.map(({ id }) => id));
  const sold = new Set(deals.map(({ accountId }) => accountId));
  const accounts = portfolio.accounts.filter(({ id, ownerId }) => ownerId === personId || sold.has(id));
  const accountIds = new Set(accounts.map(({ id }) => id));
  return {
    policy,
    notebook,
    portfolio: { deals, accounts, people: portfolio.people.filter(({ id }) => id === personId) },
    assessment: {
      ...assessment,
      deals: assessment.deals.filter(({ dealId }) => dealIds.has(dealId)),
      accounts: assessment.accounts.filter(({ accountId }) => accountIds.has(accountId)),
      people,
    },
  };
}

function reviewDeals({ assessment, portfolio }: GoalsInput, deals: readonly LeaderDeal[]): ReviewDeal[] {
  const facts = new Map(portfolio.deals.map((deal) => [deal.id, deal]));
  return deals.flatMap((deal, index) => {
    const known = facts.get(deal.dealId);
    if (known === undefined) return [];
    const promises = assessment.deals[index]?.commitments ?? [];
    return [{ ...deal, facts: known, overdue: promises.filter(({ status }) => status === "overdue") }];
  });
}

function viewerOf(
  viewer: ReviewScopeOptions["viewer"],
  { portfolio }: StoreAssessment,
  view: LeaderView["view"],
): ReviewViewer {
  if (viewer.type === "leader") return { type: "leader", view };
  const { personId } = viewer;
  return { type: "rep", personId, name: portfolio.people.find(({ id }) => id === personId)?.name ?? null };
}

function sourceOf(
  { evidence, urlOf, portfolio, contactNames }: StoreAssessment,
  mostEvidence: number,
): EvidenceSource {
  const names = new Map<string, string>();
  for (const { id, name } of portfolio.deals) if (name !== undefined) names.set(`deal/${id}`, name);
  for (const { id, name } of portfolio.accounts) if (name !== undefined) names.set(`account/${id}`, name);
  for (const { id, name } of portfolio.people) if (name !== undefined) names.set(`person/${id}`, name);
  const nameOf: EvidenceSource["nameOf"] = (object, id) => names.get(`${object}/${id}`) ?? `${object} ${id}`;
  const speakerOf = (speaker: string) => contactNames.get(speaker) ?? speaker;
  return { evidence, urlOf, nameOf, speakerOf, mostEvidence };
}
