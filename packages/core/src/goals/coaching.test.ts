import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import {
  type ExampleGoals,
  exampleGoal,
  exampleGoalsInput,
  examplePlanItem,
} from "../testing/example-goals.ts";
import { coachingQueue } from "./coaching-queue.ts";
import { type CoachingReview, coachingReview } from "./coaching-review.ts";
import { teamProgress } from "./team-progress.ts";
import { weeklyPlan } from "./weekly-plan.ts";

const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const view = (example: Partial<ExampleGoals>) => ({
  ...exampleGoalsInput({ asOf: 100, ...example }),
  personId: "p",
});

describe("the coaching review (domain:V3)", () => {
  const evidence = [
    piece("s", "shortlisted", 60),
    piece("v", "verbal-agreement", 80),
    piece("f", "follow-up-agreed", 90, {
      callId: "c",
      dealId: undefined,
      accountId: "z",
      commitment: { what: "call", owner: "buyer", dueAt: day(120) },
    }),
    piece("n", "next-step-committed", 95, { commitment: { what: "x", owner: "buyer", dueAt: day(120) } }),
  ];
  const goals = [
    exampleGoal({ id: "deal", dealIds: ["d"] }),
    exampleGoal({ id: "skill", class: "professional-development", skill: "listening" }),
    exampleGoal({ id: "done", dealIds: ["d"], reachedAt: day(50) }),
    exampleGoal({ id: "calls", situation: "call" }),
  ];
  const portfolio = { accounts: [{ id: "a" }, { id: "z", ownerId: "p" }] };
  const review = (more: object = {}, notebook: object = {}) =>
    coachingReview({
      ...view({ evidence, notebook: { goals, ...notebook }, portfolio }),
      reader: "self",
      ...more,
    }) as CoachingReview;
  const moved = (found: CoachingReview) =>
    found.goals.map(({ goalId, advances }) => [
      goalId,
      advances.contributions.map(({ evidenceId }) => evidenceId),
    ]);

  test("shows progress goal by goal, within the preceding period", () => {
    expect(moved(review())).toEqual([
      ["deal", ["v", "n"]],
      ["skill", []],
      ["calls", ["f"]],
    ]);
    expect(review().withoutProgressGoalIds).toEqual(["skill"]);
    expect([review().fromAt, review().toAt]).toEqual([day(72), day(100)]);
  });

  test("within any other period", () => {
    expect(moved(review({ fromAt: day(50), toAt: day(79) }))).toEqual([
      ["deal", ["s"]],
      ["skill", []],
      ["calls", []],
    ]);
  });

  test("a link counts as much as a goal's own deals; what moves no goal stands beside", () => {
    const fitLink = {
      id: "l",
      writtenAt: day(1),
      personId: "p",
      goalId: "skill",
      effort: { type: "evidence", evidenceId: "v" },
    };
    expect(moved(review({}, { fitLinks: [fitLink] }))[1]).toEqual(["skill", ["v"]]);
    expect(review({}, { goals: goals.slice(1, 2) }).besideGoals.value).toBe(3);
    expect(review().besideGoals.value).toBe(0);
  });

  test("a leader reads it only where the policy has a written basis for names", () => {
    const input = view({ evidence, notebook: { goals } });
    expect(coachingReview({ ...input, reader: "leader" })).toMatchObject({
      status: "withheld",
      personId: "p",
    });
    const people = { leaderView: "named", namedBasis: "agreement of 2026-01-10" };
    const named = view({ evidence, notebook: { goals }, policy: { people } });
    expect(coachingReview({ ...named, reader: "leader" }).status).toBe("open");
  });

  test("a seller who is not in the assessment is said", () => {
    expect(() => review({ personId: "nobody" })).toThrow(RangeError);
  });
});

