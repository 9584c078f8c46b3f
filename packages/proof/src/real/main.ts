import { resolve } from "node:path";
import { runBpi2012 } from "./bpi-2012/run.ts";
import { runMirrorOnData } from "./mirror/run.ts";

const root = resolve(import.meta.dirname, "..", "..", "..", "..");
const runs: Readonly<Record<string, (root: string) => Promise<number>>> = {
  "bpi-2012": runBpi2012,
  mirror: runMirrorOnData,
};

const name = process.argv[2] ?? "";
const run = runs[name];
if (run === undefined) {
  console.error(`usage: pnpm run real ${Object.keys(runs).join("|")}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(root);
}
