import type { Instant } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import type { PortfolioAssessment } from "../portfolio/assess-portfolio.ts";
import { type LeaderAccount, type LeaderDeal, leaderAccount, leaderDeal } from "./leader-deal.ts";
import { type LeaderPerson, leaderPerson } from "./leader-person.ts";
import { type LeaderTeams, leaderTeams } from "./leader-team.ts";

/** What every leader sees: deals and accounts, in the order of the portfolio, and no people. */
export interface LeaderDeals {
  readonly view: "deals";
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly deals: readonly LeaderDeal[];
  readonly accounts: readonly LeaderAccount[];
}

/** Beside these, figures of teams that are large enough. */
export interface LeaderTeamView extends Omit<LeaderDeals, "view">, LeaderTeams {
  readonly view: "team";
}

/** Beside these, named people in the order given, with the written basis that allows it. */
export interface LeaderNamedView extends Omit<LeaderTeamView, "view"> {
  readonly view: "named";
  readonly namedBasis: string;
  readonly people: readonly LeaderPerson[];
}

/** See {@link leaderView}. */
export type LeaderView = LeaderDeals | LeaderTeamView | LeaderNamedView;

/**
 * What a leader may see of an assessment under `policy.people.leaderView` (domain 3.14). Whatever the view, sealed
 * notes, unshared reasons and other people's names on a deal are not in it, and people are in no order but yours.
 */
export function leaderView(assessment: PortfolioAssessment, policy: Policy): LeaderView {
  const { leaderView: view, namedBasis } = policy.people;
  const deals = {
    asOf: assessment.asOf,
    policyVersion: policy.version,
    deals: assessment.deals.map(leaderDeal),
    accounts: assessment.accounts.map(leaderAccount),
  };
  if (view === "deals") return { view, ...deals };
  const teams = leaderTeams(assessment.people, policy, assessment.asOf);
  if (view === "team" || namedBasis === undefined) return { view: "team", ...deals, ...teams };
  return { view, ...deals, ...teams, namedBasis, people: assessment.people.map(leaderPerson) };
}
