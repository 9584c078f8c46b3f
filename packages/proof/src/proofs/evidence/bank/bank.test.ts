import { expect, test } from "vitest";
import { toCampaign } from "./read-calls.ts";
import { refusedColumns } from "./refused-columns.ts";
import { stopAfter } from "./stop-after.ts";

test("of all columns the length of the call alone is refused; the outcome is none of them", () => {
  expect(refusedColumns(["age", "duration", "campaign", "y"])).toEqual(["duration"]);
  expect(refusedColumns(["age", "campaign", "y"])).toEqual([]);
});

test("exact duplicates are dropped, and the file keeps its order", () => {
  const text = "month,campaign,duration,y\nmay,2,10,no\njun,1,20,yes\nmay,2,10,no\nmay,2,11,no\n";
  expect(toCampaign(text)).toEqual({
    called: [
      { calls: 2, bought: false, month: "may" },
      { calls: 1, bought: true, month: "jun" },
      { calls: 2, bought: false, month: "may" },
    ],
    columns: ["month", "campaign", "duration", "y"],
    duplicates: 1,
  });
});

test("stopping after two calls saves those above and loses the buyers among them", () => {
  const called = [
    { calls: 1, bought: true, month: "may" },
    { calls: 2, bought: true, month: "may" },
    { calls: 5, bought: true, month: "may" },
    { calls: 4, bought: false, month: "may" },
  ];
  // Of 12 calls 1 + 2 + 2 + 2 are made; of three buyers the one at the fifth call is lost.
  expect(stopAfter(called, 2)).toEqual({ saved: 5 / 12, lost: 1 / 3, callsPerBuyer: 7 / 2 });
  expect(stopAfter(called, 5)).toMatchObject({ saved: 0, lost: 0 });
});
