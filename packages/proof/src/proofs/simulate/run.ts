import { parseArgs } from "node:util";
import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { campaign } from "./campaign.ts";
import { shortfalls } from "./figures.ts";
import { replaySeed } from "./replay-seed.ts";
import { tryMutants } from "./try-mutants.ts";

const usage = `usage: pnpm run proof simulate [--seeds N] [--from N] [--threads N]
       pnpm run proof simulate --seed N [--keep]
       pnpm run proof simulate --mutants [ID ...]`;

/** How many failing seeds of a campaign are made small and kept. */
const mostKept = 3;

/**
 * Plays seeded runs of the mirror and of the one-way sync against both sandboxes, with faults and people, and checks
 * that nothing was lost, doubled or left apart.
 */
export const proof: Proof = async (args) => {
  const asked = readFlags(args);
  if (asked === null) {
    console.error(usage);
    return 2;
  }
  const { seed, mutants, keep, from, seeds, threads, ids } = asked;
  if (mutants) return tryMutants(ids, console.log);
  if (seed !== null) return (await replaySeed(seed, console.log, keep)) ? 0 : 1;
  return runCampaign({ from, seeds, ...(threads === null ? {} : { threads }) });
};

async function runCampaign(range: { from: number; seeds: number; threads?: number }): Promise<number> {
  const startedAt = Date.now();
  const figures = await campaign({
    ...range,
    twice: 100,
    resumable: true,
    onLine: (line) => console.error(line),
  });
  const seconds = (Date.now() - startedAt) / 1000;
  const short = shortfalls(figures);
  const path = leaveResult("proof/simulate.json", { from: range.from, ...figures, seconds, short });
  const { found, faults, ...shown } = figures;
  console.log(JSON.stringify({ ...shown, faults }, null, 1));
  const failing = [...new Set(found.map(({ seed }) => seed))].slice(0, mostKept);
  for (const seed of failing) await replaySeed(seed, () => undefined, true);
  console.log(short.length === 0 ? `held: ${path}` : `${short.join("; ")}: ${path}`);
  return short.length === 0 ? 0 : 1;
}

interface Flags {
  readonly seed: number | null;
  readonly mutants: boolean;
  readonly keep: boolean;
  readonly from: number;
  readonly seeds: number;
  readonly threads: number | null;
  readonly ids: readonly string[];
}

function readFlags(args: readonly string[]): Flags | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seeds: { type: "string" },
        from: { type: "string" },
        seed: { type: "string" },
        threads: { type: "string" },
        mutants: { type: "boolean" },
        keep: { type: "boolean" },
      },
    });
    const whole = (text: string | undefined, fallback: number | null): number | null =>
      text === undefined ? fallback : /^\d+$/.test(text) ? Number(text) : Number.NaN;
    const [from, seeds] = [whole(values.from, 1), whole(values.seeds, 300)];
    const [seed, threads] = [whole(values.seed, null), whole(values.threads, null)];
    const numbers = [from, seeds, seed, threads];
    if (numbers.some((each) => Number.isNaN(each)) || from === null || seeds === null) return null;
    const mutants = values.mutants ?? false;
    if (positionals.length > 0 && !mutants) return null;
    return { seed, threads, from, seeds, mutants, keep: values.keep ?? false, ids: positionals };
  } catch {
    return null;
  }
}
