import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { CoreCopy } from "./core-copy.ts";
import { type Mutant, mutated } from "./mutant.ts";
import { mutants } from "./mutants.ts";
import type { SuiteResult } from "./suite-result.ts";

const workers = 2;
const least = 60;
const leastCaught = 0.95;

interface Outcome {
  readonly id: string;
  readonly file: string;
  readonly caught: boolean;
  /** The test that caught it. */
  readonly by: string | null;
  /** Why the suite could not be run to its end; never a catch. */
  readonly ranInto: string | null;
}

/**
 * Breaks the rules of the core one at a time and runs its tests on each: at least 95% of at least sixty must be
 * caught. `pnpm run proof mutants [ID...]` tries some of them only: it leaves no result and never counts as the proof.
 */
export const proof: Proof = async (args) => {
  const unknown = args.filter((id) => !mutants.some((mutant) => mutant.id === id));
  if (unknown.length > 0) {
    console.error(`no such mutant: ${unknown.join(", ")}`);
    return 2;
  }
  const chosen = args.length === 0 ? mutants : mutants.filter(({ id }) => args.includes(id));
  const copies = Array.from({ length: Math.min(workers, chosen.length) }, (_, k) => new CoreCopy(String(k)));
  try {
    for (const mutant of chosen) mutated(copies[0]?.source(mutant.file) ?? "", mutant);
    const whole = await copies[0]?.test();
    if (whole?.passed !== true) {
      console.error(`the unbroken core fails its own tests, so no mutant says anything: ${whyOf(whole)}`);
      return 1;
    }
    const outcomes = await tryAll(chosen, copies);
    return args.length === 0 ? report(outcomes) : partOnly(outcomes);
  } finally {
    for (const copy of copies) copy.remove();
  }
};

async function tryAll(chosen: readonly Mutant[], copies: readonly CoreCopy[]): Promise<Outcome[]> {
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const work = async (copy: CoreCopy) => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const one = mutant;
      const outcome = outcomeOf(one, await copy.withChange(one.file, (source) => mutated(source, one)));
      outcomes.push(outcome);
      console.log(lineOf(outcome));
    }
  };
  await Promise.all(copies.map(work));
  return outcomes.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function outcomeOf({ id, file }: Mutant, result: SuiteResult): Outcome {
  const by = result.passed ? null : result.by;
  const ranInto = "ranInto" in result ? result.ranInto : null;
  return { id, file, caught: by !== null, by, ranInto };
}

function lineOf({ id, by, ranInto }: Outcome): string {
  if (by !== null) return `caught   ${id}  by ${by}`;
  return ranInto === null ? `SURVIVED ${id}` : `NOT RUN  ${id}  ${ranInto}`;
}

function whyOf(result: SuiteResult | undefined): string {
  if (result === undefined || result.passed) return "nothing was run";
  return "ranInto" in result ? result.ranInto : result.by;
}

function report(outcomes: readonly Outcome[]): number {
  const caught = outcomes.filter((one) => one.caught).length;
  const share = caught / outcomes.length;
  const path = leaveResult("proof/mutants.json", { mutants: outcomes.length, caught, share, outcomes });
  console.log(`${caught} of ${outcomes.length} caught (${(share * 100).toFixed(1)}%): ${path}`);
  return outcomes.length >= least && share >= leastCaught ? 0 : 1;
}

/** A part tried by hand fails while one of them survives, and leaves the result of the last whole run alone. */
function partOnly(outcomes: readonly Outcome[]): number {
  const caught = outcomes.filter((one) => one.caught).length;
  console.log(`${caught} of these ${outcomes.length} caught; a part proves nothing about the rest`);
  return caught === outcomes.length ? 0 : 1;
}
