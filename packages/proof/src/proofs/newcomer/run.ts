import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import { buildPackages, type PackedPackage, packPackages } from "../packages/pack-packages.ts";
import type { Proof } from "../proof.ts";
import { emptyFolder, installLine } from "./empty-folder.ts";
import { type ExpectedStep, expectedSteps } from "./expected-steps.ts";
import { readSteps, type Step, stepName } from "./read-steps.ts";
import { type Reader, reader, type StepResult } from "./reader.ts";

interface StepOutcome {
  readonly place: string;
  readonly step: string;
  readonly status: "done" | "elsewhere" | "failed";
  readonly seconds?: number;
  readonly reason?: string;
}

const work = join(workspaceFolder, ".headway", "proof-newcomer");

/**
 * Does what the pages for newcomers say, step by step and as it stands there, in an empty folder: packages of ours
 * come from their tarballs, since they are on no registry yet; everything else is as for anybody. `--built` takes
 * what is built already.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { built: { type: "boolean", default: false } } });
  if (!values.built) {
    console.error("building …");
    buildPackages();
  }
  console.error("packing …");
  const packed = packPackages(join(work, "packed"));
  const outcomes: StepOutcome[] = [];
  for (const [page, expected] of Object.entries(expectedSteps)) {
    outcomes.push(...(await followPage(page, expected, packed)));
  }
  outcomes.push(...(await followSyncScript(packed)));
  const failed = outcomes.filter(({ status }) => status === "failed");
  for (const { place, step, reason } of failed) console.error(`FAILED ${place} ${step}\n${reason}`);
  const done = outcomes.filter(({ status }) => status === "done");
  console.log(`${done.length} steps done as written, ${failed.length} failed`);
  console.log(leaveResult("proof/newcomer.json", { done: done.length, failed: failed.length, outcomes }));
  return failed.length === 0 && done.length > 0 ? 0 : 1;
};

/** A page, in a folder of its own. After a step that fails the others are still tried. */
async function followPage(
  page: string,
  expected: readonly ExpectedStep[],
  packed: readonly PackedPackage[],
): Promise<StepOutcome[]> {
  const steps = readSteps(page);
  const [told, known] = [steps.map(stepName), expected.map(({ step }) => step)];
  if (JSON.stringify(told) !== JSON.stringify(known)) {
    const reason = `the page tells\n  ${told.join("\n  ")}\nand known are\n  ${known.join("\n  ")}`;
    return [{ place: page, step: "the steps of the page", status: "failed", reason }];
  }
  const folder = emptyFolder(join(work, page.replaceAll(/\W/g, "-")));
  const someone = reader(folder);
  const outcomes: StepOutcome[] = [];
  try {
    // A page that does not say how to install rests on those that do.
    if (!told.some((step) => step.startsWith("npm install"))) {
      const install: Step = { type: "command", place: page, text: "npm install @headway/cli" };
      outcomes.push(await follow(someone, install, { step: install.text, says: [] }, { folder, packed }));
    }
    for (const [index, step] of steps.entries()) {
      const wanted = expected[index];
      if (wanted !== undefined) outcomes.push(await follow(someone, step, wanted, { folder, packed }));
    }
  } finally {
    await someone.leave();
  }
  return outcomes;
}

/** The script of `examples/sync-once`, taken as it is, twice: the second run has nothing to write. */
async function followSyncScript(packed: readonly PackedPackage[]): Promise<StepOutcome[]> {
  const place = "examples/sync-once/main.ts";
  const folder = emptyFolder(join(work, "sync-once"));
  const someone = reader(folder);
  const text = readFileSync(join(workspaceFolder, place), "utf8");
  const run = (step: Step, wanted: Partial<ExpectedStep>) =>
    follow(someone, step, { step: step.text, says: [], ...wanted }, { folder, packed });
  const command = (line: string): Step => ({ type: "command", place, text: line });
  try {
    return [
      await run(command("npm install @headway/cli @headway/hubspot @headway/sync"), {}),
      await run(command("npx headway sandbox"), { where: "background" }),
      await run(
        { type: "program", place, text },
        { says: [/^complete: account/m, /^written {2}.*60 deal/m] },
      ),
      await run({ type: "program", place, text }, { says: [/^complete: account/m, /^written {2}nothing$/m] }),
    ];
  } finally {
    await someone.leave();
  }
}

async function follow(
  someone: Reader,
  step: Step,
  wanted: ExpectedStep,
  place: { readonly folder: string; readonly packed: readonly PackedPackage[] },
): Promise<StepOutcome> {
  const named = { place: step.place, step: stepName(step) };
  const { where = "project" } = wanted;
  if (where === "elsewhere") return { ...named, status: "elsewhere", reason: wanted.because ?? "" };
  console.error(`${step.place} ${named.step}`);
  const startedAt = performance.now();
  const result = await perform(someone, step, where, place);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const reason = faultOf(result, wanted);
  return reason === undefined
    ? { ...named, status: "done", seconds }
    : { ...named, status: "failed", seconds, reason };
}

function perform(
  someone: Reader,
  step: Step,
  where: "project" | "workspace" | "background",
  { folder, packed }: { readonly folder: string; readonly packed: readonly PackedPackage[] },
): Promise<StepResult> {
  if (step.type === "program") return someone.program(step.text);
  if (step.type === "file") return someone.keep(step.name ?? "", step.text);
  if (where === "background") return someone.background(step.text);
  if (where === "workspace") return someone.command(step.text, workspaceFolder);
  return someone.command(installLine(step.text, folder, packed));
}

function faultOf({ exitCode, output }: StepResult, { says, exitCode: wanted = 0 }: ExpectedStep) {
  const silent = says.filter((pattern) => !pattern.test(output));
  if (exitCode === wanted && silent.length === 0) return undefined;
  const ending = exitCode === wanted ? "" : `it ended with ${String(exitCode)}, expected ${wanted}\n`;
  return `${ending}${silent.map((pattern) => `it does not say ${String(pattern)}\n`).join("")}${output.slice(-3_000)}`;
}
