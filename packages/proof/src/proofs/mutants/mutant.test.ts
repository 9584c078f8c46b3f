import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { workspaceFolder } from "../../proof-folder.ts";
import { mutated } from "./mutant.ts";
import { mutants } from "./mutants.ts";

describe("the mutants of the core", () => {
  test("are at least sixty, each with an id of its own", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  test.each(mutants)("$id still has its place in $file", (mutant) => {
    const source = readFileSync(join(workspaceFolder, "packages", "core", "src", mutant.file), "utf8");
    expect(mutated(source, mutant)).not.toBe(source);
  });

  test("a place that is not there, or there twice, is refused", () => {
    const mutant = { id: "x", file: "f.ts", find: "a", replace: "b" };
    expect(() => mutated("c", mutant)).toThrow("found it 0 times");
    expect(() => mutated("a a", mutant)).toThrow("found it 2 times");
    expect(mutated("a", mutant)).toBe("b");
  });
});
