import type { Office } from "./office.ts";
import { type PrefixState, rowName } from "./prefix-state.ts";
import { rampNames, ramps } from "./ramps.ts";

/** One line of MAPPING.md: the features it gives, in which direction they may move, and how they are read. */
export interface FeatureGroup {
  readonly name: string;
  readonly names: readonly string[];
  /** +1 where more of it may only speak for acceptance and against cancellation, -1 the other way round. */
  readonly towardsAcceptance: -1 | 0 | 1;
  readonly read: (state: PrefixState, office: Office) => readonly number[];
}

/** The logarithm of one more than a count. */
export const log = (count: number): number => Math.log1p(count);

/** A value as ramps over neighbouring knots. */
export function ramped(
  name: string,
  knots: readonly number[],
  read: (state: PrefixState) => number,
  towardsAcceptance: FeatureGroup["towardsAcceptance"] = 0,
): FeatureGroup {
  return {
    name,
    names: rampNames(name, knots),
    towardsAcceptance,
    read: (state) => ramps(read(state), knots),
  };
}

/** One number as it is. */
export function plain(
  name: string,
  read: (state: PrefixState, office: Office) => number,
  towardsAcceptance: FeatureGroup["towardsAcceptance"] = 0,
): FeatureGroup {
  return { name, names: [name], towardsAcceptance, read: (state, office) => [read(state, office)] };
}

/** How many rows of each kind, logarithm. */
export function counted(name: string, rows: readonly string[]): FeatureGroup {
  const names = rows.map((row) => `${name} ${row}`);
  return {
    name,
    names,
    towardsAcceptance: 0,
    read: ({ counts }) => rows.map((row) => log(counts.get(row) ?? 0)),
  };
}

/** Whether the last row was of a kind, one feature for each. */
export function lastWas(name: string, rows: readonly string[]): FeatureGroup {
  const names = rows.map((row) => `${name} ${row}`);
  const read = ({ last }: PrefixState) => rows.map((row) => (rowName(last) === row ? 1 : 0));
  return { name, names, towardsAcceptance: 0, read };
}
