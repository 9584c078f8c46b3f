/**
 * What the core's own tests say of a copy. `ranInto` is set when no test failed and the suite could not be run to its
 * end: that is no catch, since a mutant that does not even load says nothing about the tests.
 */
export type SuiteResult =
  | { readonly passed: true }
  | { readonly passed: false; readonly by: string }
  | { readonly passed: false; readonly by: null; readonly ranInto: string };

/** As much of Vitest's JSON report as is read here. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The verdict of a run that did not pass, by its report; `undefined` when it left none. */
export function suiteResult(report: Report | undefined): SuiteResult {
  if (report === undefined) return { passed: false, by: null, ranInto: "the run left no report" };
  for (const { assertionResults } of report.testResults) {
    const failed = assertionResults.find(({ status }) => status === "failed");
    if (failed) return { passed: false, by: failed.fullName.trim() };
  }
  const broken = report.testResults.find(({ status, message }) => status === "failed" && message);
  const ranInto = broken ? `${broken.name}: ${(broken.message ?? "").slice(0, 200)}` : "no test failed";
  return { passed: false, by: null, ranInto };
}
