import { contribution } from "../explain/explain.ts";
import type { Contribution } from "../explain/explained.ts";
import type { LiveSignal } from "./elation-balance.ts";

/**
 * The lines of a sign in an explanation, times `sign`. A settled complaint has two: its full weight, and what
 * settling it gave back.
 */
export function signalLines({ signal, factor, live }: LiveSignal, sign: 1 | -1): Contribution[] {
  const { seen, settled } = signal;
  if (settled === undefined) return [contribution(seen.evidence, live * sign)];
  const back = settled.points * factor * sign;
  return [
    contribution(seen.evidence, live * sign - back),
    contribution(settled.by.evidence, back, `settled ${seen.evidence.id}`),
  ];
}
