import { loadRun, runNames } from "../named-run.ts";
import { leaveResult } from "../proof-folder.ts";
import { type CaseResult, type ConformanceProof, runConformance } from "./conformance-proof.ts";

const [name = ""] = process.argv.slice(2).filter((word) => word !== "--");
const loaded = await loadRun<{ readonly conformance: ConformanceProof }>(import.meta.dirname, name);
if (loaded === undefined) {
  console.error(`usage: pnpm run conformance ${runNames(import.meta.dirname).join("|")}`);
  process.exitCode = 2;
} else {
  const cases = await runConformance(loaded.conformance, printResult);
  const path = leaveResult(`proof/conformance-${name}.json`, { cases });
  const names = new Set(cases.map((one) => one.name)).size;
  const failed = cases.filter(({ ok }) => !ok).length;
  console.log(`${names} cases on ${loaded.conformance.variants.length} variants, ${failed} failed: ${path}`);
  process.exitCode = failed === 0 && names > 0 ? 0 : 1;
}

function printResult({ name: caseName, transport, apiVersion, ok, message }: CaseResult): void {
  console.log(`${ok ? "ok    " : "FAILED"} ${transport} ${apiVersion} ${caseName}`);
  if (message !== undefined) console.log(`       ${message}`);
}
