import { existsSync } from "node:fs";
import { join } from "node:path";
import { leaveResult, sharedFolder } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import type { Experiment, ExperimentResult } from "./experiment.ts";
import { experiments } from "./experiments.ts";
import { resultLines } from "./result-lines.ts";
import { type Finished, writeEvidencePage } from "./write-evidence-page.ts";

/** Runs one experiment by name, or all of them; then the tables of docs/evidence.md are written anew. */
export const proof: Proof = async (args) => {
  const [name, ...rest] = args;
  if (rest.length > 0 || (name !== undefined && !(name in experiments))) {
    console.error(`usage: pnpm run proof evidence [${Object.keys(experiments).join("|")}]`);
    return 2;
  }
  const wanted = Object.entries(experiments).filter(([one]) => name === undefined || one === name);
  const finished: Finished[] = [];
  for (const [one, experiment] of wanted) {
    const result = await runOne(one, experiment);
    if (result !== undefined) finished.push({ name: one, experiment, result });
  }
  if (name === undefined && finished.length === wanted.length) console.log(writeEvidencePage(finished));
  const isComplete = finished.length === wanted.length;
  return isComplete && finished.every(({ result }) => result.checks.every(({ met }) => met)) ? 0 : 1;
};

async function runOne(name: string, experiment: Experiment): Promise<ExperimentResult | undefined> {
  const { needs } = experiment;
  if (needs !== undefined && !existsSync(join(sharedFolder, "data", needs))) {
    console.error(`skipped: ../shared/data/${needs} not found`);
    return undefined;
  }
  console.error(`${name} …`);
  const result = await experiment.run((line) => console.error(`  ${line}`));
  console.log(resultLines(experiment, result).join("\n"));
  console.log(leaveResult(`evidence/${name}/result.json`, { ...experiment, ...result }));
  return result;
}
