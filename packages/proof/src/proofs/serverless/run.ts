import { parseArgs } from "node:util";
import { makeBundles } from "../../bench/coldstart/make-bundles.ts";
import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { runLane, type SeedResult } from "./run-lane.ts";

const lanes = 8;

/**
 * The bundled workflow action called as HubSpot would: `main(event)` in fresh processes that have only their
 * environment, ten deals to a process (HubSpot too reuses a process), each in a portal of its own under seeded
 * faults; re-run as HubSpot re-runs what throws 429 or 5xx. `--seeds N`, 200 by default.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { seeds: { type: "string", default: "200" } } });
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1) {
    console.error("--seeds is expected to be a whole number, 1 or more");
    return 2;
  }
  const bundle = (await makeBundles())["hubspot-action"].path;
  let done = 0;
  const progress = (): void => {
    done += 1;
    if (done % 20 === 0) console.log(`${done} of ${seeds} deals`);
  };
  const share = Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: seeds }, (__, seed) => seed + 1).filter((seed) => seed % lanes === lane),
  );
  const results = (await Promise.all(share.map((own) => runLane(bundle, own, progress)))).flat();
  const figures = figuresOf(results);
  const path = leaveResult("proof/serverless.json", { ...figures, wrong: results.filter(isWrong) });
  console.log(JSON.stringify(figures, null, 2));
  for (const { seed, faults } of results.filter(isWrong).slice(0, 5))
    console.log(`seed ${seed}: ${faults.join("; ")}`);
  const held =
    results.length === seeds && !results.some(isWrong) && figures.calls > seeds && figures.struck > seeds;
  console.log(held ? `held; figures in ${path}` : `did not hold; see ${path}`);
  return held ? 0 : 1;
};

const isWrong = ({ faults }: SeedResult): boolean => faults.length > 0;

function figuresOf(results: readonly SeedResult[]) {
  const sum = (of: (result: SeedResult) => number): number => results.reduce((so, each) => so + of(each), 0);
  return {
    deals: results.length,
    /** Calls of `main`. */
    calls: sum(({ calls }) => calls),
    thrownForARerun: sum(({ thrown }) => thrown),
    /** Requests that a fault answered. */
    struck: sum(({ struck }) => struck),
    withoutUniqueKey: results.filter(({ hasUniqueKey }) => !hasUniqueKey).length,
    wrong: results.filter(isWrong).length,
  };
}
