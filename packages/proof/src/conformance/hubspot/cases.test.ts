import { describe, expect, test } from "vitest";
import { contractCases } from "./contract-cases.ts";
import { conformance } from "./run.ts";

const [fetchDated] = conformance.variants;
/** Run by the proof alone, which has the time. */
const slow = new Set(["25000-equal-timestamps", "10001-equal-timestamps", "burst-share-is-never-exceeded"]);
/** Run beside the adapter already. */
const elsewhere = new Set(contractCases.map(({ name }) => name));

describe("the troubles of HubSpot, on plain fetch", () => {
  const quick = conformance.cases.filter(({ name }) => !slow.has(name) && !elsewhere.has(name));

  test.each(quick.map((subject) => [subject.name, subject] as const))("%s", async (_, { run }) => {
    if (fetchDated === undefined) throw new Error("there is no variant");
    await run(fetchDated);
  });
});

describe("the proof", () => {
  test("names at least 60 troubles, each once and in kebab-case", () => {
    const names = conformance.cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name))).toEqual([]);
  });

  test("runs on both transports and both forms of the API", () => {
    expect(conformance.variants.map((each) => `${each.transport} ${each.apiVersion}`).sort()).toEqual([
      ...["fetch 2026-09", "fetch v3", "sdk 2026-09", "sdk v3"],
    ]);
  });
});
