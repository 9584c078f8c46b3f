import { type MirrorPlan, mirrorPlan } from "./plan.ts";
import type { SealedMachine } from "./sealed-machine.ts";
import type { SeedResult, Violation } from "./seed-result.ts";
import { simulateMirror } from "./simulate-mirror.ts";
import { simulateTasks } from "./simulate-tasks.ts";
import { type TasksPlan, tasksPlan } from "./tasks-plan.ts";

/** Everything that a seed decides before it runs. */
export type Plan = MirrorPlan | TasksPlan;

/** What a seed decides: every fifth is a one-way sync with its tasks, the others are mirrors. */
export function planOf(seed: number): Plan {
  return seed % 5 === 4 ? tasksPlan(seed) : mirrorPlan(seed);
}

/** Plays a plan on a sealed machine. Whatever goes wrong in the playing itself is a violation as well. */
export async function simulate(
  plan: Plan,
  machine: SealedMachine,
  onEvent?: (text: string) => void,
): Promise<SeedResult> {
  machine.takeLeaks();
  const result = await play(plan, machine, onEvent).catch((error: unknown) => broken(plan, error));
  const leaks = Object.entries(machine.takeLeaks()).map(([what, times]): Violation => {
    return { invariant: "K6", text: `the machine was asked for ${what}, ${times} times` };
  });
  return { ...result, violations: [...result.violations, ...leaks] };
}

function play(plan: Plan, machine: SealedMachine, onEvent?: (text: string) => void): Promise<SeedResult> {
  return plan.kind === "mirror"
    ? simulateMirror(plan, machine, onEvent)
    : simulateTasks(plan, machine, onEvent);
}

function broken({ seed, kind }: Plan, error: unknown): SeedResult {
  const text = error instanceof Error ? (error.stack ?? String(error)).slice(0, 800) : String(error);
  return {
    seed,
    kind,
    hash: text,
    pollOnly: false,
    edits: 0,
    writes: 0,
    conflicts: 0,
    parked: 0,
    faults: {},
    failures: {},
    violations: [{ invariant: "S1", text: `it did not come to its end: ${text}` }],
  };
}
