import { describe, expect, it } from "vitest";
import { checkAdapterFiles } from "./check-adapter-files.ts";
import { checkDependencies, type Manifest } from "./check-dependencies.ts";
import { checkDeterminism } from "./check-determinism.ts";
import { checkDocstrings } from "./check-docstrings.ts";
import { checkFileNames } from "./check-file-names.ts";
import { checkPackageImports } from "./check-package-imports.ts";
import { checkReach, checkUnreached } from "./check-reach.ts";
import { checkSizes } from "./check-sizes.ts";
import { checkEscapes, checkNodeGlobals, checkVendorWords } from "./check-words.ts";
import { type SourceFile, sourceFile } from "./source-file.ts";

type Checker = (files: readonly SourceFile[]) => string[];
type Case = readonly [name: string, path: string, text: string, faults: number];

function table(check: Checker, cases: readonly Case[]): void {
  it.each(cases)("%s", (_name, path, text, faults) => {
    expect(check([sourceFile(`packages/${path}`, text)])).toHaveLength(faults);
  });
}

describe("who may import whom", () => {
  table(checkPackageImports, [
    ["core takes zod/mini", "core/src/a.ts", 'import * as z from "zod/mini";', 0],
    ["core takes no other zod", "core/src/a.ts", 'import * as z from "zod";', 1],
    ["core takes nothing of ours", "core/src/a.ts", 'import type { A } from "@headway/crm";', 1],
    ["crm takes no domain", "crm/src/a.ts", 'export { a } from "@headway/core";', 1],
    ["an adapter takes the contract", "hubspot/src/a.ts", 'import { a } from "@headway/crm/http";', 0],
    ["an adapter takes no domain", "hubspot/src/a.ts", 'import { a } from "@headway/core";', 1],
    ["an adapter takes no other adapter", "salesforce/src/a.ts", 'import { a } from "@headway/hubspot";', 1],
    ["an adapter takes no sandbox", "hubspot/src/a.ts", 'import { a } from "@headway/sandbox";', 1],
    ["its test may", "hubspot/src/a.test.ts", 'import { a } from "@headway/sandbox";', 0],
    ["the engine takes no adapter", "sync/src/a.ts", 'const a = await import("@headway/hubspot");', 1],
    ["a type taken in passing counts", "sync/src/a.ts", 'type A = import("@headway/hubspot").A;', 1],
    ["the sandbox takes nothing of ours", "sandbox/src/a.ts", 'import { a } from "@headway/crm";', 1],
    ["the report takes no crm", "report/src/a.ts", 'import { a } from "@headway/crm";', 1],
    ["nothing takes proof", "cli/src/a.ts", 'import { a } from "@headway/proof";', 1],
    ["only the http folder retries", "crm/src/memory/a.ts", 'import retry from "p-retry";', 1],
    ["the http folder may retry", "crm/src/http/a.ts", 'import retry from "p-retry";', 0],
    ["the cli names vendors in one file", "cli/src/adapters.ts", 'import { a } from "@headway/hubspot";', 0],
    ["and in no other", "cli/src/demo.ts", 'import jsforce from "jsforce";', 1],
    ["node stays out of the engine", "sync/src/a.ts", 'import { b } from "node:fs";', 1],
    ["by any road", "sync/src/a.ts", 'const b = process.getBuiltinModule("node:fs");', 1],
    ["a store may use node", "sync/src/sqlite/a.ts", 'import { b } from "node:sqlite";', 0],
    ["no path leads into another package", "sync/src/a.ts", 'import { a } from "../../core/src/a.ts";', 1],
    ["nor from proof", "proof/src/a.ts", 'import { a } from "../../core/src/a.ts";', 1],
    ["proof runs the examples", "proof/src/a.ts", 'import { a } from "../../../examples/b/a.ts";', 0],
    ["nobody else does", "cli/src/a.ts", 'import { a } from "../../../examples/b/a.ts";', 1],
    ["a resolved path counts", "sync/src/a.ts", 'import.meta.resolve("@headway/hubspot");', 1],
    ["paths within a package are free", "sync/src/b/a.ts", 'import { a } from "../a.ts";', 0],
  ]);
});

