import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import * as core from "../index.ts";
import { Notebook } from "../notebook/notebook.ts";
import { TriageDecision } from "../notebook/triage-decision.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { triageProposals } from "./triage-proposals.ts";

const decided = (id: string, at: number, decision: string, more: object = {}) => ({
  id,
  writtenAt: day(at),
  personId: "p",
  accountId: "a",
  class: decision,
  reason: "three deferrals",
  ...more,
});
const benefit = exampleEvidence({ id: "b", kind: "benefit-confirmed", occurredAt: day(5), topic: "profit" });

function propose(
  decisions: object[],
  asOf = 50,
  evidence: Evidence[] = [benefit],
  ownerId: string | undefined = "p",
) {
  const { accounts } = assessPortfolio({
    portfolio: {
      deals: [],
      accounts: [
        { id: "a", ownerId },
        { id: "z", ownerId },
      ],
      people: [],
    },
    evidence,
    policy: defaultPolicy,
    asOf: day(asOf),
    notebook: Notebook.parse({ triageDecisions: decisions }),
  });
  return triageProposals({ accounts });
}

describe("the tool proposes, the seller decides (domain:T19)", () => {
  test("a proposal with its facts is open until somebody decides", () => {
    expect(propose([])).toMatchObject([
      {
        accountId: "a",
        class: "a-list",
        proposals: [{ class: "a-list", facts: ["1 kind of confirmed benefit, delivery unknown"] }],
        decision: null,
        isOpen: true,
      },
    ]);
  });

  test("the seller's decision holds against the proposal, with its reason for the leader to read", () => {
    const [row] = propose([decided("t", 20, "pursuit-paused")]);
    expect(row).toMatchObject({ class: "pursuit-paused", isOpen: true, expiresAt: day(110) });
    expect(row?.decision?.reason).toBe("three deferrals");
  });

  test("agreeing closes it", () => {
    expect(propose([decided("t", 20, "a-list")])[0]).toMatchObject({ class: "a-list", isOpen: false });
  });

  test("the seller's later decision replaces the earlier; both stay in the history", () => {
    const [row] = propose([decided("t2", 30, "active"), decided("t1", 20, "painful")]);
    expect(row?.class).toBe("active");
    expect(row?.history.map(({ id }) => id)).toEqual(["t1", "t2"]);
  });

  test("a later decision of somebody else is a disagreement and moves nothing", () => {
    const [row] = propose([
      decided("t", 20, "pursuit-paused"),
      decided("l", 30, "active", { personId: "leader", reason: "a large account" }),
    ]);
    expect(row?.class).toBe("pursuit-paused");
    expect(row?.disagreements.map(({ personId, reason }) => [personId, reason])).toEqual([
      ["leader", "a large account"],
    ]);
  });

  test("even where the seller has decided nothing", () => {
    const [row] = propose([decided("l", 30, "painful", { personId: "leader" })]);
    expect(row).toMatchObject({ class: "a-list", decision: null });
    expect(row?.disagreements).toHaveLength(1);
  });

  test("somebody who says the same does not disagree", () => {
    const [row] = propose([decided("t", 20, "painful"), decided("l", 30, "painful", { personId: "leader" })]);
    expect(row?.disagreements).toEqual([]);
  });

  test("without an owner whoever decided first is the one who decides", () => {
    const two = [decided("l", 30, "active", { personId: "q" }), decided("t", 20, "painful")];
    const { accounts } = assessPortfolio({
      portfolio: { deals: [], accounts: [{ id: "a" }], people: [] },
      evidence: [],
      policy: defaultPolicy,
      asOf: day(50),
      notebook: Notebook.parse({ triageDecisions: two }),
    });
    expect(accounts[0]?.triage.class).toBe("painful");
  });

  test("a decision ends after 90 days, or when it says so itself; an older one does not come back", () => {
    const two = [decided("t1", 10, "painful", { expiresAt: day(300) }), decided("t2", 20, "pursuit-paused")];
    expect(propose(two, 109)[0]?.class).toBe("pursuit-paused");
    expect(propose(two, 111)[0]).toMatchObject({ class: "a-list", decision: null });
    expect(propose([decided("t", 10, "painful", { expiresAt: day(300) })], 299)[0]?.class).toBe("painful");
  });

  test("what is not yet written is not seen", () => {
    expect(propose([decided("t", 60, "painful")], 50)[0]).toMatchObject({ decision: null, history: [] });
  });

  test("an account with nothing proposed and nothing decided is not listed; open ones come first", () => {
    expect(
      propose([decided("t", 20, "a-list"), decided("u", 20, "painful", { accountId: "z" })]).map(
        ({ accountId, isOpen }) => [accountId, isOpen],
      ),
    ).toEqual([
      ["a", false],
      ["z", false],
    ]);
    expect(propose([]).map(({ accountId }) => accountId)).toEqual(["a"]);
  });

  test("there is no function that changes a decision", () => {
    const names = Object.keys(core).filter((name) => /decision/i.test(name));
    expect(names).toEqual(["TriageDecision"]);
    expect(Object.isFrozen(propose([])[0]?.history)).toBe(true);
  });

  test("a decision that would end before it was written is refused", () => {
    expect(TriageDecision.safeParse(decided("t", 20, "painful", { expiresAt: day(19) })).success).toBe(false);
    expect(TriageDecision.safeParse(decided("t", 20, "painful", { reason: "" })).success).toBe(false);
  });
});
