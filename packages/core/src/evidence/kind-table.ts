import type { KindFacts } from "./kind-facts.ts";

const axes = { situation: "opportunity", side: "buyer", moves: "axes" } as const;
const accountAdvance: KindFacts = { situation: "account", side: "buyer", moves: "account", polarity: 1 };
const buyerWord: KindFacts = { situation: "opportunity", side: "buyer", moves: "nothing", polarity: 0 };
const buyerNo: KindFacts = { situation: "opportunity", side: "buyer", moves: "nothing", polarity: -1 };
const clientWord: KindFacts = { situation: "account", side: "buyer", moves: "nothing", polarity: 0 };
const meetingWord: KindFacts = { situation: "meeting", side: "buyer", moves: "nothing", polarity: 0 };
const ourCall: KindFacts = { situation: "call", side: "seller", moves: "effort", polarity: 0 };
const ourWork: KindFacts = { situation: "opportunity", side: "seller", moves: "effort", polarity: 0 };
const ourWord: KindFacts = { situation: "opportunity", side: "seller", moves: "nothing", polarity: 0 };
const ourWordToClient: KindFacts = { situation: "account", side: "seller", moves: "nothing", polarity: 0 };
const delight: KindFacts = { situation: "account", side: "buyer", moves: "elation", polarity: 1 };
const displeasure: KindFacts = { situation: "account", side: "buyer", moves: "elation", polarity: -1 };
const skillStep: KindFacts = { situation: "development", side: "seller", moves: "development", polarity: 1 };
const ourHelp: KindFacts = { situation: "account", side: "seller", moves: "effort", polarity: 0 };
const buyersWords: KindFacts = {
  situation: "opportunity",
  side: "buyer",
  moves: "articulation",
  polarity: 0,
};

/**
 * The rows behind the catalogue, with what computing needs of them: functions with little room carry this table and
 * leave the sentences of `kind-meanings.ts` behind.
 */
const kindTable = {
  // What a buyer does and says on the way to a decision (domain:V7).
  "problem-confirmed": { ...axes, job: "problem-identification", polarity: 1 },
  "solution-explored": { ...axes, job: "solution-exploration", polarity: 1 },
  "requirements-shared": { ...axes, job: "requirements", polarity: 1 },
  "supplier-evaluated": { ...axes, job: "supplier-selection", polarity: 1 },
  "solution-validated": { ...axes, job: "validation", polarity: 1 },
  "stakeholder-introduced": { ...axes, job: "consensus", polarity: 1 },
  "buying-job-done": { ...axes, polarity: 1 },
  "buying-job-reopened": { ...axes, polarity: -1 },
  "competitor-preferred": { ...axes, preference: -1, polarity: -1 },
  shortlisted: { ...axes, preference: 1, polarity: 1 },
  "preference-stated": { ...axes, preference: 2, polarity: 1 },
  "verbal-agreement": { ...axes, preference: 3, polarity: 1 },
  "contract-signed": { ...axes, preference: 4, polarity: 1 },
  "next-step-committed": { situation: "opportunity", side: "buyer", moves: "commitment", polarity: 1 },
  "qualified-out": { situation: "opportunity", side: "buyer", moves: "qualified-out", polarity: 0 },
  "deal-deferred": buyerNo,
  "deal-declined": buyerNo,

  // The four account advances (domain:V6).
  "relationship-opened": accountAdvance,
  "time-committed": accountAdvance,
  "resource-committed": accountAdvance,
  "stronger-position-confirmed": accountAdvance,

  // Contact between the sides; none of it advances by itself, but for an agreed follow-up (domain:V9).
  "buyer-reply": buyerWord,
  "client-initiated-contact": clientWord,
  "meeting-held": { situation: "meeting", side: "buyer", moves: "effort", polarity: 0 },
  "meeting-not-held": meetingWord,
  "meeting-verdict": meetingWord,
  "call-connected": { situation: "call", side: "buyer", moves: "effort", polarity: 0 },
  "call-not-connected": ourCall,
  "follow-up-agreed": { situation: "call", side: "buyer", moves: "commitment", polarity: 1 },
  "auto-reply": { situation: "opportunity", side: "system", moves: "nothing", polarity: 0 },

  // What sellers do; it never advances anything (domain:O6).
  "seller-email": ourWork,
  "seller-call": ourCall,
  "seller-task": ourWork,
  "seller-note": ourWord,
  "proposal-sent": ourWork,
  "stage-edited": ourWord,
  "advised-not-to-buy": ourWordToClient,

  // Signs of elation and of its opposite (domain:E2); their points are policy.
  "personal-thanks": delight,
  "referral-given": delight,
  "help-requested": delight,
  "benefit-confirmed": delight,
  "introduction-solved": delight,
  "joint-work": delight,
  "reference-given": delight,
  "survey-high": delight,
  "survey-low": displeasure,
  complaint: displeasure,
  "complaint-resolved": clientWord,
  "broken-promise-confirmed": displeasure,
  "sale-regretted": displeasure,

  // Steps of the ladder of a skill (domain:V10).
  "skill-learned": skillStep,
  "skill-applied": skillStep,
  "skill-understood": skillStep,

  // What triage and the A-list are read from (domain 3.6, domain 3.7); none of it advances anything.
  "deadline-message": ourHelp,
  "one-sided-ask": clientWord,
  "blocker-documented": clientWord,
  "promise-made": ourWordToClient,
  "promise-kept-confirmed": clientWord,
  "broken-promise-made-good": clientWord,
  "collaboration-enjoyed": ourWordToClient,
  "learned-from-client": ourWordToClient,
  "client-learned": clientWord,
  "customer-backed": ourHelp,
  "backing-acknowledged": clientWord,
  "referral-asked": ourWordToClient,
  "next-year-need-asked": ourWordToClient,
  "next-year-need-stated": clientWord,
  "contract-cancelled": { situation: "account", side: "buyer", moves: "nothing", polarity: -1 },

  // Steps of helping a client, from problem to success (domain:E5, domain:E9, domain:E12, domain:O2).
  "problem-stated": clientWord,
  "help-given": ourHelp,
  "introduction-made": ourWordToClient,
  "outcome-reported": clientWord,
  "thanks-given": ourWordToClient,

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
} as const satisfies Record<string, KindFacts>;

/** What computing needs to know about each kind; `kindTable` with one type for every row. */
export const kindFacts: Readonly<Record<keyof typeof kindTable, KindFacts>> = kindTable;
