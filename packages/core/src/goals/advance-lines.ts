import type { Advance } from "../deal/advance.ts";
import { explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { type FormulaId, formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";

/** One advance as a line of an explanation. */
export function advanceLine({ evidenceId, source, step }: Advance, amount = 1): Contribution {
  return { evidenceId, source, amount, note: step };
}

/** What a number of advances is about, and what is missing where it cannot be known. */
export interface CountParts {
  readonly rule: FormulaId;
  readonly asOf: Instant;
  readonly unit?: string;
  /** What would decide it; with any of these the number is unknown. */
  readonly missing?: readonly string[];
}

/** How many advances a list holds, each listed. */
export function countAdvances(advances: readonly Advance[], parts: CountParts): Explained {
  const missing = parts.missing ?? [];
  return explain({
    value: missing.length === 0 ? advances.length : null,
    unit: parts.unit ?? "advances",
    valueFrom: "count",
    basis: advances.length,
    n: advances.length,
    asOf: parts.asOf,
    rule: formula(parts.rule),
    contributions: () => advances.map((advance) => advanceLine(advance)),
    missing,
  });
}

/** Each advance once, although an account's ledger repeats those of its deals; oldest first. */
export function distinctAdvances(ledgers: Iterable<readonly Advance[]>): Advance[] {
  const byStep = new Map<string, Advance>();
  for (const ledger of ledgers) {
    for (const advance of ledger) byStep.set(`${advance.evidenceId}/${advance.step}`, advance);
  }
  const dated = [...byStep.values()].map((advance) => ({ advance, atMs: instantMs(advance.at) }));
  return dated.sort(byInstant).map(({ advance }) => advance);
}

/** Advances that still count. */
export function liveAdvances(ledger: readonly Advance[]): Advance[] {
  return ledger.filter(({ lapsedAt }) => lapsedAt === undefined);
}

interface Dated {
  readonly advance: Advance;
  readonly atMs: number;
}

function byInstant(left: Dated, right: Dated): number {
  const order = left.atMs - right.atMs;
  return order === 0 ? (left.advance.evidenceId < right.advance.evidenceId ? -1 : 1) : order;
}
