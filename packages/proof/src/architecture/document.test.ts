import { describe, expect, it } from "vitest";
import { checkSnippets } from "./check-snippets.ts";
import { anchors, calls, codeBlocks, localLinks } from "./document.ts";

describe("a document's parts", () => {
  it("gives every block with its language and line", () => {
    expect(codeBlocks("a\n```ts\nb\n```\n\n```\nc\nd\n```\n")).toEqual([
      { language: "ts", text: "b", line: 2 },
      { language: "", text: "c\nd", line: 6 },
    ]);
    expect(() => codeBlocks("```ts\nb\n")).toThrow("line 1 is never closed");
  });

  it("finds links into the repository, those in code left out", () => {
    const text = "[a](b.md#c) `[no](no.md)` [web](https://x.test)\n```\n[no](no.md)\n```\n[d](../d.md)";
    expect(localLinks(text)).toEqual([
      { target: "b.md#c", line: 1 },
      { target: "../d.md", line: 5 },
    ]);
  });

  it("makes anchors as GitHub does", () => {
    expect(anchors("# One: two\n## `headway sync`, and more\n```\n# not one\n```")).toEqual([
      "one-two",
      "headway-sync-and-more",
    ]);
  });

  it("finds calls of a program and leaves names alone", () => {
    const text =
      "run `headway explain deal 123`, or\nheadway sync --dry-run && headway review\nsee headway_key, @headway/core";
    expect(calls("headway", text)).toEqual(["explain deal 123", "sync --dry-run", "review"]);
  });
});

describe("snippets", () => {
  it("pass when they type-check and are found out when they do not", () => {
    const good = {
      place: "good",
      text: 'import { defaultPolicy } from "@headway/core";\nawait Promise.resolve(defaultPolicy.version.length);',
    };
    const renamed = {
      place: "renamed",
      text: 'import { noSuchThing } from "@headway/core";\nnoSuchThing();',
    };
    const wrong = { place: "wrong", text: 'const count: number = "one";\nconsole.log(count);' };
    const faults = checkSnippets([good, renamed, wrong]);
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["renamed", "wrong"]);
  }, 60_000);
});
