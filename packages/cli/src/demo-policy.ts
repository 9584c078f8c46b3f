/** The evidence rule whose deals the demo's report counts as returned offers. */
export const demoOfferRuleId = "demo-signed-papers-returned";

/**
 * How the demo's company records what its buyers do: in the subjects of their mails. Every company
 * has a way of its own, which is why rules are policy; `headway rules test` shows what they catch.
 */
export const demoPolicy = {
  version: "demo-1",
  evidenceRules: [
    buyerMail(demoOfferRuleId, ["signed papers returned"], { kind: "contract-signed", grade: 4 }),
    buyerMail("demo-requirements-sent", ["our requirements", "what we need", "scope for next year"], {
      kind: "requirements-shared",
      grade: 3,
    }),
    buyerMail("demo-colleague-introduced", ["introducing"], { kind: "stakeholder-introduced", grade: 3 }),
    buyerMail("demo-trial-run", ["test results from our side"], { kind: "solution-validated", grade: 3 }),
    buyerMail("demo-approved-in-principle", ["re: board date"], { kind: "verbal-agreement", grade: 3 }),
    buyerMail("demo-presented-to-board", ["board date"], {
      kind: "preference-stated",
      grade: 3,
      preference: 2,
    }),
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
    gives: { actorSide: "buyer", quoteField: "text", ...gives },
  };
}
