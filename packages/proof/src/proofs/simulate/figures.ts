import type { SeedAnswer } from "./seed-worker.ts";

/** What a campaign came to, as it is left for others to read. */
export interface Figures {
  readonly seeds: number;
  readonly mirrors: number;
  readonly pollOnly: number;
  readonly edits: number;
  readonly writes: number;
  readonly conflicts: number;
  readonly parked: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Rounds that ended with an error and were taken up by a later one. */
  readonly failedRounds: number;
  readonly violations: number;
  readonly replayed: number;
  readonly replayMismatches: number;
  /** Up to a hundred, with their seeds. */
  readonly found: readonly { readonly seed: number; readonly invariant: string; readonly text: string }[];
}

/** Before the first seed. */
export const noFigures: Figures = {
  seeds: 0,
  mirrors: 0,
  pollOnly: 0,
  edits: 0,
  writes: 0,
  conflicts: 0,
  parked: 0,
  faults: {},
  failedRounds: 0,
  violations: 0,
  replayed: 0,
  replayMismatches: 0,
  found: [],
};

const mostFound = 100;

/** The figures with one more seed in them. */
export function withSeed(figures: Figures, { result, again }: SeedAnswer): Figures {
  const isMismatch = again !== null && again !== result.hash;
  return {
    seeds: figures.seeds + 1,
    mirrors: figures.mirrors + (result.kind === "mirror" ? 1 : 0),
    pollOnly: figures.pollOnly + (result.pollOnly ? 1 : 0),
    edits: figures.edits + result.edits,
    writes: figures.writes + result.writes,
    conflicts: figures.conflicts + result.conflicts,
    parked: figures.parked + result.parked,
    faults: addUp(figures.faults, result.faults),
    failedRounds: figures.failedRounds + Object.values(result.failures).reduce((sum, each) => sum + each, 0),
    violations: figures.violations + result.violations.length,
    replayed: figures.replayed + (again === null ? 0 : 1),
    replayMismatches: figures.replayMismatches + (isMismatch ? 1 : 0),
    found: [...figures.found, ...result.violations.map((each) => ({ seed: result.seed, ...each }))].slice(
      0,
      mostFound,
    ),
  };
}

/** The figures of two parts together. */
export function joined(one: Figures, other: Figures): Figures {
  const sum = (name: Exclude<keyof Figures, "faults" | "found">): number => one[name] + other[name];
  return {
    seeds: sum("seeds"),
    mirrors: sum("mirrors"),
    pollOnly: sum("pollOnly"),
    edits: sum("edits"),
    writes: sum("writes"),
    conflicts: sum("conflicts"),
    parked: sum("parked"),
    faults: addUp(one.faults, other.faults),
    failedRounds: sum("failedRounds"),
    violations: sum("violations"),
    replayed: sum("replayed"),
    replayMismatches: sum("replayMismatches"),
    found: [...one.found, ...other.found].slice(0, mostFound),
  };
}

function addUp(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sums = new Map(Object.entries(one));
  for (const [name, count] of Object.entries(other)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort());
}

const leastEdits = 10;
const leastWrites = 5;

/** What keeps a campaign from counting, in words; empty when it held. */
export function shortfalls({ seeds, edits, writes, violations, replayMismatches }: Figures): string[] {
  return [
    ...(violations > 0 ? [`${violations} violations`] : []),
    ...(replayMismatches > 0 ? [`${replayMismatches} seeds did not replay`] : []),
    ...(edits < leastEdits * seeds
      ? [`${(edits / seeds).toFixed(1)} edits a seed; ${leastEdits} are wanted`]
      : []),
    ...(writes < leastWrites * seeds
      ? [`${(writes / seeds).toFixed(1)} writes a seed; ${leastWrites} are wanted`]
      : []),
  ];
}
