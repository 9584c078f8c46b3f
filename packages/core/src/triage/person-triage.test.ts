import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { assessPerson } from "../person/assess-person.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { aListProfile } from "./a-list-profile.ts";
import { effortFreed } from "./effort-freed.ts";

const ids = ["a", "b", "c", "e"];
const piece = (
  id: string,
  kind: Evidence["kind"],
  at: number,
  accountId: string,
  more: Partial<Evidence> = {},
) => {
  const { dealId, ...rest } = exampleEvidence({ id, kind, occurredAt: day(at), accountId, ...more });
  return more.dealId === undefined ? rest : { ...rest, dealId };
};
const work = (id: string, at: number, accountId: string, hours: number, more: Partial<Evidence> = {}) =>
  piece(id, "seller-task", at, accountId, { hours, ...more });
const decided = (accountId: string, decision: string, at: number, more: object = {}) => ({
  id: `t-${accountId}-${at}`,
  writtenAt: day(at),
  personId: "p",
  accountId,
  class: decision,
  reason: "as agreed",
  ...more,
});
const notebook = (...triageDecisions: object[]) => Notebook.parse({ triageDecisions });

function assess(evidence: Evidence[], notes = notebook(), asOf = 80, policy = defaultPolicy) {
  const assessment = assessPortfolio({
    portfolio: { deals: [], accounts: ids.map((id) => ({ id, ownerId: "p" })), people: [{ id: "p" }] },
    evidence,
    policy,
    asOf: day(asOf),
    notebook: notes,
  });
  const person = assessment.people[0];
  if (!person) throw new Error("nobody assessed");
  return { ...assessment, person, triage: person.triage };
}

// Day 59 is the first of March 2026, day 89 the last; day 80 is 22 March.
const painful = notebook(decided("a", "painful", 60), decided("b", "painful", 60));

describe("one shared box a month for all painful accounts (domain:T15)", () => {
  test("hours of both accounts go into one box of twelve", () => {
    const { box } = assess(
      [work("1", 70, "a", 5), work("2", 71, "b", 4), work("3", 72, "c", 9)],
      painful,
    ).triage;
    expect(box).toMatchObject({ month: "2026-03", state: "open", suggestion: null });
    expect([box.used.value, box.left.value]).toEqual([9, 3]);
    expect(box.accounts).toEqual([
      { accountId: "a", hours: 5 },
      { accountId: "b", hours: 4 },
    ]);
  });

  test("at twelve hours it says to stop until the month ends; beyond it tells the over-run", () => {
    const full = assess([work("1", 70, "a", 8), work("2", 71, "b", 4)], painful).triage.box;
    expect([full.state, full.left.value]).toEqual(["used-up", 0]);
    const over = assess([work("1", 70, "a", 10), work("2", 71, "b", 4.5)], painful).triage.box;
    expect(over.left.value).toBe(-2.5);
    expect(over.suggestion).toBe(
      "The box of 12 h for 2026-03 is used up, over-run by 2.5 h: stop until the month ends, but for legal and safety duties",
    );
  });

  test("legal and safety duties are outside it", () => {
    const { box } = assess(
      [work("1", 70, "a", 5), work("2", 71, "a", 9, { topic: "legal" })],
      painful,
    ).triage;
    expect([box.used.value, box.exempt.value, box.state]).toEqual([5, 9, "open"]);
  });

  test("the month is that of the calendar's time zone", () => {
    const night = {
      ...work("1", 58, "a", 5),
      occurredAt: "2026-02-28T23:30:00Z",
      recordedAt: "2026-02-28T23:30:00Z",
    };
    const berlin = parsePolicy({ calendar: { timeZone: "Europe/Berlin" } });
    expect(assess([night], painful).triage.box.used.value).toBe(0);
    expect(assess([night], painful, 80, berlin).triage.box.used.value).toBe(5);
  });

  test("a new month is a new box", () => {
    const { box } = assess([work("1", 70, "a", 14)], painful, 91).triage;
    expect([box.month, box.used.value, box.left.value]).toEqual(["2026-04", 0, 12]);
  });

  test("without any logged work it is unknown", () => {
    expect(assess([], painful).triage.box).toMatchObject({ state: "unknown", used: { value: null } });
  });
});

