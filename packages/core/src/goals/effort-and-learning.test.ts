import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { assessPerson } from "../person/assess-person.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { exampleGoal, examplePlanItem } from "../testing/example-goals.ts";

const progress = (evidence: Evidence[], notebook: unknown = {}, asOf = 100) =>
  assessPerson({
    person: { id: "p" },
    deals: [exampleDeal()],
    evidence,
    policy: defaultPolicy,
    notebook: Notebook.parse(notebook),
    asOf: day(asOf),
  }).progress;
const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });

describe("how work fits (domain:R9)", () => {
  const company = exampleGoal({ id: "c", owner: { type: "company", id: "us" } });
  const customer = exampleGoal({ id: "k", owner: { type: "customer", id: "b" }, accountIds: ["b"] });
  const work = (id: string, hours: number, accountId: string, dealId: string | undefined = undefined) =>
    piece(id, "seller-task", 90, { hours, accountId, dealId });
  const evidence = [work("w1", 6, "a", "d"), work("w2", 3, "b"), work("w3", 1, "z")];
  const link = (effort: object) => ({ id: "l", writtenAt: day(1), personId: "p", goalId: "c", effort });
  const fit = (fitLinks: object[], goals: unknown[] = [company, customer]) =>
    progress(evidence, { goals, fitLinks: fitLinks.map((effort) => link(effort)) }).fit;

  test.each<[string, object, number]>([
    ["a piece of evidence", { type: "evidence", evidenceId: "w1" }, 0.6],
    ["a deal", { type: "deal", dealId: "d" }, 0.6],
    ["an account", { type: "account", accountId: "z" }, 0.1],
  ])("%s is linked to the company's objective", (_name, effort, share) => {
    const { toCompany, toCustomers, coverage } = fit([effort]);
    expect(toCompany.value).toBeCloseTo(share, 12);
    expect(toCustomers.value).toBeCloseTo(0.3, 12);
    expect(coverage.value).toBeCloseTo(share + 0.3, 12);
  });

  test("what nothing links is an orphan, with its hours", () => {
    expect(fit([{ type: "deal", dealId: "d" }]).orphans).toEqual([
      { evidenceId: "w3", hours: 1, place: "z" },
    ]);
    expect(fit([]).orphans.map(({ evidenceId }) => evidenceId)).toEqual(["w1", "w3"]);
  });

  test("work that serves both is covered once", () => {
    const { coverage, goals } = fit([{ type: "evidence", evidenceId: "w2" }]);
    expect(coverage.value).toBeCloseTo(0.3, 12);
    expect(goals).toEqual([
      { goalId: "c", hours: 3 },
      { goalId: "k", hours: 3 },
    ]);
  });

  test("while nobody wrote down a goal, coverage is unknown and nothing is called an orphan", () => {
    const { coverage, orphans } = fit([], [exampleGoal({ id: "own" })]);
    expect(coverage).toMatchObject({
      status: "unknown",
      missing: ["a goal of the company or of a customer"],
    });
    expect(orphans).toEqual([]);
  });

  test("a plan item without a goal is an orphan too", () => {
    const planItems = [
      examplePlanItem({ id: "i1", plannedFor: day(110) }),
      examplePlanItem({ id: "i2", plannedFor: day(110), goalId: "c" }),
      examplePlanItem({ id: "i3", plannedFor: day(110) }),
    ];
    const fitLinks = [link({ type: "plan-item", planItemId: "i3" })];
    expect(progress(evidence, { goals: [company], planItems, fitLinks }).fit.orphanPlanItemIds).toEqual([
      "i1",
    ]);
  });
});

describe("learnt and applied (domain:R11)", () => {
  const evidence = [
    piece("l1", "skill-learned", 10, { topic: "listening" }),
    piece("l2", "skill-learned", 12, { topic: "pricing" }),
    piece("u1", "skill-applied", 20, { topic: "listening", accountId: "a" }),
    piece("u2", "skill-applied", 30, { topic: "listening", accountId: "b", dealId: undefined }),
    piece("u3", "skill-applied", 40, { topic: "listening", accountId: "b", dealId: undefined }),
    piece("u4", "skill-applied", 40, { topic: "humour", accountId: undefined, dealId: undefined }),
  ];
  const { learning } = progress(evidence);

  test("counts the applications of each skill for each customer", () => {
    const cells = learning.skills.map(({ skill, learnedAt, applied }) => [
      skill,
      learnedAt,
      applied.map(({ place, applications }) => [place, applications.value]),
    ]);
    expect(cells).toEqual([
      ["humour", null, [[null, 1]]],
      [
        "listening",
        day(10),
        [
          ["a", 1],
          ["b", 2],
        ],
      ],
      ["pricing", day(12), []],
    ]);
    expect(
      learning.skills[1]?.applied[1]?.applications.contributions.map(({ evidenceId }) => evidenceId),
    ).toEqual(["u2", "u3"]);
  });

  test("lists what was learnt and never applied", () => {
    expect(learning.neverApplied).toEqual(["pricing"]);
    expect(progress([piece("e", "skill-understood", 10, { topic: "x" })]).learning.neverApplied).toEqual([]);
    expect(progress([piece("l", "skill-learned", 10, { topic: "x" })], {}, 9).learning.neverApplied).toEqual(
      [],
    );
  });
});

