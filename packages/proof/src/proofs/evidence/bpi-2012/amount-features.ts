import { type FeatureGroup, ramped } from "./feature-group.ts";
import type { Application } from "./offer-events.ts";
import { longestPrefix } from "./protocol.ts";
import { quantiles } from "./quantiles.ts";

/**
 * How the amount asked for is read: as ramps; as these with finer ones beside them, whose knots come from the training
 * prefixes; or in the bands by which the bank declines.
 */
export type AmountReading = "ramps" | "finer-ramps" | "bands";

const rampKnots = [2500, 5000, 7500, 10000, 12500, 15000, 20000, 25000, 40000];
const bandSteps = [
  1000, 3000, 5000, 6000, 7500, 8000, 10000, 12000, 12500, 15000, 17500, 18000, 20000, 24000, 25000, 30000,
  35000, 50000,
];
/** The shares of the training prefixes at which the finer ramps have their knots. */
const finerShares = [0.02, 0.26, 0.5, 0.74, 0.98];

const ramps = ramped("amount", rampKnots, ({ amount }) => amount);

const bands: FeatureGroup = {
  name: "amount from",
  names: bandSteps.map((step) => `amount from ${step}`),
  towardsAcceptance: 0,
  read: ({ amount }) => bandSteps.map((step) => (amount >= step ? 1 : 0)),
};

/** Amounts count by their ratio; below 500 they are alike. */
const logarithm = (amount: number): number => Math.log(Math.max(amount, 500));

/** The amount read in one way. `finerKnots` are those of {@link finerAmountKnots}, looked at by that reading alone. */
export function amountGroups(
  reading: AmountReading,
  finerKnots: readonly number[],
): readonly [FeatureGroup, ...FeatureGroup[]] {
  if (reading === "bands") return [bands];
  if (reading === "ramps") return [ramps];
  return [ramps, ramped("amount, logarithm", finerKnots, ({ amount }) => logarithm(amount))];
}

/** Knots of the finer ramps, logarithms of amounts, ascending: quantiles over the prefixes of `cases`, each once. */
export function finerAmountKnots(cases: readonly Application[]): number[] {
  const logarithms = cases.flatMap(({ amount, events }) =>
    Array.from({ length: Math.min(longestPrefix, events.length) }, () => logarithm(amount)),
  );
  return [...new Set(quantiles(logarithms, finerShares))];
}
