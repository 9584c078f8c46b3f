import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { workspaceFolder } from "../../../proof-folder.ts";
import type { TaskResult } from "./predict-variant.ts";

/** Leaves every test prediction as `task,case_id,prefix,split,label,score` and gives back the path. */
export function writePredictions(name: string, results: readonly TaskResult[]): string {
  const lines = ["task,case_id,prefix,split,label,score"];
  for (const { task, samples, testCases, scores } of results) {
    for (const [row, place] of samples.cases.entries()) {
      const label = testCases[place]?.label === task ? 1 : 0;
      lines.push(
        `${task},${samples.caseIds[place]},${samples.prefixes[row]},test,${label},${(scores[row] ?? 0).toFixed(9)}`,
      );
    }
  }
  const path = resolve(workspaceFolder, ".headway", "evidence", "bpi-2012", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}
