import { describe, expect, test } from "vitest";
import * as core from "../index.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { exampleGoalsInput, examplePlanItem } from "../testing/example-goals.ts";

const names = ["ann", "bob", "cem", "dee", "eva"];
const people = [...names.map((id) => ({ id, teamId: "t" })), { id: "fay", teamId: "u" }];
const deals = people.map(({ id }) => exampleDeal({ id: `deal of ${people.indexOf(find(id))}`, ownerId: id }));

function find(id: string) {
  return people.find((person) => person.id === id) ?? { id, teamId: "t" };
}

const evidence = people.flatMap(({ id }, index) => {
  const about = { dealId: `deal of ${index}`, personId: id };
  return [
    exampleEvidence({ id: `s${index}`, kind: "shortlisted", occurredAt: day(90), ...about }),
    exampleEvidence({ id: `n${index}`, kind: "said-no", occurredAt: day(92), reason: "no fit", ...about }),
    exampleEvidence({ id: `w${index}`, kind: "seller-task", occurredAt: day(91), hours: 2, ...about }),
  ];
});
const reason = (id: string, shared: boolean) => ({
  ...{ id, writtenAt: day(95), personId: "ann", reason: "other", text: `reason ${id}` },
  shared,
});
const notebook = {
  triageDecisions: [
    {
      id: "t",
      writtenAt: day(93),
      personId: "p",
      accountId: "a",
      class: "pursuit-paused",
      reason: "three deferrals",
    },
  ],
  statedReasons: [reason("open", true), reason("closed", false)],
  annotations: [{ id: "n", writtenAt: day(96), personId: "ann", ruleId: "domain:V1", text: "I was ill" }],
  snoozes: [
    {
      ...{ id: "z", writtenAt: day(90), personId: "bob", reason: "budget", resumeAt: day(140) },
      subject: { type: "deal", dealId: "deal of 1" },
    },
  ],
};
const input = (policy: object = {}) =>
  exampleGoalsInput({
    asOf: 100,
    evidence,
    notebook,
    policy: { people: policy },
    portfolio: { deals, people },
  });
const view = (policy: object = {}) => {
  const { assessment, policy: parsed } = input(policy);
  return core.leaderView(assessment, parsed);
};
const named = { leaderView: "named", namedBasis: "works agreement of 2026-01-10" };

describe("what leaders see (domain 3.14)", () => {
  test("by default deals and accounts, and no person anywhere in them", () => {
    const seen = view();
    expect(Object.keys(seen)).toEqual(["view", "asOf", "policyVersion", "deals", "accounts"]);
    expect(seen.deals).toHaveLength(6);
    const text = JSON.stringify(seen);
    expect(text).not.toContain("personId");
    for (const { id } of people) expect(text).not.toContain(`"${id}"`);
    expect(seen.deals[1]?.stall.snooze).toEqual({ reason: "budget", resumeAt: day(140) });
    expect(seen.deals[2]?.obligation.saidNo).toEqual({ evidenceId: "n2", at: day(92), reason: "no fit" });
  });

  test("what a seller decided about an account, with the reason, and not how its record reads", () => {
    const decided = { class: "pursuit-paused", reason: "three deferrals", writtenAt: day(93) };
    const [account] = view().accounts;
    expect(account?.triage).toMatchObject({ pursuit: "paused", decision: decided });
    expect(Object.keys(account?.triage ?? {})).toEqual(["class", "pursuit", "facts", "decision"]);
  });

  test("by team, sums of five people or more; smaller teams are named as withheld and nothing else", () => {
    const seen = view({ leaderView: "team" });
    if (seen.view !== "team") throw new Error(seen.view);
    expect(seen.teams).toMatchObject([
      { teamId: "t", members: 5, advancesInWindow: { value: 5 }, hours: { value: 10 } },
    ]);
    expect(seen.withheldTeamIds).toEqual(["u"]);
    expect(JSON.stringify(seen)).not.toContain("personId");
  });

  test("an advance shared within a team is one advance of the team", () => {
    const split = {
      id: "c",
      writtenAt: day(1),
      personId: "ann",
      dealId: "deal of 0",
      reason: "together",
      shares: [
        { personId: "ann", share: 0.5 },
        { personId: "bob", share: 0.5 },
      ],
    };
    const shared = exampleGoalsInput({
      asOf: 100,
      evidence,
      notebook: { creditSplits: [split] },
      policy: { people: { leaderView: "team" } },
      portfolio: { deals, people },
    });
    expect(core.leaderView(shared.assessment, shared.policy)).toMatchObject({
      teams: [{ advancesInWindow: { value: 5 } }],
    });
  });

  test("named, only with a written basis, which it quotes", () => {
    expect(() => view({ leaderView: "named" })).toThrow("people.namedBasis");
    const seen = view(named);
    if (seen.view !== "named") throw new Error(seen.view);
    expect(seen.namedBasis).toBe("works agreement of 2026-01-10");
    expect(seen.people.map(({ personId }) => personId)).toEqual([...names, "fay"]);
  });

  test("even then a reason is there only if its author shares it, and trend and stall are not (domain:V4)", () => {
    const seen = view(named);
    if (seen.view !== "named") throw new Error(seen.view);
    expect(seen.people[0]?.progress.reasons.map(({ id }) => id)).toEqual(["open"]);
    expect(JSON.stringify(seen)).not.toContain("reason closed");
    expect(Object.keys(seen.people[0] ?? {})).not.toContain("stall");
    expect(Object.keys(seen.people[0]?.progress ?? {})).not.toContain("trend");
  });

  test("what a seller has to say about a number stands beside it", () => {
    const seen = view(named);
    if (seen.view !== "named") throw new Error(seen.view);
    expect(
      seen.people.map(({ progress }) => progress.annotations.map(({ ruleId, text }) => [ruleId, text])),
    ).toEqual([[["domain:V1", "I was ill"]], ...Array(5).fill([])]);
  });
});