describe("moments of progress (domain:V16)", () => {
  const evidence = [
    piece("old", "shortlisted", 92),
    piece("new", "verbal-agreement", 94),
    piece("call", "seller-call", 95),
    piece("l", "skill-learned", 96, { topic: "listening" }),
    piece("again", "skill-learned", 97, { topic: "listening" }),
  ];

  test("are the advances and first steps of the last seven days, in order of time", () => {
    const { moments, count } = progress(evidence).moments;
    expect(moments.map(({ evidenceId, what }) => [evidenceId, what])).toEqual([
      ["new", "preference:3"],
      ["l", "listening: learned"],
    ]);
    expect(count.value).toBe(2);
    expect(count.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["new", "l"]);
  });

  test("a skill is sustained at the use that made it so", () => {
    const uses = [10, 40, 70].map((at) => piece(`u${at}`, "skill-applied", at, { topic: "listening" }));
    const steps = progress(uses).development.map(({ step, evidenceId }) => [step, evidenceId]);
    expect(steps).toEqual([
      ["applied", "u10"],
      ["sustained", "u70"],
    ]);
    expect(progress(uses.slice(0, 2)).development.map(({ step }) => step)).toEqual(["applied"]);
    const hurried = [10, 12, 69].map((at) => piece(`u${at}`, "skill-applied", at, { topic: "listening" }));
    expect(progress(hurried).development.map(({ step }) => step)).toEqual(["applied"]);
  });
});

describe("a stated reason beside measured time (domain:V4)", () => {
  const evidence = [
    piece("w0", "seller-task", 50, { hours: 9 }),
    piece("w1", "seller-task", 85, { hours: 4 }),
    piece("h", "help-requested", 88),
    piece("w2", "seller-task", 89, { hours: 2 }),
    piece("w3", "seller-task", 95, { hours: 7 }),
  ];
  const reason = {
    id: "r",
    writtenAt: day(90),
    personId: "p",
    reason: "scarcity-of-time",
    text: "too much on",
  };
  const check = (more: object = {}) =>
    progress(evidence, { statedReasons: [{ ...reason, ...more }] }).reasons;

  test("shows the four weeks before it was said, by what set the work off", () => {
    const [first] = check();
    expect(first?.measured.total.value).toBe(6);
    expect(first?.measured.askedForHelp).toBe(2);
    expect(first?.measured.planned).toBe(4);
    expect(first?.measured.total.asOf).toBe(day(90));
  });

  test("draws no conclusion: there is no other word in it than the person's own", () => {
    expect(Object.keys(check()[0] ?? {})).toEqual([
      "id",
      "writtenAt",
      "reason",
      "text",
      "shared",
      "measured",
    ]);
  });

  test("is not shared unless the person says so, and is nobody else's", () => {
    expect(check()[0]?.shared).toBe(false);
    expect(check({ shared: true })[0]?.shared).toBe(true);
    expect(check({ personId: "q" })).toEqual([]);
  });
});

describe("credit (domain 3.11)", () => {
  const split = (id: string, at: number, p: number, reason: string) => ({
    id,
    writtenAt: day(at),
    personId: "lead",
    dealId: "d",
    shares: [{ personId: "p", share: p }, ...(p < 1 ? [{ personId: "q", share: 1 - p }] : [])],
    reason,
  });
  const evidence = [piece("s", "shortlisted", 95), piece("v", "verbal-agreement", 96)];
  const creditOf = (id: string, creditSplits: object[]) =>
    assessPerson({
      person: { id },
      deals: [exampleDeal()],
      evidence,
      policy: defaultPolicy,
      notebook: Notebook.parse({ creditSplits }),
      asOf: day(100),
    });

  test("is the owner's by default", () => {
    expect(creditOf("p", []).progress.credit).toMatchObject({ advances: { value: 2 }, splits: [] });
    expect(creditOf("q", []).progress.credit.advances.value).toBe(0);
  });

  test("a split gives each a line with a share; it stays one advance", () => {
    const splits = [split("x", 10, 0.75, "joint bid")];
    const [p, q] = [creditOf("p", splits), creditOf("q", splits)];
    expect(
      p.progress.credit.advances.contributions.map(({ evidenceId, amount }) => [evidenceId, amount]),
    ).toEqual([
      ["s", 0.75],
      ["v", 0.75],
    ]);
    expect([p.progress.credit.advances.value, q.progress.credit.advances.value]).toEqual([1.5, 0.5]);
    expect([p.advancesInWindow.value, q.advancesInWindow.value]).toEqual([2, 2]);
  });

  test("the split written last stands; the former ones stay as history", () => {
    const splits = [
      split("y", 20, 1, "q moved on"),
      split("x", 10, 0.5, "joint bid"),
      split("z", 101, 0.1, "later"),
    ];
    expect(creditOf("q", splits).ledger).toEqual([]);
    const [line] = creditOf("p", splits).progress.credit.splits;
    expect(line).toMatchObject({ dealId: "d", share: 1 });
    expect(line?.history.map(({ reason }) => reason)).toEqual(["joint bid", "q moved on"]);
  });

  test.each([
    ["shares that do not add up to 1", [{ personId: "p", share: 0.5 }], "shares that add up to 1"],
    [
      "one person twice",
      [
        { personId: "p", share: 0.5 },
        { personId: "p", share: 0.5 },
      ],
      "each person once",
    ],
  ])("%s are refused", (_name, shares, message) => {
    expect(() => creditOf("p", [{ ...split("x", 10, 1, "r"), shares }])).toThrow(message);
  });
});
