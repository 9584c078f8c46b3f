import { instantMs } from "../instant.ts";

/** When the value of a field became known, beside the instant it would be used at and the one of the outcome. */
export interface FieldReading {
  readonly field: string;
  /** `null` where no record says when it was written. */
  readonly knownAt: string | null;
  /** The outcome itself; a value known from then on gives it away. */
  readonly outcomeAt: string | null;
}

/** A field that must not be predicted from. */
export interface RefusedField {
  readonly field: string;
  readonly reason: string;
}

/** The share of values written with the outcome or later above which a field is refused. */
const toleratedShare = 0.05;

/**
 * Names the fields whose values give the outcome away: those written when it came or later in more than one case of
 * twenty, and those of which no record says when they were written. A field of open cases alone is not judged.
 */
export function refuseLeaks(readings: Iterable<FieldReading>): RefusedField[] {
  const tallies = new Map<string, { judged: number; late: number; undated: number }>();
  for (const { field, knownAt, outcomeAt } of readings) {
    if (outcomeAt === null) continue;
    const tally = tallies.get(field) ?? { judged: 0, late: 0, undated: 0 };
    tallies.set(field, tally);
    tally.judged += 1;
    if (knownAt === null) tally.undated += 1;
    else if (instantMs(knownAt) >= instantMs(outcomeAt)) tally.late += 1;
  }
  return [...tallies].flatMap(([field, { judged, late, undated }]) => {
    const share = (count: number) => `${Math.round((100 * count) / judged)}% of ${judged} closed cases`;
    if (late > toleratedShare * judged) {
      return [{ field, reason: `known only with the outcome or later in ${share(late)}` }];
    }
    if (undated > toleratedShare * judged) {
      return [{ field, reason: `no record says when it was written in ${share(undated)}` }];
    }
    return [];
  });
}
