import { describe, expect, it } from "vitest";
import { readModelTests } from "./model-tests.ts";

const test = (status: string, failureMessages: string[] = []) => ({
  ancestorTitles: ["a sqlite store"],
  title: "answers the same",
  status,
  duration: 2_400,
  failureMessages,
});

describe("what vitest says about the stores", () => {
  it("is read claim by claim, and what was not run never counts as passed", () => {
    const report = {
      testResults: [
        { assertionResults: [test("passed"), test("failed", ["Counterexample: …", "more"])] },
        { assertionResults: [test("pending"), test("skipped"), test("todo")] },
      ],
    };
    const tests = readModelTests(JSON.stringify(report));
    expect(tests.map(({ status }) => status)).toEqual(["passed", "failed", "skipped", "skipped", "skipped"]);
    expect(tests[1]).toMatchObject({ store: "a sqlite store", seconds: 2, difference: "Counterexample: …" });
  });
});
