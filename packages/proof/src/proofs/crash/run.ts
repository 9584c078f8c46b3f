import { parseArgs } from "node:util";
import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import type { CrashPart, CrashResult, CrashScale } from "./crash-part.ts";
import { ofMirror, onPostgres, onSqlite } from "./every-point.ts";
import { underKilledPostgres } from "./killed-postgres.ts";
import { withStoppedWorkers } from "./stopped-workers.ts";

const parts: readonly CrashPart[] = [onSqlite, onPostgres, ofMirror, withStoppedWorkers, underKilledPostgres];

/**
 * Kills processes, stops workers past their leases and kills Postgres (`invariant:K1` to `invariant:K3`).
 * `--only NAME` tries one part, `--points N` at most so many points of each store, `--jobs N` so many jobs.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      points: { type: "string", default: "100000" },
      jobs: { type: "string", default: "2000" },
    },
  });
  const scale: CrashScale = { points: Number(values.points), jobs: Number(values.jobs), pausingMs: 60_000 };
  const chosen = parts.filter(({ name }) => values.only === undefined || values.only === name);
  if (chosen.length === 0 || !(scale.points > 0) || !(scale.jobs > 0)) {
    console.error(
      `usage: proof crash [--only ${parts.map(({ name }) => name).join("|")}] [--points N] [--jobs N]`,
    );
    return 2;
  }
  const results: Record<string, CrashResult & { readonly seconds: number }> = {};
  for (const part of chosen) {
    const started = performance.now();
    const result = await part.run(scale, progress());
    const seconds = Math.round((performance.now() - started) / 1_000);
    results[part.name] = { ...result, seconds };
    console.log(`${part.name} (${seconds} s): ${JSON.stringify(result.figures)}`);
    for (const miss of result.misses.slice(0, 20)) console.log(`  missed: ${miss}`);
  }
  const misses = Object.values(results).flatMap((result) => result.misses);
  const figures = Object.assign({}, ...Object.values(results).map((result) => result.figures)) as object;
  const path = leaveResult("proof/crash.json", { figures, misses, parts: results });
  console.log(misses.length === 0 ? `held; figures in ${path}` : `${misses.length} missed; see ${path}`);
  return misses.length === 0 ? 0 : 1;
};

/** On a terminal one line that is written over; elsewhere a line now and then. */
function progress(): (line: string) => void {
  let toldAt = performance.now();
  return (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(78)}`);
    else if (performance.now() - toldAt > 15_000) {
      toldAt = performance.now();
      console.error(line);
    }
  };
}
