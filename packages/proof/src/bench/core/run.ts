import { assessPortfolio, defaultPolicy, type Evidence } from "@headway/core";
import type { Bench } from "../bench.ts";
import { evidenceTexts } from "./evidence-text.ts";
import { asOf, makePortfolio, type PortfolioSize } from "./portfolio.ts";

/** The benchmark of the core (the acceptance figures of the domain). */
export const bench: Bench = {
  targets: {
    ratioToJsonParse: { unit: "times", atMost: 2 },
    memoryRatio: { unit: "times", atMost: 1 },
    growth10x: { unit: "times", atMost: 11 },
    incrementalSpeedup: { unit: "times", atLeast: 1000 },
  },
  async measure(_args, progress) {
    const whole: PortfolioSize = { deals: 50_000, accounts: 10_000, people: 1_000, evidence: 1_000_000 };
    const large = measureSize(whole, progress);
    return { ratioToJsonParse: { value: large.assessMs / large.parseMs, floor: large.parseMs } };
  },
};

function measureSize(size: PortfolioSize, progress: (line: string) => void) {
  const portfolio = makePortfolio(size);
  const evidence: Evidence[] = [];
  let parseMs = 0;
  let bytes = 0;
  for (const text of evidenceTexts(size, 50_000)) {
    bytes += text.length;
    const started = performance.now();
    const parsed = JSON.parse(text) as Evidence[];
    parseMs += performance.now() - started;
    for (const piece of parsed) evidence.push(piece);
  }
  progress(
    `${size.evidence} pieces of ${Math.round(bytes / size.evidence)} bytes, parsed in ${Math.round(parseMs)} ms`,
  );
  const started = performance.now();
  const assessment = assessPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf });
  const assessMs = performance.now() - started;
  progress(`assessed in ${Math.round(assessMs)} ms; ${assessment.unassigned.n} unassigned`);
  return { parseMs, assessMs };
}
