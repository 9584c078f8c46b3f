import { demoPolicy } from "@headway/cli";

/** The demo's policy, by which every hostile field is shown somewhere: quoted as evidence, or as a seller's name. */
export const hostilePolicy = {
  ...demoPolicy,
  version: "hostile-1",
  people: { leaderView: "named", namedBasis: "an agreement of 2026-01-05" },
  evidenceRules: [
    ...demoPolicy.evidenceRules,
    quoting("note", "body", "personal-thanks"),
    quoting("call", "title", "help-requested"),
    {
      id: "hostile-next-step",
      version: "1",
      on: { object: "deal", where: [{ field: "nextStep", present: true }] },
      gives: { kind: "next-year-need-stated", actorSide: "buyer", grade: 2, topic: { field: "nextStep" } },
    },
  ],
};

function quoting(object: string, field: string, kind: string) {
  return {
    id: `hostile-${object}`,
    version: "1",
    on: { object, where: [{ field, present: true }] },
    gives: { kind, actorSide: "buyer", grade: 3, quoteField: field },
  };
}
