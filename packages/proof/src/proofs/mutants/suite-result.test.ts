import { describe, expect, test } from "vitest";
import { suiteResult } from "./suite-result.ts";

const passed = { status: "passed", fullName: "a deal is read" };
const failed = { status: "failed", fullName: " a deal lapses " };

describe("a suite that did not pass", () => {
  test("is a catch by the test that failed, wherever it stands", () => {
    const testResults = [
      { name: "a.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
      { name: "b.test.ts", status: "failed", assertionResults: [passed, failed] },
    ];
    expect(suiteResult({ testResults })).toEqual({ passed: false, by: "a deal lapses" });
  });

  test("is no catch when files could not be loaded and no test failed", () => {
    const testResults = [
      { name: "a.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
      { name: "b.test.ts", status: "passed", assertionResults: [passed] },
    ];
    const ranInto = "a.test.ts: Cannot find module";
    expect(suiteResult({ testResults })).toEqual({ passed: false, by: null, ranInto });
  });

  test("is no catch without a report, as when it never ended", () => {
    expect(suiteResult(undefined)).toEqual({ passed: false, by: null, ranInto: "the run left no report" });
  });
});
