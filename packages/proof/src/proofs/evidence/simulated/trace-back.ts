import { assessPortfolio, defaultPolicy, type Evidence, type Explained, type Portfolio } from "@headway/core";
import { seededNumbers } from "@headway/core/backtest";
import { atMost, type Experiment } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { dayAt, piece } from "./piece.ts";

const kinds = [
  "problem-confirmed",
  "requirements-shared",
  "solution-validated",
  "verbal-agreement",
  "seller-call",
  "seller-email",
  "personal-thanks",
  "benefit-confirmed",
  "complaint",
  "help-requested",
] as const;

/** Does every number lead back to what it rests on? */
export const traceBack: Experiment = {
  title: "Does every number lead back to its evidence?",
  claim:
    "Of random numbers, contributions and prior add up to the basis, and every line names evidence that is there.",
  data: "100 numbers drawn from the assessment of a simulated portfolio",
  run() {
    const { evidence, ids, numbers } = assessed();
    const next = seededNumbers(100);
    const drawn = Array.from(
      { length: thresholds.traceBack.numbers },
      () => numbers[Math.floor(next() * numbers.length)],
    );
    let worst = 0;
    let unnamed = 0;
    let lines = 0;
    for (const number of drawn) {
      if (number === undefined) continue;
      const sum = number.contributions.reduce((total, { amount }) => total + amount, number.prior);
      worst = Math.max(worst, Math.abs(sum - number.basis));
      lines += number.contributions.length;
      unnamed += number.contributions.filter(({ evidenceId }) => !isThere(evidenceId, ids)).length;
    }
    return {
      checks: [
        atMost("largest gap between basis and lines", worst, thresholds.traceBack.tolerance),
        atMost("lines that name nothing that is there", unnamed, 0),
      ],
      tables: [],
      remarks: [
        `${drawn.length} of ${numbers.length} numbers over ${evidence.length} pieces to draw from; the drawn ones had ${lines} lines.`,
        "The blind panel of this experiment (two readers and the tool coding sixty meeting notes) was not run: it needs two people.",
      ],
    };
  },
};

function assessed() {
  const next = seededNumbers(7);
  const portfolio: Portfolio = {
    deals: Array.from({ length: 60 }, (_, k) => ({
      id: `d${k}`,
      accountId: `a${k % 20}`,
      ownerId: `p${k % 4}`,
      status: "open" as const,
      createdAt: dayAt(0),
    })),
    accounts: Array.from({ length: 20 }, (_, k) => ({
      id: `a${k}`,
      ownerId: `p${k % 4}`,
      createdAt: dayAt(0),
    })),
    people: Array.from({ length: 4 }, (_, k) => ({ id: `p${k}` })),
  };
  const evidence: Evidence[] = Array.from({ length: 1500 }, (_, k) => {
    const deal = Math.floor(60 * next());
    const kind = kinds[Math.floor(next() * kinds.length)] ?? "seller-call";
    const about = { dealId: `d${deal}`, accountId: `a${deal % 20}`, personId: `p${deal % 4}` };
    return piece(`e${k}`, kind, 365 * next(), { ...about, topic: `t${k}`, hours: 0.5 });
  });
  const found = assessPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf: dayAt(365) });
  const numbers = numbersIn([found.deals, found.accounts, found.people]).filter(
    ({ status }) => status === "known",
  );
  return { evidence, ids: new Set(evidence.map(({ id }) => id)), numbers };
}

function isThere(evidenceId: string, ids: ReadonlySet<string>): boolean {
  return ids.has(evidenceId) || /^(?:deal|account|notebook):/.test(evidenceId);
}

function numbersIn(value: unknown): Explained[] {
  if (typeof value !== "object" || value === null) return [];
  if ("valueFrom" in value && "basis" in value) return [value as Explained];
  return Object.values(value).flatMap(numbersIn);
}
