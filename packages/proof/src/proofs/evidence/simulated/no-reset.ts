import {
  assessDeal,
  type DealAssessment,
  defaultPolicy,
  type Evidence,
  emptyNotebook,
  parsePolicy,
} from "@headway/core";
import { seededNumbers } from "@headway/core/backtest";
import { atMost, type Experiment } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { dayAt, piece } from "./piece.ts";

const buyerKinds = [
  "problem-confirmed",
  "requirements-shared",
  "solution-validated",
  "verbal-agreement",
] as const;

/** Is a quarter boundary an event? It must not be. */
export const noReset: Experiment = {
  title: "Does anything reset?",
  claim:
    "Momentum knows no fiscal calendar, its ledger adds up to it, late arrivals end in the same state, and quotas never touch it.",
  data: "200 simulated deals; the property tests of the core (`packages/core/src/testing/properties.test.ts`, `packages/core/src/momentum/assess-momentum.test.ts`) hold the same over arbitrary evidence",
  run() {
    const worst = { calendar: 0, ledger: 0, order: 0, quota: 0 };
    let total = 0;
    for (let seed = 1; seed <= thresholds.noReset.runs; seed += 1) {
      const found = oneDeal(seed);
      total += found.momentum;
      for (const name of ["calendar", "ledger", "order", "quota"] as const) {
        worst[name] = Math.max(worst[name], found[name]);
      }
    }
    const { tolerance } = thresholds.noReset;
    return {
      checks: [
        atMost("momentum moved by another fiscal calendar", worst.calendar, tolerance),
        atMost("ledger lines less momentum", worst.ledger, tolerance),
        atMost("moved by the order and lateness of arrival", worst.order, tolerance),
        atMost("moved by quotas", worst.quota, tolerance),
      ],
      tables: [],
      remarks: [`The mean momentum of these deals is ${(total / thresholds.noReset.runs).toFixed(2)}.`],
    };
  },
};

function oneDeal(seed: number) {
  const next = seededNumbers(seed);
  const evidence: Evidence[] = Array.from({ length: 12 }, (_, k) => {
    const kind = buyerKinds[Math.floor(next() * buyerKinds.length)] ?? "problem-confirmed";
    return piece(`e${k}`, kind, 300 * next(), { dealId: "d" });
  });
  const asOf = dayAt(200 + 150 * next());
  const base = momentumOf(assess(evidence, asOf));
  const month = 1 + Math.floor(12 * next());
  const calendar = { ...defaultPolicy.calendar, fiscalYearStartMonth: month };
  const shifted = assess(evidence, asOf, { policy: parsePolicy({ calendar }) });
  const quotas = [
    {
      id: "q",
      writtenAt: dayAt(0),
      personId: "p",
      fromAt: dayAt(0),
      toAt: asOf,
      unit: "EUR",
      target: 1e6 * next(),
    },
  ];
  const asked = assess(evidence, asOf, { notebook: { ...emptyNotebook, quotas } });
  const { momentum } = assess(evidence, asOf);
  const lines = momentum.points.contributions.reduce(
    (sum, { amount }) => sum + amount,
    momentum.points.prior,
  );
  return {
    momentum: base,
    calendar: Math.abs(momentumOf(shifted) - base),
    quota: Math.abs(momentumOf(asked) - base),
    ledger: Math.abs(lines - base),
    order: Math.abs(momentumOf(assess(late(evidence, asOf), asOf)) - base),
  };
}

type Input = Parameters<typeof assessDeal>[0];

function assess(evidence: readonly Evidence[], asOf: string, more: Partial<Input> = {}): DealAssessment {
  const deal = { id: "d", status: "open" as const, createdAt: dayAt(0) };
  return assessDeal({ deal, evidence, policy: defaultPolicy, asOf, ...more });
}

function momentumOf({ momentum }: DealAssessment): number {
  return momentum.points.basis;
}

/** The same pieces, newest first, each recorded only at the end. */
function late(evidence: readonly Evidence[], asOf: string): Evidence[] {
  const seen = evidence.filter(({ occurredAt }) => occurredAt <= asOf);
  return seen.map((piece) => ({ ...piece, recordedAt: asOf })).toReversed();
}
