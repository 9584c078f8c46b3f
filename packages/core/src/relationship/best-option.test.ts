import { describe, expect, test } from "vitest";
import { Notebook } from "../notebook/notebook.ts";
import { OptionRecord } from "../notebook/option-record.ts";
import { exampleAccount } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";

const record = {
  id: "r",
  writtenAt: day(10),
  personId: "p",
  accountId: "a",
  problem: "late payers",
  options: [
    { id: "1", what: "our reminders module", provider: "own" },
    { id: "2", what: "a factoring house", provider: "third-party" },
    { id: "3", what: "leave it as it is", provider: "none" },
  ],
  bestOptionId: "2",
};
const best = (optionRecords: unknown[], asOf = 100) =>
  exampleAccount({ evidence: [], asOf, notebook: Notebook.parse({ optionRecords }) }).relationship
    .bestOptions;

describe("option record (domain:E14)", () => {
  test("says which way was best, though somebody else provides it, and what else was looked at", () => {
    expect(best([record])).toEqual([
      {
        id: "r",
        writtenAt: day(10),
        dealId: null,
        problem: "late payers",
        best: record.options[1],
        others: [record.options[0], record.options[2]],
      },
    ]);
  });

  test("a later entry of the same id replaces it, from then on", () => {
    const later = { ...record, writtenAt: day(50), bestOptionId: "1" };
    const providers = (asOf: number) => best([record, later], asOf).map((one) => one.best.provider);
    expect([providers(9), providers(49), providers(50)]).toEqual([[], ["third-party"], ["own"]]);
  });

  test("stays with its client", () => expect(best([{ ...record, accountId: "b" }])).toEqual([]));

  test.each([
    ["a best option that was not looked at", { bestOptionId: "9" }, ["bestOptionId"]],
    [
      "two options of one id",
      { options: [record.options[0], record.options[0]], bestOptionId: "1" },
      ["options"],
    ],
    ["no option at all", { options: [] }, ["options"]],
  ])("%s is refused", (_name, more, path) => {
    const parsed = OptionRecord.safeParse({ ...record, ...more });
    expect(parsed.error?.issues[0]?.path).toEqual(path);
  });
});
