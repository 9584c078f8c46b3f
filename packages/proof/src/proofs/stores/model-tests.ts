/** What came of one claim about one kind of store. */
export interface ModelTest {
  readonly store: string;
  readonly claim: string;
  /** `skipped` where there was no such store to ask; that proves nothing. */
  readonly status: "passed" | "failed" | "skipped";
  readonly seconds: number;
  /** The shortest sequence of commands that tells the stores apart. */
  readonly difference: string | null;
}

interface JsonReport {
  readonly testResults: readonly { readonly assertionResults: readonly JsonTest[] }[];
}

interface JsonTest {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly duration?: number;
  readonly failureMessages: readonly string[];
}

/** Reads vitest's JSON. */
export function readModelTests(text: string): ModelTest[] {
  const { testResults } = JSON.parse(text) as JsonReport;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ ancestorTitles, title, status, duration = 0, failureMessages }) => ({
      store: ancestorTitles.join(" "),
      claim: title,
      status: status === "passed" || status === "failed" ? status : "skipped",
      seconds: Math.round(duration / 1_000),
      difference: failureMessages[0] ?? null,
    }));
}
