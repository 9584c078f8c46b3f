/** The evidence rule whose deals the demo's report counts as returned offers. */
export const demoOfferRuleId = "demo-signed-papers-returned";

/**
 * How the demo's company records what its buyers do: in the subjects of their mails, and promises in
 * fields of its own on the deal. Every company has a way of its own, which is why rules are policy;
 * `headway rules test` shows what they catch.
 */
export const demoPolicy = {
  version: "demo-1",
  evidenceRules: [
    // Salesforce ends the names of a company's own fields in __c, HubSpot does not.
    buyerStep("demo-buyer-next-step", ""),
    buyerStep("demo-buyer-next-step-c", "__c"),
    buyerMail(demoOfferRuleId, ["signed papers returned"], { kind: "contract-signed", grade: 4 }),
    buyerMail("demo-problem-counted", ["what a bad week costs us"], { kind: "problem-confirmed" }),
    buyerMail("demo-triers-named", ["who tries it out"], { kind: "solution-explored" }),
    buyerMail("demo-requirements-sent", ["our requirements", "what we need", "scope for next year"], {
      kind: "requirements-shared",
    }),
    buyerMail("demo-requirements-reopened", ["the list starts over"], {
      kind: "buying-job-reopened",
      job: "requirements",
    }),
    buyerMail("demo-colleague-introduced", ["introducing"], { kind: "stakeholder-introduced" }),
    buyerMail("demo-trial-run", ["test results from our side"], { kind: "solution-validated" }),
    buyerMail("demo-suppliers-compared", ["how the suppliers compare"], { kind: "supplier-evaluated" }),
    buyerMail("demo-approved-in-principle", ["re: board date"], { kind: "verbal-agreement" }),
    buyerMail("demo-presented-to-board", ["board date"], { kind: "preference-stated", preference: 2 }),
    buyerMail("demo-referral", ["someone you should meet"], { kind: "referral-given", prompted: false }),
    buyerMail("demo-benefit", ["what it has saved us"], { kind: "benefit-confirmed", topic: "profit" }),
    buyerMail("demo-promise-broken", ["you had promised"], { kind: "broken-promise-confirmed" }),
    buyerMail("demo-complaint-settled", ["settled"], { kind: "complaint-resolved" }),
    buyerMail("demo-need-in-own-words", ["in our own words: the need"], said("need-articulated")),
    buyerMail("demo-motivation-in-own-words", ["in our own words: why now"], said("motivation-articulated")),
    buyerMail("demo-help-in-own-words", ["in our own words: what you would do"], said("help-articulated")),
    buyerMail("demo-time-committed", ["dates for the steering group"], { kind: "time-committed" }),
    buyerMail("demo-engineer-lent", ["our engineer for"], { kind: "resource-committed" }),
    meetingResult("continuation"),
    meetingResult("no-sale"),
  ],
};

function buyerMail(id: string, subjects: string[], gives: Record<string, unknown>) {
  return {
    id,
    version: "1",
    on: {
      object: "email",
      where: [
        { field: "direction", equals: "inbound" },
        { field: "subject", contains: subjects },
      ],
    },
    gives: { actorSide: "buyer", grade: 3, quoteField: "text", ...gives },
  };
}

function said(kind: string): Record<string, unknown> {
  return { kind, articulation: "own-words" };
}

/** The note after a meeting; who writes "advance" there names the buyer's step in the deal's own fields. */
function meetingResult(verdict: string) {
  return {
    id: `demo-meeting-${verdict}`,
    version: "1",
    on: {
      object: "meeting",
      where: [
        { field: "outcome", equals: "completed" },
        { field: "body", contains: [`result: ${verdict.replace("-", " ")}`] },
      ],
    },
    gives: { kind: "meeting-verdict", actorSide: "seller", grade: 2, verdict },
  };
}

/** What the buyer has promised, by when, and when it was said. */
function buyerStep(id: string, ending: string) {
  const field = `buyer_next_step${ending}`;
  return {
    id,
    version: "1",
    on: { object: "deal", where: [{ field, present: true }] },
    gives: {
      kind: "next-step-committed",
      actorSide: "buyer",
      grade: 3,
      occurredField: `buyer_said_on${ending}`,
      commitment: { what: { field }, dueField: `buyer_next_step_due${ending}` },
    },
  };
}