describe("what an entry reaches", () => {
  const rules = [
    { entry: "packages/h/src/fetch.ts", outside: ["zod/mini"], never: { "packages/h/src/no/": "reason" } },
  ];
  const entries = new Map([["@headway/crm", "packages/crm/src/index.ts"]]);
  const reach = (texts: Record<string, string>) =>
    checkReach(
      Object.entries(texts).map(([path, text]) => sourceFile(`packages/${path}`, text)),
      entries,
      rules,
    );

  it.each([
    ["nothing but what is allowed", { "h/src/fetch.ts": 'import "zod/mini";' }, []],
    ["types only", { "h/src/fetch.ts": 'import type { A } from "sdk";' }, []],
    [
      "an SDK two files on",
      { "h/src/fetch.ts": 'import "./a.ts";', "h/src/a.ts": 'export * from "sdk";' },
      ["packages/h/src/fetch.ts reaches sdk through packages/h/src/a.ts:1"],
    ],
    [
      "an SDK behind another package",
      { "h/src/fetch.ts": 'import "@headway/crm";', "crm/src/index.ts": 'import "sdk";' },
      ["packages/h/src/fetch.ts reaches sdk through packages/crm/src/index.ts:1"],
    ],
    [
      "an SDK by an import that leaves only its types",
      { "h/src/fetch.ts": 'import { type A } from "sdk";' },
      ["packages/h/src/fetch.ts reaches sdk through packages/h/src/fetch.ts:1"],
    ],
    [
      "a forbidden folder",
      { "h/src/fetch.ts": 'import "./no/a.ts";', "h/src/no/a.ts": "" },
      ["packages/h/src/fetch.ts reaches packages/h/src/no/a.ts: reason"],
    ],
  ])("finds %s", (_name, texts, faults) => {
    expect(reach(texts)).toEqual(faults);
  });

  it("does not pass when the entry is missing", () => {
    expect(() => reach({})).toThrow("no file packages/h/src/fetch.ts");
  });
});

describe("what no entry reaches", () => {
  it("is found, and what is reached by a type alone is not", () => {
    const files = [
      sourceFile("packages/h/src/index.ts", 'export type { A } from "./a.ts";'),
      sourceFile("packages/h/src/a.ts", 'import { b } from "./b.ts";'),
      sourceFile("packages/h/src/b.ts", ""),
      sourceFile("packages/h/src/test-client.ts", ""),
    ];
    const faults = checkUnreached(files, new Map(), ["packages/h/src/index.ts"]);
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["packages/h/src/test-client.ts"]);
  });
});

describe("sizes", () => {
  const lines = (count: number) => "\n".repeat(count);
  table(checkSizes, [
    ["a file of 250 lines passes", "core/src/a.ts", lines(250), 0],
    ["a file of 251 lines does not", "core/src/a.ts", lines(251), 1],
    ["a function of 50 lines passes", "core/src/a.ts", `function a() {${lines(49)}}`, 0],
    ["a function of 51 lines does not", "core/src/a.ts", `function a() {${lines(50)}}`, 1],
    ["nor an arrow function", "core/src/a.ts", `const a = () => {${lines(50)}};`, 1],
    ["nor a method", "core/src/a.ts", `class A { b() {${lines(50)}} }`, 1],
  ]);
});

describe("file names", () => {
  it.each([
    ["packages/core/src/deal/assess-deal.test.ts", 0],
    ["packages/core/src/deal/utils.ts", 1],
    ["packages/core/src/common/deal.ts", 1],
    ["packages/core/src/deal-helpers.ts", 1],
    ["packages/core/src/types.ts", 1],
    ["packages/core/src/assessDeal.ts", 1],
  ])("%s", (path, faults) => {
    expect(checkFileNames([path])).toHaveLength(faults);
  });
});

describe("escapes", () => {
  table(checkEscapes, [
    ["any as a type", "core/src/a.ts", "const a: any = 1;", 1],
    ["any in a cast", "core/src/a.ts", "const a = b as any[];", 1],
    ["any as a word is free", "core/src/a.ts", "/** any */ const any = 1;", 0],
    ["a silenced compiler", "core/src/a.ts", `// @ts-${"ignore"}\nconst a = 1;`, 1],
    ["a silenced linter", "core/src/a.ts", `// biome-${"ignore"} lint: no\nconst a = 1;`, 1],
  ]);
});

describe("node globals", () => {
  table(checkNodeGlobals, [
    ["process in the engine", "sync/src/a.ts", "const a = process.env.A;", 1],
    ["Buffer in an adapter", "hubspot/src/a.ts", 'const a = Buffer.from("a");', 1],
    ["process in the cli", "cli/src/a.ts", "const a = process.env.A;", 0],
    ["process in a node store", "sync/src/sqlite/a.ts", "const a = process.pid;", 0],
    ["a field of that name", "sync/src/a.ts", "const a = b.process.env;", 0],
  ]);
});

