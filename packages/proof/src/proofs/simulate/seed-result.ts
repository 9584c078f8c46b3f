/** A promise that did not hold. */
export interface Violation {
  /** The id that the design gives it: `S2`, `W1`, `K6`. */
  readonly invariant: string;
  /** What was seen, with the values. */
  readonly text: string;
}

/** What one seed came to. */
export interface SeedResult {
  readonly seed: number;
  readonly kind: "mirror" | "tasks";
  /** Equal for every run of the seed on the same sources. */
  readonly hash: string;
  readonly pollOnly: boolean;
  /** What people typed. */
  readonly edits: number;
  /** Values and tasks that the engine changed or made, as the witness saw it. */
  readonly writes: number;
  readonly conflicts: number;
  readonly parked: number;
  /** How often each kind of fault, mishap or disturbance happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** Rounds that ended with an error, by its first line. */
  readonly failures: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}
