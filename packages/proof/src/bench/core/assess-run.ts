import { defaultPolicy, type Evidence, type Portfolio, streamPortfolio } from "@headway/core";
import { asOf } from "./portfolio.ts";
import { sumsIn } from "./sums.ts";

/** What one pass of assessing everything cost. */
export interface AssessRun {
  readonly assessMs: number;
  /** Live heap above what was there before, at its greatest of several looks, in bytes. */
  readonly heapAbove: number;
  readonly subjects: number;
  /** Bases looked at on a sample, and how many of them their contributions did not add up to. */
  readonly bases: number;
  readonly wrongSums: number;
}

const looks = 6;
/** Of so many subjects the explanations of one are built and added up. */
const sampleEvery = 997;

/**
 * Assesses every deal, account and person, each number computed as it is come to. The clock stands still while the
 * heap is looked at and while the sample's explanations are checked.
 */
export function assessRun(portfolio: Portfolio, evidence: readonly Evidence[]): AssessRun {
  const total = portfolio.deals.length + portfolio.accounts.length + portfolio.people.length;
  const before = liveHeap();
  let pausedMs = 0;
  let heapAbove = 0;
  let subjects = 0;
  const sums = { bases: 0, wrong: 0 };
  const paused = (work: () => void) => {
    const from = performance.now();
    work();
    pausedMs += performance.now() - from;
  };
  const startedAt = performance.now();
  const stream = streamPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf });
  for (const list of [stream.deals, stream.accounts, stream.people]) {
    for (const assessment of list) {
      if (subjects % Math.ceil(total / looks) === 0) {
        paused(() => {
          heapAbove = Math.max(heapAbove, liveHeap() - before);
        });
      }
      if (subjects % sampleEvery === 0) paused(() => sumsIn(assessment, sums));
      subjects += 1;
    }
  }
  const assessMs = performance.now() - startedAt - pausedMs;
  return { assessMs, heapAbove, subjects, bases: sums.bases, wrongSums: sums.wrong };
}

function liveHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
