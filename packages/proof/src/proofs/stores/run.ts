import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { type ModelTest, readModelTests } from "./model-tests.ts";

/**
 * Leads every kind of store through random sequences of commands and compares each answer with that of the store in
 * memory (`invariant:K8`). `--runs N` sequences on each kind, 10,000 unless said; `--seed N` chooses the first.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
  });
  const runs = wholeNumber("--runs", values.runs);
  const seed = wholeNumber("--seed", values.seed);
  console.log(`${runs} sequences on SQLite and on Postgres; about a second for ten of them`);
  const tests = await runModel(runs, seed);
  const held = tests.length > 0 && tests.every(({ status }) => status === "passed");
  const path = leaveResult("proof/stores.json", { runs, seed, tests, held });
  for (const { store, claim, status } of tests) console.log(`${status}: ${store} ${claim}`);
  console.log(`${held ? "held" : "not held"}; figures in ${path}`);
  return held ? 0 : 1;
};

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is expected to be a whole number above 0`);
  return Number(text);
}

async function runModel(runs: number, seed: number): Promise<ModelTest[]> {
  const folder = mkdtempSync(join(tmpdir(), "headway-model-"));
  const output = join(folder, "result.json");
  const file = "packages/sync/src/store-model.test.ts";
  const vitest = join(workspaceFolder, "node_modules", "vitest", "vitest.mjs");
  const report = ["--reporter=json", `--outputFile=${output}`, "--reporter=dot"];
  const child = spawn(process.execPath, [vitest, "run", "--project", "unit", file, ...report], {
    cwd: workspaceFolder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, HEADWAY_STORE_RUNS: String(runs), HEADWAY_STORE_SEED: String(seed) },
  });
  try {
    await new Promise((done) => child.on("close", done));
    return readModelTests(readFileSync(output, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
