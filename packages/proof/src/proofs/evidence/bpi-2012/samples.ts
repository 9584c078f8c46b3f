import { type FeatureTable, growingTable } from "@headway/core/backtest";
import { type AmountReading, finerAmountKnots } from "./amount-features.ts";
import type { FeatureGroup } from "./feature-group.ts";
import { groupsFor, scoreFeatures } from "./features.ts";
import type { Application } from "./offer-events.ts";
import type { Office } from "./office.ts";
import { addEvent, emptyState } from "./prefix-state.ts";
import { longestPrefix } from "./protocol.ts";

/** Every prefix of some cases: where it came from, and its features. */
export interface Samples {
  readonly table: FeatureTable;
  readonly groups: readonly FeatureGroup[];
  /** For each row the place of its case among those given, and the length of the prefix. */
  readonly cases: Int32Array;
  readonly prefixes: Int32Array;
  readonly caseIds: readonly string[];
}

/** The prefixes 1 to min(40, length) of every case, in order. */
export function prefixSamples(
  cases: readonly Application[],
  groups: readonly FeatureGroup[],
  office: Office,
): Samples {
  const growing = growingTable(scoreFeatures(groups, "declined"));
  const rows: number[] = [];
  const prefixes: number[] = [];
  for (const [place, { amount, events }] of cases.entries()) {
    const [first] = events;
    if (first === undefined) continue;
    const state = emptyState(amount, first);
    for (const [index, event] of events.slice(0, longestPrefix).entries()) {
      addEvent(state, event);
      growing.add(groups.flatMap(({ read }) => read(state, office)));
      rows.push(place);
      prefixes.push(index + 1);
    }
  }
  return {
    table: growing.table(),
    groups,
    cases: Int32Array.from(rows),
    prefixes: Int32Array.from(prefixes),
    caseIds: cases.map(({ id }) => id),
  };
}

/** The prefixes of the same cases with the amount read in one way or another, each worked out when first asked for. */
export type Sampler = (amount: AmountReading) => Samples;

/** Prefixes to fit on and prefixes to predict; what depends on how the data lie is taken from the former alone. */
export function samplers(
  cases: { readonly fitted: readonly Application[]; readonly predicted: readonly Application[] },
  isCut: boolean,
  office: Office,
): { fitted: Sampler; predicted: Sampler } {
  const knots = finerAmountKnots(cases.fitted);
  const sampler = (some: readonly Application[]): Sampler => {
    const found = new Map<AmountReading, Samples>();
    return (amount) => {
      const samples = found.get(amount) ?? prefixSamples(some, groupsFor(amount, isCut, knots), office);
      found.set(amount, samples);
      return samples;
    };
  };
  return { fitted: sampler(cases.fitted), predicted: sampler(cases.predicted) };
}