describe("vendor words", () => {
  table(checkVendorWords, [
    ["a text in the engine", "sync/src/a.ts", 'if (crm === "hubspot") a();', 1],
    ["a name in the domain", "core/src/a.ts", "const salesforceWeight = 1;", 1],
    ["a template in the report", "report/src/a.ts", "const a = `HubSpot $" + "{b}`;", 1],
    ["a comment", "sync/src/a.ts", "/** HubSpot: deal. */\nconst a = 1;", 0],
    ["an adapter", "hubspot/src/a.ts", "const hubspot = 1;", 0],
  ]);
});

describe("determinism", () => {
  table(checkDeterminism, [
    ["the clock", "core/src/a.ts", "const a = Date.now();", 1],
    ["the clock as a value", "core/src/a.ts", "const a = Date.now;", 1],
    ["today", "core/src/a.ts", "const a = new Date();", 1],
    ["a given instant is free", "core/src/a.ts", "const a = new Date(b);", 0],
    ["randomness", "core/src/a.ts", "const a = Math.random();", 1],
    ["a timer", "sync/src/a.ts", "setTimeout(a, 1);", 1],
    ["a timer as a default", "sync/src/a.ts", "const a = (timer = setTimeout) => timer(b);", 1],
    ["a random id", "hubspot/src/a.ts", "const a = globalThis.crypto.randomUUID();", 1],
    ["a handed-in timer is free", "sync/src/a.ts", "ports.setTimeout(a, 1);", 0],
    ["the ports file", "crm/src/http/ports.ts", "const a = Date.now();", 0],
    ["the cli", "cli/src/a.ts", "const a = Date.now();", 0],
  ]);
});

describe("docstrings", () => {
  table(checkDocstrings, [
    ["a described function", "core/src/a.ts", "/** What it means. */\nexport function a() {}", 0],
    ["a bare function", "core/src/a.ts", "export function a() {}", 1],
    ["a bare interface", "core/src/a.ts", "export interface A {}", 1],
    ["a line comment is none", "core/src/a.ts", "// What it means.\nexport type A = 1;", 1],
    ["a schema describes its type", "core/src/a.ts", "/** A. */\nexport const A = 1;\nexport type A = 1;", 0],
    ["what stays inside is free", "core/src/a.ts", "function a() {}", 0],
    ["a re-export is described elsewhere", "core/src/a.ts", 'export { a } from "./b.ts";', 0],
  ]);
});

describe("dependencies", () => {
  const check = (manifest: Partial<Manifest>, path: string, text: string) =>
    checkDependencies({
      manifest: { name: "@headway/a", ...manifest },
      files: [sourceFile(path, text)],
      rootTools: ["vitest"],
    });

  it.each([
    ["declared and used", { dependencies: { zod: "1" } }, "a.ts", 'import "zod/mini";', []],
    ["used by a test alone", { devDependencies: { nock: "1" } }, "a.test.ts", 'import "nock";', []],
    ["a root tool in a test", {}, "a.test.ts", 'import "vitest";', []],
    ["its own sub-path", {}, "a.ts", 'import "@headway/a/b";', []],
    [
      "types of a package that is used",
      { dependencies: { pg: "1", "@types/pg": "1" } },
      "a.ts",
      'import "pg";',
      [],
    ],
    [
      "types of a package of a scope",
      { devDependencies: { "@types/b__c": "1", "@b/c": "1" } },
      "a.test.ts",
      'import "@b/c";',
      [],
    ],
    [
      "types of a package that is not used",
      { devDependencies: { "@types/pg": "1" } },
      "a.ts",
      "",
      ["@headway/a declares @types/pg and does not use it"],
    ],
    [
      "not declared",
      {},
      "a.ts",
      'import "zod";',
      ["a.ts:1 imports zod, which @headway/a does not declare for it"],
    ],
    ["not used", { dependencies: { zod: "1" } }, "a.ts", "", ["@headway/a declares zod and does not use it"]],
    [
      "declared for tests, used by what ships",
      { devDependencies: { nock: "1" } },
      "a.ts",
      'import "nock";',
      ["a.ts:1 imports nock, which @headway/a does not declare for it"],
    ],
  ])("%s", (_name, manifest, path, text, faults) => {
    expect(check(manifest, path, text)).toEqual(faults);
  });
});

describe("adapter files", () => {
  it("finds a file without a counterpart and a listed difference that is none", () => {
    const files = { left: ["a.ts", "soql.ts", "odd.ts"], right: ["a.ts"] };
    expect(checkAdapterFiles(files, { left: { "soql.ts": "reason", "a.ts": "stale" } })).toEqual([
      "left/src/odd.ts has no counterpart in the other adapter and is not listed as a difference",
      "left/src/a.ts is listed as a difference and is none",
    ]);
  });
});
