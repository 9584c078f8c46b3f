import { describe, expect, it } from "vitest";
import { contractCases } from "./contract-cases.ts";
import { troubleCases } from "./trouble-cases.ts";

/** Left to the proof itself: they read thousands of rows, or 65 MiB. */
const slow = ["autofetch-10000", "bulk-many-pages", "5000-records-of-one-instant", "answer-without-end"];

describe("troubles of Salesforce's own, over plain fetch", () => {
  it.each(troubleCases.filter(({ name }) => !slow.includes(name)))("$name", ({ run }) =>
    run({ transport: "fetch", apiVersion: "67.0" }),
  );

  it("have names of their own in kebab-case, and enough of them", () => {
    const names = [...contractCases, ...troubleCases].map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(60);
    expect(names).toEqual(expect.arrayContaining(slow));
  });
});
