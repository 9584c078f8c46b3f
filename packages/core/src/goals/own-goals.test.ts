import { describe, expect, test } from "vitest";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import {
  type ExampleGoals,
  exampleGoal,
  exampleGoalsInput,
  examplePlanItem,
} from "../testing/example-goals.ts";
import { goalContainment } from "./goal-containment.ts";
import { landscape } from "./landscape.ts";
import { ownGoalBoard } from "./own-goal-board.ts";
import { rollingPlan } from "./rolling-plan.ts";

const view = (example: Partial<ExampleGoals>) => ({
  ...exampleGoalsInput({ asOf: 100, ...example }),
  personId: "p",
});

describe("the own-goal board (domain:R5)", () => {
  const evidence = [
    exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(50) }),
    exampleEvidence({ id: "v", kind: "verbal-agreement", occurredAt: day(90) }),
    exampleEvidence({ id: "l", kind: "skill-learned", occurredAt: day(80), topic: "listening" }),
  ];
  const goals = [
    exampleGoal({ id: "g1", dealIds: ["d"] }),
    exampleGoal({ id: "g2", class: "professional-development", skill: "listening" }),
    exampleGoal({ id: "g3" }),
    exampleGoal({ id: "g4", owner: { type: "company", id: "c" }, dealIds: ["d"] }),
    exampleGoal({ id: "g5", owner: { type: "person", id: "q" } }),
  ];
  const board = ownGoalBoard(view({ evidence, notebook: { goals } }));

  test("has one's own goals and nobody else's, in two classes", () => {
    expect(board.businessDevelopment.map(({ goalId }) => goalId)).toEqual(["g1", "g3"]);
    expect(board.professionalDevelopment.map(({ goalId }) => goalId)).toEqual(["g2"]);
  });

  test("a goal that names a deal moves by its advances, in the last four weeks and ever", () => {
    const [goal] = board.businessDevelopment;
    expect(goal?.advances.value).toBe(1);
    expect(goal?.advances.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["v"]);
    expect(goal?.advancesSoFar.value).toBe(2);
  });

  test("a goal that names a skill moves by the steps of that skill", () => {
    expect(board.professionalDevelopment[0]?.advances.contributions).toMatchObject([
      { evidenceId: "l", amount: 1, note: "listening: learned" },
    ]);
  });

  test("a goal that nothing could move is unknown, not zero", () => {
    expect(board.businessDevelopment[1]?.advances).toMatchObject({ status: "unknown", value: null });
    expect(board.businessDevelopment[1]?.advances.missing).toHaveLength(1);
  });
});