describe("the coaching queue (domain:V12)", () => {
  const people = ["p1", "p2", "p3", "p4", "p5", "s1"].map((id) => ({
    id,
    teamId: id.startsWith("p") ? "large" : "small",
  }));
  const deals = [
    exampleDeal({ id: "moved", ownerId: "p1" }),
    exampleDeal({ id: "quiet", ownerId: "p2" }),
    exampleDeal({ id: "quieter", ownerId: "s1" }),
    exampleDeal({ id: "promised", ownerId: "p1" }),
    exampleDeal({ id: "asleep", ownerId: "p1" }),
    exampleDeal({ id: "unlogged", ownerId: "p1" }),
    exampleDeal({ id: "won", ownerId: "p1", status: "won", closedAt: day(50) }),
  ].map((deal) => ({ ...deal, accountId: undefined }));
  const at = (
    dealId: string,
    day: number,
    kind: Evidence["kind"] = "shortlisted",
    more: Partial<Evidence> = {},
  ) => piece(`${dealId}-${day}`, kind, day, { dealId, accountId: undefined, ...more });
  const evidence = [
    at("moved", 73),
    at("quiet", 72),
    at("quieter", 30),
    at("promised", 40, "next-step-committed", { commitment: { what: "x", owner: "buyer", dueAt: day(120) } }),
    at("asleep", 20),
    at("won", 10),
  ];
  const snooze = {
    id: "z",
    writtenAt: day(90),
    personId: "p1",
    reason: "budget comes in May",
    resumeAt: day(140),
    subject: { type: "deal", dealId: "asleep" },
  };
  const queue = (policy: object = {}) =>
    coachingQueue(
      exampleGoalsInput({
        asOf: 100,
        evidence,
        portfolio: { deals, accounts: [{ id: "a" }], people },
        notebook: { snoozes: [snooze] },
        policy,
      }),
    );
  const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

  test("lists open deals without an advance for four weeks, the longest wait first", () => {
    const { entries } = queue();
    expect(ids(entries)).toEqual(["quieter", "quiet"]);
    expect(entries[0]?.daysSinceAdvance.value).toBe(70);
    expect(entries[0]?.nextAsk?.text).not.toBe("");
  });

  test("a deal whose buyer has promised something waits; a snoozed one is listed as that", () => {
    expect(ids(queue().waiting)).toEqual(["promised"]);
    expect(queue().snoozed).toEqual([
      { type: "deal", id: "asleep", reason: "budget comes in May", resumeAt: day(140) },
    ]);
  });

  test("where nothing is logged it says so and accuses nobody", () => {
    expect(ids(queue().unlogged)).toEqual(["unlogged", "a"]);
  });

  test("is about deals and accounts: by default it names no person anywhere", () => {
    expect(queue().groups).toEqual([]);
    const text = JSON.stringify(queue());
    for (const { id } of people) expect(text).not.toContain(`"${id}"`);
  });

  test("by team, only a team of five or more is a group", () => {
    const { groups } = queue({ people: { leaderView: "team" } });
    expect(groups.map(({ groupedBy, id, items }) => [groupedBy, id, ids(items)])).toEqual([
      ["team", "large", ["quiet"]],
    ]);
  });

  test("by person, only with a written basis, in the order given", () => {
    expect(() => queue({ people: { leaderView: "named" } })).toThrow("people.namedBasis");
    const { groups } = queue({ people: { leaderView: "named", namedBasis: "agreement of 2026-01-10" } });
    expect(groups.map(({ id, items }) => [id, items.length])).toEqual([
      ["p1", 0],
      ["p2", 1],
      ["p3", 0],
      ["p4", 0],
      ["p5", 0],
      ["s1", 1],
    ]);
  });
});

