import type { Explained } from "../explain/explained.ts";

/** Advances, decayed by elapsed days and by nothing else (domain:R1, domain 3.9). */
export interface Momentum {
  readonly points: Explained;
  /** Advances a week; unknown under four weeks of record. */
  readonly ratePerWeek: Explained;
  readonly sensitivity: readonly { readonly halfLifeDays: number; readonly points: number }[];
}
