import { defaultPolicy, type Evidence, fitCohorts, livePortfolio, type Portfolio } from "@headway/core";
import type { Bench } from "../bench.ts";
import { lookWhileAssessing, timeAssessing } from "./assess-run.ts";
import { evidenceTexts } from "./evidence-text.ts";
import { asOf, instantAt, makePortfolio, type PortfolioSize } from "./portfolio.ts";

const whole: PortfolioSize = { deals: 50_000, accounts: 10_000, people: 1_000, evidence: 1_000_000 };
const tenth: PortfolioSize = { deals: 5_000, accounts: 1_000, people: 100, evidence: 100_000 };
const rounds = 3;
const chunk = 50_000;
const updates = 60;

/** The figures of the core: what assessing costs beside reading the same evidence, and how it grows. */
export const bench: Bench = {
  targets: {
    ratioToJsonParse: { unit: "times", atMost: 2 },
    memoryRatio: { unit: "times", atMost: 1 },
    growth10x: { unit: "times", atMost: 11 },
    incrementalSpeedup: { unit: "times", atLeast: 1000 },
    wrongSums: { unit: "bases", atMost: 0 },
  },
  async measure(_args, progress) {
    // The smaller first, so that its code is as warm as the larger's.
    const small = measureSize(tenth, progress);
    const large = measureSize(whole, progress);
    const updateMs = measureUpdates(progress);
    return {
      ratioToJsonParse: { value: large.assessMs / large.parseMs, floor: large.parseMs },
      memoryRatio: { value: large.heapAbove / large.inputHeap, floor: large.inputHeap },
      growth10x: { value: large.assessMs / small.assessMs, floor: small.assessMs },
      incrementalSpeedup: { value: large.assessMs / updateMs, floor: updateMs },
      wrongSums: { value: small.wrongSums + large.wrongSums },
    };
  },
};

interface SizeRun {
  readonly parseMs: number;
  readonly assessMs: number;
  readonly inputHeap: number;
  readonly heapAbove: number;
  readonly wrongSums: number;
}

/** Medians over rounds in which parsing and assessing take turns. */
function measureSize(size: PortfolioSize, progress: (line: string) => void): SizeRun {
  const texts = [...evidenceTexts(size, chunk)];
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  progress(`${size.evidence} pieces of ${Math.round(bytes / size.evidence)} bytes of JSON`);
  const portfolio = makePortfolio(size);
  const parses: number[] = [];
  const assesses: number[] = [];
  let last = parse(texts);
  for (let round = 1; round <= rounds; round += 1) {
    if (round > 1) last = parse(texts);
    const assessMs = timeAssessing(portfolio, last.evidence);
    parses.push(last.parseMs);
    assesses.push(assessMs);
    progress(
      `round ${round}: parsed in ${Math.round(last.parseMs)} ms, assessed in ${Math.round(assessMs)} ms`,
    );
  }
  const { heapAbove, subjects, bases, wrongSums } = lookWhileAssessing(portfolio, last.evidence);
  progress(
    `${subjects} subjects within ${megabytes(heapAbove)} above the input's ${megabytes(last.heap)}; ` +
      `${bases} bases of a sample added up, ${wrongSums} wrongly`,
  );
  return {
    parseMs: median(parses),
    assessMs: median(assesses),
    inputHeap: last.heap,
    heapAbove,
    wrongSums,
  };
}

function parse(texts: readonly string[]): { evidence: Evidence[]; parseMs: number; heap: number } {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const evidence: Evidence[] = [];
  let parseMs = 0;
  for (const text of texts) {
    const startedAt = performance.now();
    const pieces = JSON.parse(text) as Evidence[];
    parseMs += performance.now() - startedAt;
    for (const piece of pieces) evidence.push(piece);
  }
  globalThis.gc?.();
  return { evidence, parseMs, heap: process.memoryUsage().heapUsed - before };
}

/** The median time to take in one new piece about one deal of the whole portfolio, everybody it touches assessed. */
function measureUpdates(progress: (line: string) => void): number {
  const portfolio: Portfolio = makePortfolio(whole);
  const { evidence } = parse([...evidenceTexts(whole, chunk)]);
  const cohorts = fitCohorts([], defaultPolicy, asOf);
  const live = livePortfolio({ portfolio, evidence, policy: defaultPolicy, asOf, cohorts });
  const times: number[] = [];
  let touched = 0;
  for (let k = 0; k < updates; k += 1) {
    const model = evidence[k * 7919];
    if (model === undefined) continue;
    const piece = { ...model, id: `new:${k}`, occurredAt: instantAt(599, k), recordedAt: instantAt(599, k) };
    const startedAt = performance.now();
    const { deals, accounts, people } = live.update({ evidence: [piece] });
    times.push(performance.now() - startedAt);
    touched += deals.length + accounts.length + people.length;
  }
  const result = median(times);
  progress(
    `one new piece: ${result.toFixed(2)} ms, ${(touched / updates).toFixed(1)} subjects assessed again`,
  );
  return result;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
