import { countBefore } from "./count-before.ts";
import type { Application } from "./offer-events.ts";

/** How much somebody did just before an instant. */
export interface PaceBefore {
  readonly rowsInTenMinutes: number;
  readonly rowsInHour: number;
  readonly rowsInShift: number;
  /** Applications that the rows of the last hour are of. */
  readonly applicationsInHour: number;
}

/** Looks up what a resource did in the minutes and hours strictly before an instant. */
export type SellerPace = (resource: string, ms: number) => PaceBefore;

const minuteMs = 60_000;
const shiftHours = 8;

interface Track {
  readonly times: number[];
  readonly ids: string[];
}

/** Reads all rows of the log once, in order of time. */
export function sellerPace(applications: readonly Application[]): SellerPace {
  const rows = applications
    .flatMap(({ id, events }) => events.map(({ ms, resource }) => ({ id, ms, resource })))
    .filter(({ resource }) => resource !== "")
    .sort((left, right) => left.ms - right.ms);
  const tracks = new Map<string, Track>();
  for (const { id, ms, resource } of rows) {
    const track = tracks.get(resource) ?? { times: [], ids: [] };
    tracks.set(resource, track);
    track.times.push(ms);
    track.ids.push(id);
  }
  return (resource, ms) => paceBefore(tracks.get(resource) ?? { times: [], ids: [] }, ms);
}

/** Windows are open at their earlier end: what happened exactly an hour before is outside. */
function paceBefore({ times, ids }: Track, ms: number): PaceBefore {
  const until = countBefore(times, ms);
  const since = (minutes: number) => Math.min(until, countBefore(times, ms - minutes * minuteMs + 1));
  return {
    rowsInTenMinutes: until - since(10),
    rowsInHour: until - since(60),
    rowsInShift: until - since(60 * shiftHours),
    applicationsInHour: new Set(ids.slice(since(60), until)).size,
  };
}
