import type { KindFacts } from "./kind-facts.ts";

const dealNote: KindFacts = { situation: "opportunity", polarity: 0 };
const dealNo: KindFacts = { situation: "opportunity", polarity: -1 };
const dealStep: KindFacts = { situation: "opportunity", polarity: 1 };
const clientNote: KindFacts = { situation: "account", polarity: 0 };
const clientStep: KindFacts = { situation: "account", polarity: 1 };
const clientNo: KindFacts = { situation: "account", polarity: -1 };
const meetingNote: KindFacts = { situation: "meeting", polarity: 0 };
const callNote: KindFacts = { situation: "call", polarity: 0 };
const callStep: KindFacts = { situation: "call", polarity: 1 };
const skillStep: KindFacts = { situation: "development", polarity: 1 };

/**
 * The rows behind the catalogue, with what computing needs of them: functions with little room carry this table and
 * leave `kind-roles.ts` and the sentences of `kind-meanings.ts` behind.
 */
const kindTable = {
  // What a buyer does and says on the way to a decision (domain:V7).
  "problem-confirmed": { ...dealStep, job: "problem-identification" },
  "solution-explored": { ...dealStep, job: "solution-exploration" },
  "requirements-shared": { ...dealStep, job: "requirements" },
  "supplier-evaluated": { ...dealStep, job: "supplier-selection" },
  "solution-validated": { ...dealStep, job: "validation" },
  "stakeholder-introduced": { ...dealStep, job: "consensus" },
  "buying-job-done": dealStep,
  "buying-job-reopened": dealNo,
  "competitor-preferred": { ...dealNo, preference: -1 },
  shortlisted: { ...dealStep, preference: 1 },
  "preference-stated": { ...dealStep, preference: 2 },
  "verbal-agreement": { ...dealStep, preference: 3 },
  "contract-signed": { ...dealStep, preference: 4 },
  "next-step-committed": dealStep,
  "qualified-out": dealNote,
  "deal-deferred": dealNo,
  "deal-declined": dealNo,

  // The four account advances (domain:V6).
  "relationship-opened": clientStep,
  "time-committed": clientStep,
  "resource-committed": clientStep,
  "stronger-position-confirmed": clientStep,

  // Contact between the sides; none of it advances by itself, but for an agreed follow-up (domain:V9).
  "buyer-reply": dealNote,
  "client-initiated-contact": clientNote,
  "meeting-held": meetingNote,
  "meeting-not-held": meetingNote,
  "meeting-verdict": meetingNote,
  "call-connected": callNote,
  "call-not-connected": callNote,
  "follow-up-agreed": callStep,
  "auto-reply": dealNote,

  // What sellers do; it never advances anything (domain:O6).
  "seller-email": dealNote,
  "seller-call": callNote,
  "seller-task": dealNote,
  "seller-note": dealNote,
  "proposal-sent": dealNote,
  "stage-edited": dealNote,
  "advised-not-to-buy": clientNote,

  // Signs of elation and of its opposite (domain:E2); their points are policy.
  "personal-thanks": clientStep,
  "referral-given": clientStep,
  "help-requested": clientStep,
  "benefit-confirmed": clientStep,
  "introduction-solved": clientStep,
  "joint-work": clientStep,
  "reference-given": clientStep,
  "survey-high": clientStep,
  "survey-low": clientNo,
  complaint: clientNo,
  "complaint-resolved": clientNote,
  "broken-promise-confirmed": clientNo,
  "sale-regretted": clientNo,

  // Steps of the ladder of a skill (domain:V10).
  "skill-learned": skillStep,
  "skill-applied": skillStep,
  "skill-understood": skillStep,

  // What triage and the A-list are read from (domain 3.6, domain 3.7); none of it advances anything.
  "deadline-message": clientNote,
  "one-sided-ask": clientNote,
  "blocker-documented": clientNote,
  "promise-made": clientNote,
  "promise-kept-confirmed": clientNote,
  "broken-promise-made-good": clientNote,
  "collaboration-enjoyed": clientNote,
  "learned-from-client": clientNote,
  "client-learned": clientNote,
  "customer-backed": clientNote,
  "backing-acknowledged": clientNote,
  "referral-asked": clientNote,
  "next-year-need-asked": clientNote,
  "next-year-need-stated": clientNote,
  "contract-cancelled": clientNo,

  // Steps of helping a client, from problem to success (domain:E5, domain:E9, domain:E12, domain:O2).
  "problem-stated": clientNote,
  "help-given": clientNote,
  "introduction-made": clientNote,
  "outcome-reported": clientNote,
  "thanks-given": clientNote,

  // What the buyer can say (domain:O14, domain:O15); `articulation` says in whose words.
  "need-articulated": dealNote,
  "motivation-articulated": dealNote,
  "help-articulated": dealNote,
  "articulated-better": dealNote,

  // What stewardship is read from (domain:O8, domain:O10, domain:O20).
  "resource-spent": dealNote,
  "said-no": dealNote,
  "buyer-win-stated": dealNote,
  "seller-win-recorded": dealNote,
} as const satisfies Record<string, KindFacts>;

/** What computing needs to know about each kind; `kindTable` with one type for every row. */
export const kindFacts: Readonly<Record<keyof typeof kindTable, KindFacts>> = kindTable;
