import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";
import type { Experiment, ExperimentResult } from "./experiment.ts";
import { resultLines } from "./result-lines.ts";

/** An experiment that was run. */
export interface Finished {
  readonly name: string;
  readonly experiment: Experiment;
  readonly result: ExperimentResult;
}

const begin = "<!-- results: begin -->";
const end = "<!-- results: end -->";

/** Puts the results between the marks of docs/evidence.md, with the day and the commit; gives back the path. */
export function writeEvidencePage(finished: readonly Finished[]): string {
  const path = resolve(workspaceFolder, "docs", "evidence.md");
  const page = readFileSync(path, "utf8");
  const from = page.indexOf(begin);
  const until = page.indexOf(end);
  if (from < 0 || until < from) throw new Error(`${path} has not the marks ${begin} and ${end}`);
  const results = [stamp(finished), "", ...finished.flatMap(sectionOf)].join("\n").trimEnd();
  writeFileSync(path, `${page.slice(0, from + begin.length)}\n\n${results}\n\n${page.slice(until)}`);
  return path;
}

function sectionOf({ name, experiment, result }: Finished): string[] {
  return [...resultLines(experiment, result), `Run it: \`pnpm run proof evidence ${name}\`.`, ""];
}

function stamp(finished: readonly Finished[]): string {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: workspaceFolder });
  const checks = finished.flatMap(({ result }) => result.checks);
  const met = checks.filter((check) => check.met).length;
  const day = new Date().toISOString().slice(0, 10);
  return `Run on ${day} at commit ${commit.toString().trim()}: ${met} of ${checks.length} thresholds met.`;
}
