import { defaultPolicy, type Evidence, type Portfolio, streamPortfolio } from "@headway/core";
import { asOf } from "./portfolio.ts";
import { sumsIn } from "./sums.ts";

/** What one look at the heap and at a sample of explanations found. */
export interface AssessLook {
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
 * How long it takes to assess every deal, account and person, each number computed as it is come to. The heap is
 * looked at in a run of its own, {@link lookWhileAssessing}: collecting in between throws compiled code away.
 */
export function timeAssessing(portfolio: Portfolio, evidence: readonly Evidence[]): number {
  globalThis.gc?.();
  const startedAt = performance.now();
  const stream = streamPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf });
  let subjects = 0;
  for (const list of [stream.deals, stream.accounts, stream.people]) for (const _ of list) subjects += 1;
  const assessMs = performance.now() - startedAt;
  const expected = portfolio.deals.length + portfolio.accounts.length + portfolio.people.length;
  if (subjects !== expected) throw new Error(`${subjects} subjects were assessed, not ${expected}`);
  return assessMs;
}

/** The same work, stopping now and then to look at the heap and to add up a sample of explanations. */
export function lookWhileAssessing(portfolio: Portfolio, evidence: readonly Evidence[]): AssessLook {
  const total = portfolio.deals.length + portfolio.accounts.length + portfolio.people.length;
  const before = liveHeap();
  const sums = { bases: 0, wrong: 0 };
  let heapAbove = 0;
  let subjects = 0;
  const stream = streamPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf });
  for (const list of [stream.deals, stream.accounts, stream.people]) {
    for (const assessment of list) {
      if (subjects % Math.ceil(total / looks) === 0) heapAbove = Math.max(heapAbove, liveHeap() - before);
      if (subjects % sampleEvery === 0) sumsIn(assessment, sums);
      subjects += 1;
    }
  }
  return { heapAbove, subjects, bases: sums.bases, wrongSums: sums.wrong };
}

function liveHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