describe("the company's goals within one's own (domain:R6)", () => {
  const company = { type: "company" as const, id: "c" };
  const asked = exampleGoal({
    id: "c1",
    owner: company,
    dueAt: day(190),
    measure: { unit: "EUR", amount: 100 },
  });
  const contain = (goals: unknown[], quotas: unknown[] = []) =>
    goalContainment(view({ notebook: { goals, quotas } }));

  test.each<
    [string, Parameters<typeof exampleGoal>[0] | undefined, Parameters<typeof exampleGoal>[0], string[]]
  >([
    ["a child of one's own goal", { id: "g" }, { ...asked, servesGoalIds: ["g"] }, ["child"]],
    ["answered by a goal that names it", { id: "g", servesGoalIds: ["c1"] }, asked, ["answered"]],
    [
      "covered by one that asks as much by then",
      { id: "g", dueAt: day(190), measure: { unit: "EUR", amount: 100 } },
      asked,
      ["covered"],
    ],
    [
      "not by one that asks less",
      { id: "g", dueAt: day(190), measure: { unit: "EUR", amount: 99 } },
      asked,
      [],
    ],
    [
      "not by one that comes later",
      { id: "g", dueAt: day(191), measure: { unit: "EUR", amount: 100 } },
      asked,
      [],
    ],
    ["not by another unit", { id: "g", dueAt: day(190), measure: { unit: "USD", amount: 100 } }, asked, []],
    [
      "not by another area",
      { id: "g", area: "health", dueAt: day(190), measure: { unit: "EUR", amount: 100 } },
      asked,
      [],
    ],
    ["not by nothing", undefined, asked, []],
  ])("%s", (_name, own, goal, types) => {
    const found = contain([...(own ? [exampleGoal(own)] : []), exampleGoal(goal)]);
    expect(found.goals[0]?.by.map(({ type }) => type)).toEqual(types);
    expect(found.contained).toBe(types.length > 0 ? "yes" : "no");
    expect(found.uncoveredGoalIds).toEqual(types.length > 0 ? [] : ["c1"]);
  });

  test("a quota asks too, unless it stands for a goal in the list or is over", () => {
    const quota = {
      id: "q",
      writtenAt: day(0),
      personId: "p",
      fromAt: day(90),
      toAt: day(180),
      unit: "EUR",
      target: 50,
    };
    expect(contain([], [quota]).uncoveredGoalIds).toEqual(["q"]);
    expect(contain([asked], [{ ...quota, goalId: "c1" }]).goals.map(({ goalId }) => goalId)).toEqual(["c1"]);
    expect(contain([], [{ ...quota, goalId: "lost" }]).uncoveredGoalIds).toEqual(["q"]);
    expect(contain([], [{ ...quota, toAt: day(99) }]).contained).toBe("unknown");
    const own = exampleGoal({ id: "g", dueAt: day(180), measure: { unit: "EUR", amount: 60 } });
    expect(contain([own], [quota]).contained).toBe("yes");
  });

  test("breadth counts areas, depth the horizon and the levels", () => {
    const goals = [
      exampleGoal({ id: "g1", area: "health", dueAt: day(465) }),
      exampleGoal({ id: "g2", area: "health", servesGoalIds: ["g1"] }),
      exampleGoal({ id: "g3", area: "craft", servesGoalIds: ["g2"] }),
      asked,
    ];
    const { own, company: theirs, reachesFurther } = contain(goals);
    expect([own.breadth.value, own.horizonDays.value, own.levels.value]).toEqual([2, 365, 3]);
    expect([theirs.breadth.value, theirs.horizonDays.value, theirs.levels.value]).toEqual([1, 90, 1]);
    expect(own.levels.contributions.map(({ evidenceId }) => evidenceId)).toEqual([
      "notebook:g1",
      "notebook:g2",
      "notebook:g3",
    ]);
    expect(reachesFurther).toEqual({ breadth: "yes", depth: "yes" });
    expect(contain([exampleGoal({ id: "g", dueAt: day(190) }), asked]).reachesFurther).toEqual({
      breadth: "no",
      depth: "no",
    });
    expect(contain([asked]).reachesFurther).toEqual({ breadth: "unknown", depth: "unknown" });
  });
});

describe("the landscape (domain:R7)", () => {
  const goals = [
    exampleGoal({ id: "mine", servesGoalIds: ["theirs", "client"] }),
    exampleGoal({ id: "alone" }),
    exampleGoal({ id: "theirs", owner: { type: "company", id: "c" } }),
    exampleGoal({ id: "team", owner: { type: "team", id: "t" }, servesGoalIds: ["theirs"] }),
    exampleGoal({ id: "client", owner: { type: "customer", id: "a" } }),
    exampleGoal({ id: "colleague", owner: { type: "person", id: "q" } }),
    exampleGoal({ id: "done", reachedAt: day(50) }),
  ];
  const { lanes, links, unlinkedGoalIds } = landscape(view({ notebook: { goals } }));

  test("has three lanes: mine, theirs, the customers', of what is open", () => {
    const ids = Object.entries(lanes).map(([lane, own]) => [lane, own.map(({ id }) => id)]);
    expect(ids).toEqual([
      ["own", ["mine", "alone"]],
      ["company", ["theirs", "team"]],
      ["customers", ["client"]],
    ]);
  });

  test("says what ties them, and what nothing ties to another lane", () => {
    expect(links).toEqual([
      { goalId: "mine", lane: "own", servesGoalId: "theirs", servesLane: "company" },
      { goalId: "mine", lane: "own", servesGoalId: "client", servesLane: "customers" },
      { goalId: "team", lane: "company", servesGoalId: "theirs", servesLane: "company" },
    ]);
    expect(unlinkedGoalIds).toEqual(["alone", "team"]);
  });
});

