/** Whether everything is tried, or as much as fits among the other tests. */
export type Size = "full" | "small";

/** What one part of the proof saw. */
export interface PartResult {
  readonly figures: Readonly<Record<string, number>>;
  /** What did not hold, in words; empty where all did. */
  readonly misses: readonly string[];
}

/** One claim about security and its trial. The same size sees the same every time. */
export interface SecurityPart {
  readonly name: string;
  run(size: Size, tell: (done: number, of: number) => void): Promise<PartResult>;
}

/** At most so many misses are told one by one. */
export const mostTold = 20;
