import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";

const about = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  examplePiece(id, kind, at, { topic: "late payers", ...more });
const journey = (evidence: Evidence[]) => exampleAccount({ evidence, asOf: 200 }).relationship.journey;
const stated = about("p", "problem-stated", 10);
const helped = about("g", "help-given", 20);

describe("a client's journey (domain:E12)", () => {
  test.each<[string, Evidence[], string, number | null]>([
    ["only stated", [stated], "stated", null],
    ["helped", [stated, helped], "helped", null],
    [
      "our own word that it went well",
      [stated, helped, about("o", "outcome-reported", 50, { actorSide: "seller", polarity: 1 })],
      "helped",
      null,
    ],
    [
      "the client told how it goes, neither way",
      [stated, helped, about("o", "outcome-reported", 50)],
      "helped",
      null,
    ],
    [
      "the client told of success",
      [stated, helped, about("o", "outcome-reported", 50, { polarity: 1 })],
      "success",
      40,
    ],
    ["an introduction solved it", [stated, about("i", "introduction-solved", 70)], "success", 60],
    [
      "a benefit confirmed for it",
      [stated, helped, about("b", "benefit-confirmed", 90, { topic: "cash-flow", reason: "Late Payers" })],
      "success",
      80,
    ],
    ["a setback", [stated, helped, about("o", "outcome-reported", 50, { polarity: -1 })], "setback", null],
    [
      "success again after a setback",
      [
        stated,
        about("o", "outcome-reported", 40, { polarity: 1 }),
        about("x", "outcome-reported", 50, { polarity: -1 }),
        about("y", "outcome-reported", 60, { polarity: 1 }),
        about("z", "outcome-reported", 70, { polarity: 1 }),
      ],
      "success",
      50,
    ],
  ])("%s", (_name, evidence, status, daysToSuccess) => {
    expect(journey(evidence.toReversed()).problems).toMatchObject([
      { problem: "late payers", status, daysToSuccess },
    ]);
  });

  test("every step stands in order of time, with its source and the client's words", () => {
    const quote = { speaker: "Joan Day", text: "They pay on the day now." };
    const [one] = journey([
      about("o", "outcome-reported", 50, { polarity: 1, quote }),
      helped,
      stated,
    ]).problems;
    expect(one?.steps.map(({ evidenceId, kind, at }) => [evidenceId, kind, at])).toEqual([
      ["p", "problem-stated", day(10)],
      ["g", "help-given", day(20)],
      ["o", "outcome-reported", day(50)],
    ]);
    expect(one?.steps[2]).toMatchObject({ source: "memory/note/o", actorSide: "buyer", quote });
    expect(one?.succeededAt).toBe(day(50));
  });

  test("two problems are two journeys; what names none stands apart", () => {
    const { problems, otherSteps } = journey([
      stated,
      about("q", "problem-stated", 5, { topic: "hiring" }),
      about("b", "benefit-confirmed", 90, { topic: "profit" }),
      examplePiece("h", "help-requested", 95),
    ]);
    expect(problems.map(({ problem }) => problem)).toEqual(["hiring", "late payers"]);
    expect(otherSteps.map(({ evidenceId }) => evidenceId)).toEqual(["b", "h"]);
  });
});
