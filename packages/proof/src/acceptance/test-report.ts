import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { workspaceFolder } from "../proof-folder.ts";

/** One test as it ended. */
export interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

/** Every test of the core, and files that could not be run at all. */
export interface TestReport {
  readonly tests: readonly TestResult[];
  readonly brokenFiles: readonly string[];
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs the tests of the core in a process of their own and reads how each ended. */
export function runCoreTests(): TestReport {
  const folder = join(workspaceFolder, ".headway", "proof");
  const outputFile = join(folder, "acceptance-tests.json");
  mkdirSync(folder, { recursive: true });
  rmSync(outputFile, { force: true });
  const vitest = join(workspaceFolder, "node_modules", "vitest", "vitest.mjs");
  const words = [
    "run",
    "--project",
    "unit",
    "packages/core",
    "--reporter=json",
    `--outputFile=${outputFile}`,
  ];
  try {
    execFileSync(process.execPath, [vitest, ...words], { cwd: workspaceFolder, stdio: "pipe" });
  } catch (error) {
    if (!existsSync(outputFile)) throw error;
  }
  return readReport(JSON.parse(readFileSync(outputFile, "utf8")));
}

/** The tests in Vitest's own report; one that was skipped or left to do has not passed. */
export function readReport({ testResults }: VitestReport): TestReport {
  const path = (file: string) => relative(workspaceFolder, file);
  return {
    tests: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map((test) => ({
        file: path(name),
        name: test.fullName,
        passed: test.status === "passed",
      })),
    ),
    brokenFiles: testResults
      .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0)
      .map(({ name }) => path(name)),
  };
}
