import type { KindRole } from "./kind-facts.ts";
import type { kindFacts } from "./kind-table.ts";

const buyerMove: KindRole = { side: "buyer", moves: "axes" };
const buyerPromise: KindRole = { side: "buyer", moves: "commitment" };
const buyerNo: KindRole = { side: "buyer", moves: "qualified-out" };
const accountMove: KindRole = { side: "buyer", moves: "account" };
const buyerWord: KindRole = { side: "buyer", moves: "nothing" };
const buyerMeeting: KindRole = { side: "buyer", moves: "effort" };
const elationSign: KindRole = { side: "buyer", moves: "elation" };
const buyersWords: KindRole = { side: "buyer", moves: "articulation" };
const ourWork: KindRole = { side: "seller", moves: "effort" };
const ourWord: KindRole = { side: "seller", moves: "nothing" };
const skillStep: KindRole = { side: "seller", moves: "development" };
const machine: KindRole = { side: "system", moves: "nothing" };

/** Who acts in a kind of evidence and what it can move: what accounts, reviews and readers ask, and no deal does. */
export const kindRoles: Readonly<Record<keyof typeof kindFacts, KindRole>> = {
  // What a buyer does and says on the way to a decision (domain:V7).
  "problem-confirmed": buyerMove,
  "solution-explored": buyerMove,
  "requirements-shared": buyerMove,
  "supplier-evaluated": buyerMove,
  "solution-validated": buyerMove,
  "stakeholder-introduced": buyerMove,
  "buying-job-done": buyerMove,
  "buying-job-reopened": buyerMove,
  "competitor-preferred": buyerMove,
  shortlisted: buyerMove,
  "preference-stated": buyerMove,
  "verbal-agreement": buyerMove,
  "contract-signed": buyerMove,
  "next-step-committed": buyerPromise,
  "qualified-out": buyerNo,
  "deal-deferred": buyerWord,
  "deal-declined": buyerWord,

  // The four account advances (domain:V6).
  "relationship-opened": accountMove,
  "time-committed": accountMove,
  "resource-committed": accountMove,
  "stronger-position-confirmed": accountMove,

  // Contact between the sides; none of it advances by itself, but for an agreed follow-up (domain:V9).
  "buyer-reply": buyerWord,
  "client-initiated-contact": buyerWord,
  "meeting-held": buyerMeeting,
  "meeting-not-held": buyerWord,
  "meeting-verdict": buyerWord,
  "call-connected": buyerMeeting,
  "call-not-connected": ourWork,
  "follow-up-agreed": buyerPromise,
  "auto-reply": machine,

  // What sellers do; it never advances anything (domain:O6).
  "seller-email": ourWork,
  "seller-call": ourWork,
  "seller-task": ourWork,
  "seller-note": ourWord,
  "proposal-sent": ourWork,
  "stage-edited": ourWord,
  "advised-not-to-buy": ourWord,

  // Signs of elation and of its opposite (domain:E2); their points are policy.
  "personal-thanks": elationSign,
  "referral-given": elationSign,
  "help-requested": elationSign,
  "benefit-confirmed": elationSign,
  "introduction-solved": elationSign,
  "joint-work": elationSign,
  "reference-given": elationSign,
  "survey-high": elationSign,
  "survey-low": elationSign,
  complaint: elationSign,
  "complaint-resolved": buyerWord,
  "broken-promise-confirmed": elationSign,
  "sale-regretted": elationSign,

  // Steps of the ladder of a skill (domain:V10).
  "skill-learned": skillStep,
  "skill-applied": skillStep,
  "skill-understood": skillStep,

  // What triage and the A-list are read from (domain 3.6, domain 3.7); none of it advances anything.
  "deadline-message": ourWork,
  "one-sided-ask": buyerWord,
  "blocker-documented": buyerWord,
  "promise-made": ourWord,
  "promise-kept-confirmed": buyerWord,
  "broken-promise-made-good": buyerWord,
  "collaboration-enjoyed": ourWord,
  "learned-from-client": ourWord,
  "client-learned": buyerWord,
  "customer-backed": ourWork,
  "backing-acknowledged": buyerWord,
  "referral-asked": ourWord,
  "next-year-need-asked": ourWord,
  "next-year-need-stated": buyerWord,
  "contract-cancelled": buyerWord,

  // Steps of helping a client, from problem to success (domain:E5, domain:E9, domain:E12, domain:O2).
  "problem-stated": buyerWord,
  "help-given": ourWork,
  "introduction-made": ourWord,
  "outcome-reported": buyerWord,
  "thanks-given": ourWord,

  // What the buyer can say (domain:O14, domain:O15); `articulation` says in whose words.
  "need-articulated": buyersWords,
  "motivation-articulated": buyersWords,
  "help-articulated": buyersWords,
  "articulated-better": ourWord,

  // What stewardship is read from (domain:O8, domain:O10, domain:O20).
  "resource-spent": ourWork,
  "said-no": ourWord,
  "buyer-win-stated": buyerWord,
  "seller-win-recorded": ourWord,
};
