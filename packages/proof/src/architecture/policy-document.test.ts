import { defaultPolicy, parsePolicy } from "@headway/core";
import { describe, expect, it } from "vitest";
import { codeBlocks, prose } from "./document.ts";
import { readText } from "./workspace.ts";

const text = readText("docs/policy.md");

/** Every value of a policy by its path; a list is one value, the contents of evidence rules are left out. */
function leaves(path: string, value: unknown): [string, unknown][] {
  if (path === "evidenceRules") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(path === "" ? key : `${path}.${key}`, inner));
}

interface Row {
  readonly path: string;
  readonly value: string;
  readonly reason: string;
}

/** The rows of the tables of defaults. */
function rows(markdown: string): Row[] {
  return [...prose(markdown).matchAll(/^\| `([\w.-]+)` *\| `([^`]*)` *\|(.*)\|$/gm)].map(
    ([, path = "", value = "", reason = ""]) => ({ path, value, reason: reason.trim() }),
  );
}

/** What stands wrong in a document of defaults, path by path. */
function faults(markdown: string, policy: unknown): string[] {
  const known = new Map(leaves("", policy));
  const told = rows(markdown);
  const paths = told.map(({ path }) => path);
  return [
    ...[...known.keys()].filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...paths.filter((path, index) => paths.indexOf(path) !== index).map((path) => `${path} stands twice`),
    ...told.flatMap(({ path, value, reason }) => {
      if (!known.has(path)) return [`${path} does not exist`];
      if (reason === "") return [`${path} has no reason`];
      const expected = JSON.stringify(known.get(path));
      return compact(value) === expected ? [] : [`${path} is ${expected}`];
    }),
  ];
}

/** A JSON value without the blanks that make it readable. */
function compact(json: string): string {
  return JSON.stringify(JSON.parse(json));
}

describe("docs/policy.md", () => {
  it("has every default with its value and a reason, and no other", () => {
    expect(leaves("", defaultPolicy).length).toBeGreaterThan(150);
    expect(faults(text, defaultPolicy)).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    [
      "a changed default",
      text,
      { ...defaultPolicy, account: { windowDays: 180 } },
      "account.windowDays is 180",
    ],
    ["a new default", text, { ...defaultPolicy, patience: 3 }, "patience is missing"],
    ["a default that is gone", text, { ...defaultPolicy, ask: {} }, "ask.dueInDays does not exist"],
    [
      "a row too many",
      `${text}\n| \`account.windowDays\` | \`365\` | a year |\n`,
      defaultPolicy,
      "account.windowDays stands twice",
    ],
  ])("would fail for %s", (_name, markdown, policy, fault) => {
    expect(faults(markdown, policy)).toEqual([fault]);
  });

  it("names no path in its sentences that does not exist", () => {
    const sections = Object.keys(defaultPolicy).join("|");
    const optional = ["people.namedBasis"];
    const known = leaves("", defaultPolicy).map(([path]) => path);
    const named = [...prose(text).matchAll(new RegExp(`\`((?:${sections})\\.[\\w.-]+)\``, "g"))].map(
      ([, path = ""]) => path,
    );
    const unknown = named.filter(
      (path) =>
        !optional.includes(path) && !known.some((leaf) => leaf === path || leaf.startsWith(`${path}.`)),
    );
    expect(unknown).toEqual([]);
  });

  it("shows one policy that is taken, and one with the message that refuses it", () => {
    const blocks = codeBlocks(text);
    const [taken, refused] = blocks.filter(({ language }) => language === "json");
    const own: unknown = JSON.parse(taken?.text ?? "");
    expect(parsePolicy(own)).toMatchObject(own as object);
    expect(() => parsePolicy(JSON.parse(refused?.text ?? ""))).toThrow(
      expect.objectContaining({ message: blocks.at(-1)?.text }),
    );
  });
});