describe("the weekly plan", () => {
  const promise = { what: "send the figures", owner: "buyer" as const, dueAt: day(105) };
  const items = {
    health: examplePlanItem({
      id: "health",
      plannedFor: day(101),
      question: "account-health",
      wanted: promise,
    }),
    decision: examplePlanItem({ id: "decision", plannedFor: day(107), wanted: promise }),
    capability: examplePlanItem({ id: "capability", plannedFor: day(103), question: "capability" }),
  };
  const plan = (planItems: object[], more: Partial<ExampleGoals> = {}) =>
    weeklyPlan(view({ notebook: { planItems }, ...more }));

  test("looks seven days ahead, and at goals before that (domain:V14)", () => {
    const planItems = [
      ...Object.values(items),
      examplePlanItem({ id: "later", plannedFor: day(108) }),
      examplePlanItem({ id: "before", plannedFor: day(99) }),
      examplePlanItem({ id: "done", plannedFor: day(102), doneAt: day(98) }),
      examplePlanItem({ id: "other", plannedFor: day(102), personId: "q" }),
    ];
    const goals = [exampleGoal({ id: "g", dealIds: ["d"] }), exampleGoal({ id: "g0", reachedAt: day(10) })];
    const found = weeklyPlan(view({ notebook: { planItems, goals } }));
    expect(found.chosen.map(({ item }) => item.id)).toEqual(["health", "decision", "capability"]);
    expect([found.fromAt, found.toAt]).toEqual([day(100), day(107)]);
    expect(found.carriedOver.map(({ id }) => id)).toEqual(["before"]);
    expect(found.goals.map(({ goalId }) => goalId)).toEqual(["g"]);
  });

  test.each<[string, object, string[]]>([
    ["one dated commitment of the customer", { wanted: promise }, []],
    ["none", {}, ["the commitment wanted of the customer"]],
    [
      "one without a date",
      { wanted: { what: "x", owner: "buyer" } },
      ["a date for the customer's commitment"],
    ],
    ["one of our own", { wanted: { ...promise, owner: "seller" } }, ["an action that the customer owns"]],
  ])("a chosen item with %s (domain:V14)", (_name, more, missing) => {
    const [chosen] = plan([examplePlanItem({ id: "i", plannedFor: day(101), ...more })]).chosen;
    expect(chosen?.missing).toEqual(missing);
  });

  test("is complete when the three questions have an answer (domain:V15)", () => {
    const found = plan(Object.values(items));
    expect(found.complete).toBe(true);
    expect(found.questions.map(({ question, answered }) => [question, answered])).toEqual([
      ["account-health", true],
      ["buying-decision", true],
      ["capability", true],
    ]);
  });

  test.each(["health", "decision", "capability"] as const)(
    "without an answer to one of them, %s, it is not (domain:V15)",
    (left) => {
      const found = plan(Object.values(items).filter(({ id }) => id !== left));
      expect(found.complete).toBe(false);
      expect(found.missing).toHaveLength(1);
      expect(found.missing[0]).toMatch(/^an answer to: /);
    },
  );

  test("an item that misses its commitment answers nothing (domain:V15)", () => {
    const found = plan([items.health, { ...items.decision, wanted: undefined }, items.capability]);
    expect(found.questions[1]).toMatchObject({ answered: false, itemIds: ["decision"] });
    expect(found.missing).toHaveLength(2);
  });

  test("proposes something for each question without an answer (domain:V15)", () => {
    const evidence = [piece("s", "shortlisted", 10), piece("l", "skill-learned", 20, { topic: "listening" })];
    const found = plan([], { evidence });
    expect(found.questions.map(({ proposals }) => proposals[0])).toMatchObject([
      { accountId: "a" },
      { dealId: "d" },
      { skill: "listening" },
    ]);
    expect(plan(Object.values(items), { evidence }).questions.flatMap(({ proposals }) => proposals)).toEqual(
      [],
    );
  });
});

describe("a team's progress toward its goals (domain:V17)", () => {
  const members = ["p1", "p2", "p3", "p4", "p5"];
  const people = members.map((id) => ({ id, teamId: "t" }));
  const deals = members.map((ownerId) => exampleDeal({ id: `d-${ownerId}`, accountId: undefined, ownerId }));
  const evidence = members.flatMap((personId, index) => {
    const about = { personId, dealId: `d-${personId}`, accountId: undefined };
    return [
      piece(`w-${personId}`, "seller-task", 90, { ...about, hours: 4 }),
      ...(index < 4 ? [piece(`s-${personId}`, "shortlisted", 91, about)] : []),
    ];
  });
  const goal = exampleGoal({ id: "g", owner: { type: "team", id: "t" }, dealIds: ["d-p1", "d-p2", "d-p5"] });
  const progress = (goals: object[], more: Partial<ExampleGoals> = {}) =>
    teamProgress(
      exampleGoalsInput({
        asOf: 100,
        evidence,
        portfolio: { deals, accounts: [], people },
        notebook: { goals },
        ...more,
      }),
    );

  test("is the advances that move them, an hour of all the team's work and of all its advances", () => {
    const [team] = progress([goal]);
    expect(team?.advances.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["s-p1", "s-p2"]);
    expect(team?.advancesPerHour.value).toBeCloseTo(2 / 20, 12);
    expect(team?.shareOfAdvances.value).toBe(0.5);
  });

  test.each<[string, object[], Partial<ExampleGoals>, string]>([
    ["without a goal of the team", [], {}, "a goal of the team"],
    ["with a goal that is reached", [{ ...goal, reachedAt: day(80) }], {}, "a goal of the team"],
    [
      "for fewer than five",
      [goal],
      { portfolio: { deals, accounts: [], people: people.slice(1) } },
      "a team of 5 or more",
    ],
  ])("is unknown %s", (_name, goals, more, missing) => {
    const [team] = progress(goals, more);
    expect(team?.advances).toMatchObject({ status: "unknown", value: null });
    expect(team?.advancesPerHour.missing).toContain(missing);
    expect(team?.shareOfAdvances.value).toBeNull();
  });

  test("a small team's figures cannot be read from their parts either", () => {
    const [team] = progress([goal], { portfolio: { deals, accounts: [], people: people.slice(1) } });
    expect(team?.advancesPerHour.contributions).toEqual([]);
    expect(team?.advancesPerHour.otherBases[0]?.basis).toBe(0);
  });
});
