import type { TestResult } from "./test-report.ts";

/** How one row stands. `open`: the essays leave it open, and no test is asked for. */
export interface RowVerdict {
  readonly id: string;
  readonly quote: string;
  readonly verdict: "pass" | "fail" | "no-test" | "open";
  readonly tests: readonly string[];
  readonly failed: readonly string[];
}

/** What rows are judged by. */
export interface RowInput {
  readonly rows: Readonly<Record<string, string>>;
  readonly openRows: ReadonlySet<string>;
  readonly tests: readonly TestResult[];
  /** The ids that a test file's text names. */
  readonly idsIn: (file: string) => ReadonlySet<string>;
}

/**
 * A row passes when at least one test names it and all that do have passed. Only a name written out in the test's
 * file counts: an id that a loop or a template puts together serves no row.
 */
export function judgeRows({ rows, openRows, tests, idsIn }: RowInput): RowVerdict[] {
  return Object.entries(rows).map(([id, quote]) => {
    const own = tests.filter(({ file, name }) => idsNamedIn(name).has(id) && idsIn(file).has(id));
    const failed = own.filter(({ passed }) => !passed).map(({ name }) => name);
    return { id, quote, verdict: verdictOf(), tests: own.map(({ name }) => name), failed };

    function verdictOf(): RowVerdict["verdict"] {
      if (failed.length > 0) return "fail";
      if (own.length > 0) return "pass";
      return openRows.has(id) ? "open" : "no-test";
    }
  });
}

/** Every `domain:ID` in a text, as ids. */
export function idsNamedIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/domain:([A-Z]\d+)(?!\w)/g)].map(([, id = ""]) => id));
}
