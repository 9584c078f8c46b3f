import { describe, expect, test } from "vitest";
import { isAbout, listedDifferences, sectionOf } from "./listed-difference.ts";
import { type Difference, differencesBetween, shapeOf } from "./shape.ts";

function between(recorded: readonly unknown[], answered: unknown): string[] {
  const found = differencesBetween(shapeOf(...recorded), shapeOf(answered));
  return found.map(({ place, what }) => `${place}: ${what}`);
}

describe("what counts as a difference", () => {
  test.each<[string, unknown[], unknown, string[]]>([
    ["other values of the same kinds", [{ a: "x", b: 1 }], { a: "y", b: 2 }, []],
    ["a key that is missing", [{ a: "x", b: null }], { a: "y" }, ["body.b: HubSpot only"]],
    ["a key too many", [{ a: "x" }], { a: "y", c: 1 }, ["body.c: sandbox only"]],
    ["null for absent", [{ a: "x" }, {}], { a: null }, ["body.a: null, HubSpot absent or text"]],
    ["text for a number", [{ a: 1 }], { a: "1" }, ["body.a: text, HubSpot number"]],
    [
      "text for an instant",
      [{ a: "2026-01-01T00:00:00Z" }],
      { a: "today" },
      ["body.a: text, HubSpot instant"],
    ],
    ["deep inside a list", [{ a: [{ b: 1 }] }], { a: [{ b: 1, c: { d: 1 } }] }, ["body.a[].c: sandbox only"]],
    ["a list that is empty", [{ a: [{ b: 1 }] }], { a: [] }, []],
    ["one of two kinds that were seen", [{ a: null }, { a: "x" }], { a: "y" }, []],
    ["other keys of a map", [{ associations: { deals: 1 } }], { associations: { companies: 1 } }, []],
  ])("%s", (_, recorded, answered, differences) => {
    expect(between(recorded, answered)).toEqual(differences);
  });
});

describe("the list of differences", () => {
  const DOCUMENT = [
    "# Fidelity",
    "## HubSpot",
    "| Answer | Where | Difference | Why |",
    "| --- | --- | --- | --- |",
    "| `contact-*` | `body.url` | sandbox only | newer |",
    "## Salesforce",
    "| `account` | `body.x` | sandbox only | other |",
  ].join("\n");

  test("is read from its own section", () => {
    expect(listedDifferences(sectionOf(DOCUMENT, "HubSpot"))).toEqual([
      { answer: "contact-*", place: "body.url", what: "sandbox only", reason: "newer" },
    ]);
    expect(sectionOf(DOCUMENT, "Elsewhere")).toBe("");
  });

  test.each<[string, Difference, boolean]>([
    ["contact-read", { place: "body.url", what: "sandbox only" }, true],
    ["company-read", { place: "body.url", what: "sandbox only" }, false],
    ["contact-read", { place: "body.url", what: "HubSpot only" }, false],
    ["contact-read", { place: "body.urls", what: "sandbox only" }, false],
  ])("is about %s %j: %s", (answer, found, expected) => {
    const [listed] = listedDifferences(sectionOf(DOCUMENT, "HubSpot"));
    expect(listed && isAbout(listed, answer, found)).toBe(expected);
  });
});
