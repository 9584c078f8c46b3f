import { parseArgs } from "node:util";
import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import type { PartResult, Size } from "./security-part.ts";
import { securityParts } from "./security-parts.ts";

/**
 * Holds the product against attacks (`invariant:H1` to H3, H7, H8, X1, X5 to X10). `--small` tries as much as
 * the other tests do; `--only NAME` one part. Callouts of Salesforce that we would sign ourselves are not
 * part of it: they do not exist yet.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { small: { type: "boolean", default: false }, only: { type: "string" } },
  });
  const size: Size = values.small ? "small" : "full";
  const chosen = securityParts.filter(({ name }) => values.only === undefined || values.only === name);
  if (chosen.length === 0) {
    console.error(`no such part; there are ${securityParts.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  const results: Record<string, PartResult & { readonly seconds: number }> = {};
  for (const part of chosen) {
    const started = performance.now();
    const result = await part.run(size, (done, of) => tell(`${part.name}: ${done} of ${of}`));
    tell("");
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    results[part.name] = { ...result, seconds };
    console.log(`${part.name} (${seconds} s): ${JSON.stringify(result.figures)}`);
    for (const miss of result.misses) console.log(`  missed: ${miss}`);
  }
  const misses = Object.values(results).flatMap((result) => result.misses);
  const figures = Object.assign({}, ...Object.values(results).map((result) => result.figures)) as object;
  const path = leaveResult("proof/security.json", { size, figures, misses, parts: results });
  console.log(misses.length === 0 ? `held; figures in ${path}` : `${misses.length} missed; see ${path}`);
  return misses.length === 0 ? 0 : 1;
};

/** One line that is written over, on a terminal; nothing elsewhere. */
function tell(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(60)}`);
}