describe("nobody is ranked (domain:R13)", () => {
  test("no exported name speaks of it", () => {
    const telling = /rank|leaderboard|score|compare|best|worst|top|bottom|percentile|quartile/i;
    expect(Object.keys(core).filter((name) => telling.test(name))).toEqual([]);
  });

  test("every list of people or teams comes in the order given, whatever the figures", () => {
    const busy = Array.from({ length: 3 }, (_, index) =>
      exampleEvidence({
        id: `x${index}`,
        kind: "buying-job-done",
        job: core.BuyingJob.options[index] ?? "consensus",
        occurredAt: day(92),
        dealId: "deal of 4",
        personId: "eva",
      }),
    );
    const listed = (order: typeof people) => {
      const given = exampleGoalsInput({
        asOf: 100,
        evidence: [...evidence, ...busy],
        policy: { people: named },
        portfolio: { deals, people: order },
      });
      const seen = core.leaderView(given.assessment, given.policy);
      if (seen.view !== "named") throw new Error(seen.view);
      return {
        assessed: given.assessment.people.map(({ personId }) => personId),
        seen: seen.people.map(({ personId }) => personId),
        groups: core.coachingQueue(given).groups.map(({ id }) => id),
        teams: core.teamProgress(given).map(({ teamId }) => teamId),
      };
    };
    const ids = people.map(({ id }) => id);
    expect(listed(people)).toEqual({ assessed: ids, seen: ids, groups: ids, teams: ["t", "u"] });
    const back = ids.toReversed();
    expect(listed(people.toReversed())).toEqual({
      assessed: back,
      seen: back,
      groups: back,
      teams: ["u", "t"],
    });
  });

  test("what a colleague does changes none of one's own figures", () => {
    const alone = { portfolio: { deals, people: [{ id: "ann" }] } };
    const beside = { portfolio: { deals, people: [{ id: "ann" }, { id: "bob" }] } };
    const figures = (example: object, pieces = evidence) => {
      const { assessment } = exampleGoalsInput({ asOf: 100, evidence: pieces, notebook, ...example });
      const { busy, effort, momentum, advancesInWindow, progress } = assessment.people[0] ?? {};
      return JSON.stringify({ busy, effort, momentum, advancesInWindow, progress });
    };
    const own = evidence.filter(({ personId }) => personId === "ann");
    expect(figures(beside)).toBe(figures(alone, own));
  });
});

describe("advances come first (domain:V5)", () => {
  const given = input(named);
  const about = { ...given, personId: "ann" };
  const plan = {
    ...given,
    notebook: core.Notebook.parse({
      goals: [],
      planItems: [examplePlanItem({ id: "i", plannedFor: day(101) })],
    }),
  };
  const people5 = core.leaderView(given.assessment, given.policy);
  const person = { person: { id: "ann" }, deals, evidence, policy: given.policy, asOf: day(100) };

  test.each<[string, unknown]>([
    ["a deal", given.assessment.deals[0]],
    ["an account", given.assessment.accounts[0]],
    ["a person", given.assessment.people[0]],
    ["a person's progress", given.assessment.people[0]?.progress],
    ["what was built", core.builtStatement(person)],
    ["a coaching review", core.coachingReview({ ...about, reader: "self" })],
    [
      "a coaching queue",
      core.coachingQueue(exampleGoalsInput({ asOf: 130, evidence, portfolio: { deals, people } })),
    ],
    ["the windshield", core.windshield(plan)],
    ["the sprint index", core.sprintIndex(given)],
    ["a team's progress", core.teamProgress(given)[0]],
    ["a leader's deals", people5.deals[0]],
    ["a leader's accounts", people5.accounts[0]],
    ["a leader's teams", people5.view === "named" ? people5.teams[0] : undefined],
    ["a leader's people", people5.view === "named" ? people5.people[0] : undefined],
  ])("in %s the first figure is about advances", (_name, output) => {
    expect(firstFigure(output)).toMatch(/advance|commitment/i);
  });
});

/** Where the first explained number stands, with its unit, in the order in which a reader meets the members. */
function firstFigure(output: unknown, path = ""): string | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  if ("valueFrom" in output && "unit" in output) return `${path} ${output.unit}`;
  for (const [key, value] of Object.entries(output)) {
    const found = firstFigure(value, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
