import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import type { Basis } from "../explain/explained.ts";
import { leaderView } from "../people/leader-view.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";
import { exampleGoal, exampleGoalsInput } from "../testing/example-goals.ts";
import { builtStatement } from "./built-statement.ts";
import { coachingQueue } from "./coaching-queue.ts";
import { coachingReview } from "./coaching-review.ts";
import { ownGoalBoard } from "./own-goal-board.ts";
import { sprintIndex } from "./sprint-index.ts";
import { teamProgress } from "./team-progress.ts";
import { weeklyPlan } from "./weekly-plan.ts";
import { windshield } from "./windshield.ts";

// A fixed seed: the same cases every time.
fc.configureGlobal({ seed: 20260101, numRuns: 60 });

const people = ["p", "p1", "p2", "p3", "p4"].map((id) => ({ id, teamId: "t" }));
const deals = [exampleDeal({ status: "won", closedAt: day(80) })];
const goals = [
  exampleGoal({ id: "g", dealIds: ["d"] }),
  exampleGoal({ id: "s", situation: "meeting" }),
  exampleGoal({ id: "t", owner: { type: "team", id: "t" }, accountIds: ["a"] }),
  exampleGoal({ id: "c", owner: { type: "company", id: "us" }, dealIds: ["d"] }),
];
const shares = [
  { personId: "p", share: 0.25 },
  { personId: "p1", share: 0.75 },
];
const creditSplits = [{ id: "x", writtenAt: day(1), personId: "p", dealId: "d", shares, reason: "joint" }];
const policy = { people: { leaderView: "named", namedBasis: "agreement" }, goals: { minimumCloses: 1 } };

/** Every view over one portfolio, as plain data. */
function views(evidence: Evidence[], asOf: number): Record<string, unknown> {
  const input = exampleGoalsInput({
    asOf,
    evidence,
    notebook: { goals, creditSplits },
    policy,
    portfolio: { deals, people },
  });
  const about = { ...input, personId: "p" };
  const { notebook, policy: parsed } = input;
  const all = {
    board: ownGoalBoard(about),
    review: coachingReview({ ...about, reader: "self" }),
    queue: coachingQueue(input),
    plan: weeklyPlan(about),
    windshield: windshield(input),
    sprint: sprintIndex(input),
    teams: teamProgress(input),
    leader: leaderView(input.assessment, parsed),
    built: builtStatement({
      person: { id: "p" },
      deals,
      evidence,
      policy: parsed,
      notebook,
      asOf: day(asOf),
    }),
  };
  return JSON.parse(JSON.stringify(all));
}

function basesIn(value: unknown): Basis[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(basesIn);
  return "contributions" in value && "basis" in value ? [value as Basis, ...inner] : inner;
}

const at = fc.integer({ min: 0, max: 230 });

describe("for any evidence whatever, in every view of goals, plans and leaders", () => {
  test("prior and contributions add up to the basis of every number (domain:R2, domain:V3, domain:V17)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, at, (evidence, asOf) => {
        const bases = basesIn(views(evidence, asOf));
        expect(bases.length).toBeGreaterThan(50);
        for (const { basis, prior, contributions } of bases) {
          const total = contributions.reduce((sum, { amount }) => sum + amount, prior);
          expect(Math.abs(total - basis)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("the order of the evidence does not matter", () => {
    fc.assert(
      fc.property(arbitraryEvidence, at, (evidence, asOf) => {
        expect(views(evidence.toReversed(), asOf)).toEqual(views(evidence, asOf));
      }),
    );
  });

  test("only what had happened and was recorded is seen", () => {
    fc.assert(
      fc.property(arbitraryEvidence, at, (evidence, asOf) => {
        const known = evidence.filter(
          (piece) => piece.occurredAt <= day(asOf) && piece.recordedAt <= day(asOf),
        );
        expect(views(known, asOf)).toEqual(views(evidence, asOf));
      }),
    );
  });
});
