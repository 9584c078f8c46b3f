/** The rule whose deals the report counts as `returnedOffers`. */
export const returnedOfferRule = "bpi-returned-offer";

/** How this bank records what its customers do; see MAPPING.md. Given to the engine as any user's policy. */
export const loanPolicy = {
  version: "bpi-2012-1",
  evidenceRules: [
    {
      id: returnedOfferRule,
      version: "1",
      note: "The customer returned the signed offer: an act with a cost and an independent trace.",
      on: {
        object: "email",
        where: [
          { field: "direction", equals: "inbound" },
          { field: "subject", equals: "Signed offer returned" },
        ],
      },
      gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
      exclusive: true,
    },
    {
      id: "bpi-application-submitted",
      version: "1",
      note: "The customer applied; seen only through the bank's own form.",
      on: {
        object: "email",
        where: [
          { field: "direction", equals: "inbound" },
          { field: "subject", equals: "Loan application submitted" },
        ],
      },
      gives: { kind: "problem-confirmed", actorSide: "buyer", grade: 2 },
      exclusive: true,
    },
  ],
};
