import { describe, expect, test } from "vitest";
import { idsNamedIn, judgeRows } from "./judge-rows.ts";
import { readTable, tableDifferences } from "./read-table.ts";
import { openRows, rows } from "./rows.ts";
import { readReport } from "./test-report.ts";

const judge = (tests: readonly [name: string, passed: boolean][], written: readonly string[]) =>
  judgeRows({
    rows: { Q1: "one", Q2: "two", Q3: "three" },
    openRows: new Set(["Q3"]),
    tests: tests.map(([name, passed]) => ({ file: "a.test.ts", name, passed })),
    idsIn: () => new Set(written),
  }).map(({ verdict }) => verdict);

describe("rows", () => {
  test("are 87, of which one is open", () => {
    expect(Object.keys(rows)).toHaveLength(87);
    expect([...openRows]).toEqual(["O21"]);
  });

  test.each<[string, [string, boolean][], string[], string[]]>([
    ["a passing test serves its row", [["a (domain:Q1)", true]], ["Q1"], ["pass", "no-test", "open"]],
    [
      "one failing test fails it",
      [
        ["a (domain:Q1)", true],
        ["b domain:Q1", false],
      ],
      ["Q1"],
      ["fail", "no-test", "open"],
    ],
    [
      "a name put together by a template serves none",
      [["a (domain:Q1)", true]],
      [],
      ["no-test", "no-test", "open"],
    ],
    ["Q10 is not Q1", [["a (domain:Q10)", true]], ["Q10", "Q1"], ["no-test", "no-test", "open"]],
    ["several at once", [["a (domain:Q1, domain:Q2)", true]], ["Q1", "Q2"], ["pass", "pass", "open"]],
  ])("%s", (_name, tests, written, verdicts) => {
    expect(judge(tests, written)).toEqual(verdicts);
  });

  test("an id is a whole word", () => {
    expect([...idsNamedIn("domain:R1 domain:R12, domain 3.4 domain:3.2 domain:V7x")]).toEqual(["R1", "R12"]);
  });
});

describe("the table", () => {
  const table = readTable(
    '| id | quote |\n|---|---|\n| Q1 | "the first words of it" | x |\n| Q2 | "two" | y |\n',
  );

  test("is read by id", () => {
    expect([...table]).toEqual([
      ["Q1", '"the first words of it"'],
      ["Q2", '"two"'],
    ]);
  });

  test("is compared with our rows", () => {
    expect(tableDifferences({ Q1: "the first words ...", Q2: "two" }, table)).toEqual([]);
    expect(tableDifferences({ Q1: "other words", Q3: "three" }, table)).toEqual([
      "Q2 is in the table and not in our rows",
      "Q1 is quoted otherwise in the table",
      "Q3 is in our rows and not in the table",
    ]);
  });
});

test("a skipped test has not passed, and a file without tests is broken", () => {
  const assertionResults = [
    { fullName: "a", status: "passed" },
    { fullName: "b", status: "skipped" },
  ];
  const report = readReport({
    testResults: [
      { name: "/x/a.test.ts", status: "passed", assertionResults },
      { name: "/x/b.test.ts", status: "failed", assertionResults: [] },
    ],
  });
  expect(report.tests.map(({ passed }) => passed)).toEqual([true, false]);
  expect(report.brokenFiles).toHaveLength(1);
});