describe("the rolling plan (domain:R8)", () => {
  test.each([
    [
      "on the first day of a year",
      0,
      ["2026-04/2026-06", "2026-07/2026-09", "2026-10/2026-12", "2027-01/2027-03"],
    ],
    ["on its last day", 364, ["2027-01/2027-03", "2027-04/2027-06", "2027-07/2027-09", "2027-10/2027-12"]],
    [
      "in the middle of a quarter",
      135,
      ["2026-07/2026-09", "2026-10/2026-12", "2027-01/2027-03", "2027-04/2027-06"],
    ],
  ])("holds four whole quarters beyond this one %s", (_name, asOf, names) => {
    const plan = rollingPlan(view({ asOf }));
    expect(plan.ahead.map(({ name }) => name)).toEqual(names);
    expect(plan.emptyQuarters).toEqual(names);
  });

  test("a policy for fewer is refused", () => {
    expect(() => exampleGoalsInput({ asOf: 0, policy: { goals: { quartersAhead: 3 } } })).toThrow(
      "goals.quartersAhead",
    );
  });

  test("sorts what is planned and not done; learning has a lane of its own", () => {
    const planItems = [
      examplePlanItem({ id: "soon", plannedFor: day(101) }),
      examplePlanItem({ id: "learn", plannedFor: day(200), question: "capability" }),
      examplePlanItem({ id: "past", plannedFor: day(99) }),
      examplePlanItem({ id: "done", plannedFor: day(110), doneAt: day(95) }),
      examplePlanItem({ id: "far", plannedFor: day(1000) }),
      examplePlanItem({ id: "other", plannedFor: day(101), personId: "q" }),
    ];
    const goals = [exampleGoal({ id: "g", dueAt: day(300) }), exampleGoal({ id: "g2", dueAt: day(50) })];
    const plan = rollingPlan(view({ notebook: { planItems, goals } }));
    const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
    expect(ids(plan.underWay.customers)).toEqual(["soon"]);
    expect(
      plan.ahead.map(({ customers, learning, goalsDue }) => [ids(customers), ids(learning), ids(goalsDue)]),
    ).toEqual([
      [[], ["learn"], []],
      [[], [], ["g"]],
      [[], [], []],
      [[], [], []],
    ]);
    expect(plan.emptyQuarters).toEqual(["2027-01/2027-03", "2027-04/2027-06"]);
    expect(ids(plan.later.items)).toEqual(["far"]);
  });

  test("quarters begin where the fiscal year says, even with monthly incentives", () => {
    const policy = { calendar: { fiscalYearStartMonth: 2, periodMonths: 1 } };
    expect(rollingPlan(view({ asOf: 0, policy })).underWay.name).toBe("2025-11/2026-01");
  });
});

test("an advance that names only its deal moves the goal of the deal's account (domain:R5)", () => {
  const portfolio = { deals: [exampleDeal({ ownerId: "p", accountId: "a" })] };
  const evidence = [
    exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(95), accountId: undefined }),
  ];
  const goals = [exampleGoal({ id: "g", accountIds: ["a"] })];
  const board = ownGoalBoard(view({ portfolio, evidence, notebook: { goals } }));
  expect(board.businessDevelopment[0]?.advances.value).toBe(1);
});
