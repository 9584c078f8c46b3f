import { setTimeout as sleep } from "node:timers/promises";

/** Short, so that a right that a killed process took and did not put its name to is over soon. */
export const leaseMs = 2_000;

/** Runs until nobody else, or what is left of him, holds the right to run. */
export async function whenFree<Result>(
  run: () => Promise<Result>,
  isTaken: (outcome: { readonly result: Result } | { readonly error: unknown }) => boolean,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await run().then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    const isOver = tries === 40 || !isTaken(outcome);
    if (isOver && "result" in outcome) return outcome.result;
    if (isOver && "error" in outcome) throw outcome.error;
    await sleep(250);
  }
}