describe("what makes an account painful (domain:T15)", () => {
  const friction = [
    piece("c1", "complaint", 60, "a", { topic: "x" }),
    piece("c2", "complaint", 61, "a", { topic: "y" }),
  ];
  const state = (evidence: Evidence[], notes = notebook(), asOf = 80) =>
    assess(evidence, notes, asOf).accounts[0]?.triage.painful;

  test.each<[string, Evidence[], string, string | null]>([
    ["two complaints and eight hours", [...friction, work("1", 70, "a", 8)], "painful", "friction"],
    [
      "a complaint and a re-opening",
      [
        ...friction.slice(1),
        piece("o", "buying-job-reopened", 62, "a", { job: "consensus" }),
        work("1", 70, "a", 8),
      ],
      "painful",
      "friction",
    ],
    ["fewer than eight hours are no pain", [...friction, work("1", 70, "a", 7.5)], "no", null],
    ["hours without friction are work", [work("1", 70, "a", 30)], "no", null],
    ["one complaint is an incident", [...friction.slice(1), work("1", 70, "a", 30)], "no", null],
    ["nothing recorded", [], "unknown", null],
  ])("%s", (_name, evidence, wanted, by) => expect(state(evidence)).toMatchObject({ state: wanted, by }));

  test("what lies 90 days back counts no more", () => {
    expect(state([...friction, work("1", 70, "a", 8)], notebook(), 149)?.state).toBe("painful");
    expect(state([...friction, work("1", 70, "a", 8)], notebook(), 151)?.state).toBe("no");
  });

  test("friction is enough for the class and its proposal, without a decision", () => {
    const account = assess([...friction, work("1", 70, "a", 8)]).accounts[0];
    expect(account?.triage.class).toBe("painful");
    expect(account?.triage.proposals).toEqual([
      { class: "painful", facts: ["2 complaints and re-openings, 8.0 h of work"] },
    ]);
  });

  test("the seller's own label is a fact of its own, with its reason", () => {
    const triage = assess([work("1", 70, "a", 1)], painful).accounts[0]?.triage;
    expect(triage?.painful).toMatchObject({ state: "painful", by: "decision" });
    expect([triage?.facts, triage?.reasons]).toEqual([["painful: as agreed"], []]);
  });

  test("the seller's decision against it holds", () => {
    const notes = notebook(decided("a", "active", 75));
    expect(state([...friction, work("1", 70, "a", 8)], notes)?.state).toBe("no");
  });

  test("over three times one's own median of hours an advance, from eight hours on", () => {
    const rest = [work("1", 70, "b", 2), work("2", 70, "c", 2)];
    const used = (...more: Evidence[]) => assess([...rest, ...more]).triage.box.used.value;
    expect(used(work("3", 70, "a", 8))).toBe(8);
    expect(used(work("3", 70, "a", 7))).toBe(0);
    const four = parsePolicy({ triage: { painful: { minimumAccountsForMedian: 4 } } });
    const few = assess([...rest, work("3", 70, "a", 8)], notebook(), 80, four);
    expect(few.triage.box.used.value).toBe(0);
    expect(used(work("3", 70, "a", 8), work("4", 70, "b", 1), work("5", 70, "c", 1))).toBe(0);
    const advances = ["relationship-opened", "time-committed"].map((kind, k) =>
      piece(`adv${k}`, kind as Evidence["kind"], 71, "a"),
    );
    expect(used(work("3", 70, "a", 8), ...advances)).toBe(0);
    expect(assess([work("1", 70, "b", 2), work("3", 70, "a", 8)]).triage.box.used.value).toBe(0);
  });
});

