import type { AccountReading } from "../account/read-account.ts";
import { segmentOf } from "../cohort/collect-spells.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountTriage, TriageClass } from "./account-triage.ts";
import { assessAsks } from "./assess-asks.ts";
import { assessChase } from "./assess-chase.ts";
import { assessMutuality } from "./assess-mutuality.ts";
import { assessPainful } from "./assess-painful.ts";
import { assessRenewal } from "./assess-renewal.ts";
import { assessWorth } from "./assess-worth.ts";
import { lateDeferrals } from "./late-deferrals.ts";
import { readChase } from "./read-chase.ts";
import { readDecisions } from "./read-decisions.ts";
import { readPursuit } from "./read-pursuit.ts";
import { readTriage } from "./read-triage.ts";
import { triageFacts } from "./triage-facts.ts";
import { triageProposal } from "./triage-proposal.ts";

/** Triage of one account from its reading, its deals and the decisions written down about it (domain 3.6, domain 3.7). */
export function assessAccountTriage(
  reading: AccountReading,
  deals: readonly DealReading[],
  decisions: readonly TriageDecision[],
  from: Standpoint,
): AccountTriage {
  const pieces = readTriage(reading, from);
  const logged = reading.observedSinceMs !== undefined;
  const decision = readDecisions(decisions, reading.account.ownerId, from);
  const chaseReading = readChase(pieces, from);
  const late = lateDeferrals(pieces, deals, from);
  const paused = decision.inForce?.class === "pursuit-paused";
  const parts = {
    decision,
    reading: readPursuit({ pieces, chase: chaseReading, late }, from),
    chase: assessChase({ chase: chaseReading, deals, logged, paused }, from),
    renewal: assessRenewal(deals, from),
    mutuality: assessMutuality(pieces, from),
    worth: assessWorth(pieces.bonds, deals, from),
    painful: assessPainful(pieces, decision, from),
    asks: assessAsks(pieces.asks, logged, from),
  };
  const { facts, reasons } = triageFacts(parts);
  return {
    pursuit: paused ? "paused" : "active",
    class: classOf(parts),
    proposals: triageProposal(parts),
    reasons,
    facts,
    ...parts,
    segments: segmentsOf(deals),
  };
}

/** The seller's decision; without one what is computed, but for a pause, which nobody but the seller can decide. */
function classOf({
  decision,
  painful,
  mutuality,
}: Pick<AccountTriage, "decision" | "painful" | "mutuality">): TriageClass {
  if (decision.inForce) return decision.inForce.class;
  if (painful.state === "painful") return "painful";
  return mutuality.isMember ? "a-list" : "active";
}

function segmentsOf(deals: readonly DealReading[]): string[] {
  const segments = new Set(deals.map(({ deal }) => segmentOf(deal)));
  segments.delete("");
  return [...segments].sort();
}
