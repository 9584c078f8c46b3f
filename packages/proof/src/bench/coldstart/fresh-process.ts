import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessMeasures } from "./action-process.ts";

/** The script as plain JavaScript, so that neither types nor our sources are loaded where something is measured. */
const script = join(mkdtempSync(join(tmpdir(), "headway-measured-")), "action-process.mjs");
writeFileSync(
  script,
  stripTypeScriptTypes(readFileSync(join(import.meta.dirname, "action-process.ts"), "utf8")),
);

/** Runs {@link ProcessMeasures}' script in a process of its own that knows nothing but what it is given. */
export async function inFreshProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<ProcessMeasures> {
  const child = fork(script, args, { env: { ...environment }, execArgv: [...flags] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`a measured process ended with code ${String(code)}`);
  });
  ended.catch(() => undefined);
  const [measures] = (await Promise.race([once(child, "message"), ended])) as [ProcessMeasures];
  await once(child, "exit").catch(() => undefined);
  return measures;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
