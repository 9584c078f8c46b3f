import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runAgainstSandboxes } from "@headway/cli";
import { startSandboxProcess } from "../start-sandbox-process.ts";
import { stepLines } from "../step-lines.ts";
import { loanPolicy, returnedOfferRule } from "./policy.ts";

/** The day after the log ends. */
const asOf = "2012-03-15T00:00:00.000Z";

/**
 * Runs the engine over the log through both official SDKs, twice, and leaves `report.json` with one
 * store per CRM beside it. Returns the process's exit code: 1 where the log is not at hand.
 */
export async function runBpi2012(root: string): Promise<number> {
  const dataPath = join(root, "..", "shared", "data", "bpi-2012", "events.csv.gz");
  if (!existsSync(dataPath)) {
    console.error("skipped: ../shared/data/bpi-2012 not found");
    return 1;
  }
  const folder = join(root, ".headway", "real", "bpi-2012");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  console.error("loading the log into both sandboxes …");
  const sandbox = await startSandboxProcess(dataPath);
  try {
    const { hubspot, salesforce, witnessUrl, leftOut } = sandbox.addresses;
    const report = await runAgainstSandboxes({
      crms: { hubspot: { ...hubspot, witnessUrl }, salesforce: { ...salesforce, witnessUrl } },
      storePath: (crm) => join(folder, `${crm}.db`),
      asOf,
      limits: "off",
      policy: loanPolicy,
      ruleId: returnedOfferRule,
      onProgress: stepLines(console.error, Date.now),
    });
    await writeFile(join(folder, "report.json"), `${JSON.stringify({ ...report, leftOut }, null, 2)}\n`);
    console.log(JSON.stringify(report, null, 2));
    return 0;
  } finally {
    sandbox.stop();
  }
}
