import { keepRegression } from "./regressions.ts";
import { type SealedMachine, sealMachine } from "./sealed-machine.ts";
import { shrink } from "./shrink.ts";
import { type Plan, planOf, simulate } from "./simulate.ts";

/** Plays one seed before a person's eyes, and makes it small where it fails. True when it holds. */
export async function replaySeed(seed: number, say: (line: string) => void, keep: boolean): Promise<boolean> {
  const machine = sealMachine();
  try {
    say(JSON.stringify(planOf(seed), null, 1));
    const result = await simulate(planOf(seed), machine, say);
    const { violations, ...rest } = result;
    say(JSON.stringify(rest, null, 1));
    for (const { invariant, text } of violations) say(`VIOLATED ${invariant}: ${text}`);
    if (violations.length > 0) await cutDown(planOf(seed), machine, say, keep);
    return violations.length === 0;
  } finally {
    machine.unseal();
  }
}

/** Shrinks a failing seed, shows what is left of it, and keeps it where asked to. */
async function cutDown(
  plan: Plan,
  machine: SealedMachine,
  say: (line: string) => void,
  keep: boolean,
): Promise<void> {
  const before = await simulate(plan, machine);
  const ids = new Set(before.violations.map(({ invariant }) => invariant));
  const small = await shrink(plan, async (smaller) => {
    const { violations } = await simulate(smaller, machine);
    return violations.some(({ invariant }) => ids.has(invariant));
  });
  const { violations } = await simulate(small, machine);
  say(`as small as it gets: ${JSON.stringify(small)}`);
  for (const { invariant, text } of violations) say(`still violated ${invariant}: ${text}`);
  if (keep) say(`kept in ${keepRegression({ name: `seed-${plan.seed}`, found: violations, plan: small })}`);
}
