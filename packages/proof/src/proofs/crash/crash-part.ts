/** How much of a part is tried. */
export interface CrashScale {
  /** Of the points at which a process is killed, at most so many; all by default. */
  readonly points: number;
  /** Jobs of the fleet. */
  readonly jobs: number;
  /** How long workers are stopped and woken. */
  readonly pausingMs: number;
}

/** What one part of the proof saw. */
export interface CrashResult {
  readonly figures: Readonly<Record<string, number>>;
  readonly misses: readonly string[];
}

/** One part of the proof, by the name it can be asked for. */
export interface CrashPart {
  readonly name: string;
  run(scale: CrashScale, tell: (line: string) => void): Promise<CrashResult>;
}