describe("effort freed by walking away (domain:T7)", () => {
  const evidence = [
    work("early", -45, "a", 7),
    work("1", 20, "a", 5),
    work("2", 40, "a", 3),
    work("3", 60, "a", 1),
    work("4", 30, "b", 4),
    piece("ok", "benefit-confirmed", 30, "b", { topic: "profit" }),
  ];

  test("hours of the 90 days before the pause, and since", () => {
    const { freed } = assess(evidence, notebook(decided("a", "pursuit-paused", 50))).triage;
    expect([freed.before.value, freed.since.value]).toEqual([8, 1]);
    expect(freed.accounts).toEqual([{ accountId: "a", hours: 8 }]);
  });

  test("the view says where they could go", () => {
    const { person, accounts } = assess(evidence, notebook(decided("a", "pursuit-paused", 50)));
    const view = effortFreed({ person, accounts });
    expect(view.goTo.map(({ accountId }) => accountId)).toEqual(["b"]);
    expect(view.text).toBe("8.0 h went to 1 paused account before, 1.0 h since");
  });

  test("nothing is freed by a proposal, nor by a pause that expired or was taken back", () => {
    expect(assess(evidence).triage.freed.before.value).toBeNull();
    expect(
      assess(evidence, notebook(decided("a", "pursuit-paused", 50)), 141).triage.freed.before.value,
    ).toBeNull();
    const back = notebook(decided("a", "pursuit-paused", 50), decided("a", "active", 70));
    expect(assess(evidence, back).triage.freed.before.value).toBeNull();
  });
});

describe("effort on the A-list (domain:T16)", () => {
  const evidence = [
    work("1", 75, "a", 3),
    work("2", 76, "b", 6),
    work("3", -30, "a", 4),
    work("4", -31, "b", 1),
    piece("ok", "benefit-confirmed", 30, "a", { topic: "profit" }),
  ];

  test("its share, the share before, and the distance to all of the time", () => {
    const { share } = assess(evidence).triage;
    expect(share.aList.value).toBeCloseTo(1 / 3, 12);
    expect(share.earlierAList.value).toBeCloseTo(4 / 5, 12);
    expect(share.distance.value).toBeCloseTo(2 / 3, 12);
  });

  test("the window before ends where it ends, however far back the work goes", () => {
    const policy = parsePolicy({ triage: { painful: { windowDays: 400 } } });
    const older = [...evidence, work("5", -150, "b", 50)];
    expect(assess(older, notebook(), 80, policy).triage.share.earlierAList.value).toBeCloseTo(4 / 5, 12);
  });

  test("the share names the evidence that makes the list", () => {
    const lines = assess(evidence).triage.share.aList.contributions;
    expect(lines.find(({ evidenceId }) => evidenceId === "ok")?.amount).toBe(0);
  });

  test("without accounts to class it is unknown; a decision of one's own is enough", () => {
    const input = { person: { id: "p" }, evidence, policy: defaultPolicy, asOf: day(80) };
    expect(assessPerson(input).triage.share.aList).toMatchObject({ value: null, status: "unknown" });
    const own = notebook(decided("b", "a-list", 70));
    expect(assessPerson({ ...input, notebook: own }).triage.share.aList.value).toBeCloseTo(2 / 3, 12);
  });

  test("the profile of the list, and who is like it", () => {
    const benefits = [
      piece("1", "benefit-confirmed", 30, "a", { topic: "profit" }),
      piece("2", "benefit-confirmed", 30, "b", { topic: "profit" }),
      piece("3", "benefit-confirmed", 30, "b", { topic: "cash-flow" }),
      piece("4", "collaboration-enjoyed", 30, "b"),
    ];
    const { accounts } = assessPortfolio({
      portfolio: {
        deals: [
          ["a", "care"],
          ["b", "care"],
          ["c", "care"],
          ["e", "retail"],
        ].map(([accountId = "", segment]) => ({
          id: `d-${accountId}`,
          accountId,
          segment,
          status: "open" as const,
          createdAt: day(0),
        })),
        accounts: ids.map((id) => ({ id, ownerId: "p" })),
        people: [],
      },
      evidence: benefits,
      policy: defaultPolicy,
      asOf: day(80),
    });
    expect(aListProfile({ accounts })).toEqual({
      accountIds: ["b", "a"],
      benefitKinds: [
        { name: "profit", accountIds: ["a", "b"] },
        { name: "cash-flow", accountIds: ["b"] },
      ],
      segments: [{ name: "care", accountIds: ["a", "b"] }],
      collaborating: ["b"],
      lookalikes: [{ accountId: "c", segments: ["care"] }],
    });
  });
});
