import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesUnder, readText, root } from "../architecture/workspace.ts";
import { runTool } from "./run-tool.ts";

const folder = "examples/hubspot-app";
const bin = (name: string) => join(root, "node_modules", name);

interface Component {
  readonly uid: string;
  readonly type: string;
  readonly config: { readonly entrypoint?: string };
}

const components = filesUnder(`${folder}/src`)
  .filter((path) => path.endsWith("-hsmeta.json"))
  .map((path) => JSON.parse(readText(path)) as Component);

describe("the HubSpot project", () => {
  it("passes every test of its own, run by its own test tool", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "headway-app-")), "report.json");
    const { exitCode, output } = await runTool("hubspot-app", bin("vitest/vitest.mjs"), [
      ...["run", "--reporter=json", `--outputFile=${out}`],
    ]);
    expect(exitCode, output).toBe(0);
    const report = JSON.parse(await readFile(out, "utf8")) as Record<string, number>;
    console.log(`examples/hubspot-app: ${report.numPassedTests} of ${report.numTotalTests} tests passed`);
    expect(report.numPassedTests).toBe(report.numTotalTests);
    expect(report.numTotalTests).toBeGreaterThanOrEqual(31);
  });

  it("is of one type: the card, its functions and its tests", async () => {
    const { exitCode, output } = await runTool("hubspot-app", bin("typescript/bin/tsc"), [
      "--noEmit",
      "-p",
      ".",
    ]);
    expect(exitCode, output).toBe(0);
  });

  it("names files that are there or are built, and functions that the card calls", async () => {
    expect(components.map(({ type }) => type).sort()).toEqual([
      "app",
      "app-function",
      "app-function",
      "card",
    ]);
    const built = await mkdtemp(join(tmpdir(), "headway-built-"));
    const { exitCode, output } = await runTool("hubspot-app", "build.ts", [built, join(built, "action")]);
    expect(exitCode, output).toBe(0);
    const calls = readText(`${folder}/src/app/cards/headway-calls.ts`);
    for (const { uid, type, config } of components) {
      if (type === "app") continue;
      const path = config.entrypoint ?? "";
      if (type === "card") expect(readText(`${folder}/src${path}`)).toContain("hubspot.extend");
      if (type !== "app-function") continue;
      const loaded = createRequire(import.meta.url)(join(built, path.replace("/app/functions/built/", "")));
      expect(loaded).toHaveProperty("main", expect.any(Function));
      expect(calls).toContain(`"${uid}"`);
    }
    for (const name of ["workflow-action.js", "company-workflow-action.js"])
      expect(createRequire(import.meta.url)(join(built, "action", name))).toHaveProperty("main");
    await rm(built, { recursive: true });
  });
});
