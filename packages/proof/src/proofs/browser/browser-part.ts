import type { Browser } from "playwright-core";

/** What one part of the proof saw. */
export interface BrowserResult {
  readonly figures: Readonly<Record<string, number>>;
  /** What did not hold, in words; empty where all did. */
  readonly misses: readonly string[];
}

/** What every part works with. */
export interface BrowserTools {
  readonly browser: Browser;
  /** Says how far a part is. */
  readonly tell: (line: string) => void;
  /** Where a picture of this name goes; `null` where none are wanted. */
  readonly picture: (name: string) => string | null;
}

/** The widths everything is looked at with: a desk, a tablet, a telephone. */
export const widths = [1_440, 820, 390] as const;

/** Light and dark, as the system of the person asks for. */
export const schemes = ["light", "dark"] as const;
