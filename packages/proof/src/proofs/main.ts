import { loadRun, runNames } from "../named-run.ts";
import type { Proof } from "./proof.ts";

const [name = "", ...args] = process.argv.slice(2).filter((word) => word !== "--");
const loaded = await loadRun<{ readonly proof: Proof }>(import.meta.dirname, name);
if (loaded === undefined) {
  console.error(`usage: pnpm run proof ${runNames(import.meta.dirname).join("|")}`);
  process.exitCode = 2;
} else {
  process.exitCode = await loaded.proof(args);
}
