import { availableParallelism } from "node:os";
import { leaveResult } from "../../proof-folder.ts";
import type { BrokenVariant } from "./broken-variant.ts";
import type { Violation } from "./seed-result.ts";
import { seedThread } from "./seed-threads.ts";
import { simulatedMutants } from "./simulated-mutants.ts";

/** Within how many seeds each broken variant has to be caught. */
const mostSeeds = 500;

interface Outcome {
  readonly id: string;
  /** The first seed that caught it, `null` where none did. */
  readonly seed: number | null;
  /** How many seeds were played until then. */
  readonly seeds: number;
  readonly by: Violation | null;
}

/**
 * Breaks one rule after the other and plays seeds until one fails. A simulator that does not notice is worth nothing.
 *
 * @param ids The mutants to try; all where it is empty.
 */
export async function tryMutants(ids: readonly string[], say: (line: string) => void): Promise<number> {
  const chosen = simulatedMutants.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (chosen.length < ids.length || chosen.length === 0) {
    say(`there are: ${simulatedMutants.map(({ id }) => id).join(" ")}`);
    return 2;
  }
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const outcome = await tryMutant(mutant);
      outcomes.push(outcome);
      say(lineOf(outcome));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return report(outcomes, ids.length === 0, say);
}

async function tryMutant(mutant: BrokenVariant): Promise<Outcome> {
  const tasks = Array.from({ length: mostSeeds }, (_, index) => ({ plan: index + 1, twice: false }));
  const suspects: { seed: number; by: Violation }[] = [];
  let seeds = 0;
  const whole = seedThread(null);
  const broken = seedThread(mutant);
  try {
    for (const task of tasks) {
      seeds += 1;
      const [by] = (await broken.play(task)).result.violations;
      if (by === undefined) continue;
      // A seed that fails over whole sources as well says nothing about this mutant.
      if ((await whole.play(task)).result.violations.length > 0) continue;
      suspects.push({ seed: task.plan, by });
      break;
    }
  } finally {
    await whole.close();
    await broken.close();
  }
  const [caught] = suspects;
  return { id: mutant.id, seed: caught?.seed ?? null, seeds, by: caught?.by ?? null };
}

function lineOf({ id, seed, by }: Outcome): string {
  if (by === null) return `SURVIVED ${id}  ${mostSeeds} seeds`;
  return `caught   ${id}  by seed ${seed}: ${by.invariant} ${by.text.slice(0, 160)}`;
}

function report(outcomes: readonly Outcome[], isWhole: boolean, say: (line: string) => void): number {
  const caught = outcomes.filter(({ seed }) => seed !== null).length;
  if (isWhole) {
    const sorted = outcomes.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const result = { mutants: outcomes.length, caught, mostSeeds, outcomes: sorted };
    say(leaveResult("proof/simulate-mutants.json", result));
  }
  say(`${caught} of ${outcomes.length} caught within ${mostSeeds} seeds`);
  return caught === outcomes.length ? 0 : 1;
}
