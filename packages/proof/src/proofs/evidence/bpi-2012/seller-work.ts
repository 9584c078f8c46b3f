import { countBefore } from "./count-before.ts";
import type { Application } from "./offer-events.ts";

/** What somebody had done before an instant, and what share of it was of which kind; nothing about outcomes. */
export interface WorkBefore {
  readonly rows: number;
  /** Shares are drawn to 1 in 8: (rows of the kind + 1) / (rows + 8). */
  readonly validating: number;
  readonly callingAboutOffers: number;
  readonly completing: number;
  /** After 17 o'clock. */
  readonly evenings: number;
  /** The mean logarithm (base 10) of the amounts asked for, drawn to 4 by eight rows. */
  readonly amounts: number;
}

/** Looks up what a resource had done strictly before an instant. */
export type SellerWork = (resource: string, ms: number) => WorkBefore;

/** Running sums after each row: validating, calling about offers, completing, evenings, amounts. */
type Sums = readonly [number, number, number, number, number];

interface Track {
  readonly times: number[];
  readonly sums: Sums[];
}

const zero: Sums = [0, 0, 0, 0, 0];

/** Reads all rows of the log once, in order of time. */
export function sellerWork(applications: readonly Application[]): SellerWork {
  const rows = applications
    .flatMap(({ amount, events }) => events.map((event) => ({ ...event, amount })))
    .filter(({ resource }) => resource !== "")
    .sort((left, right) => left.ms - right.ms);
  const tracks = new Map<string, Track>();
  for (const { resource, ms, activity, hour, amount } of rows) {
    const track = tracks.get(resource) ?? { times: [], sums: [zero] };
    tracks.set(resource, track);
    const last = track.sums.at(-1) ?? zero;
    track.times.push(ms);
    track.sums.push([
      last[0] + Number(activity.startsWith("W_Valideren")),
      last[1] + Number(activity.startsWith("W_Nabellen offertes")),
      last[2] + Number(activity.startsWith("W_Completeren")),
      last[3] + Number(hour > 17),
      last[4] + Math.log10(Math.max(amount, 100)),
    ]);
  }
  return (resource, ms) => workBefore(tracks.get(resource), ms);
}

function workBefore(track: Track | undefined, ms: number): WorkBefore {
  const rows = track === undefined ? 0 : countBefore(track.times, ms);
  const sums = track?.sums[rows] ?? zero;
  const share = (sum: number) => (sum + 1) / (rows + 8);
  return {
    rows,
    validating: share(sums[0]),
    callingAboutOffers: share(sums[1]),
    completing: share(sums[2]),
    evenings: share(sums[3]),
    amounts: (sums[4] + 8 * 4) / (rows + 8),
  };
}
