import type { LogEvent } from "../../../real/bpi-2012/log-event.ts";

/** An event with what the evidence asks of it again and again, worked out once. */
export interface OfferEvent {
  readonly ms: number;
  readonly activity: string;
  readonly lifecycle: string;
  readonly resource: string;
  /** Hours of the bank's own day, 0 to 24. */
  readonly hour: number;
}

/** One application, its events in file order. */
export interface Application {
  readonly id: string;
  readonly amount: number;
  readonly events: readonly OfferEvent[];
}

/** Events in a form that is quick to read; throws an `Error` naming the case whose amount is no number. */
export function toApplications(cases: ReadonlyMap<string, readonly LogEvent[]>): Application[] {
  return [...cases].map(([id, events]) => {
    const amount = Number(events[0]?.amount);
    if (!Number.isFinite(amount)) throw new Error(`case ${id} has the amount ${events[0]?.amount}`);
    return { id, amount, events: events.map(toOfferEvent) };
  });
}

function toOfferEvent({ at, activity, lifecycle, resource }: LogEvent): OfferEvent {
  const hour = Number(at.slice(11, 13)) + Number(at.slice(14, 16)) / 60;
  return { ms: Date.parse(at), activity, lifecycle, resource, hour };
}

const applicationEnds = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED", "A_DECLINED", "A_CANCELLED"];
const offerEnds = ["O_ACCEPTED", "O_DECLINED"];

/**
 * The first event that says how it ended; `undefined` where none does. An offer that is cancelled for a new one has
 * not ended anything.
 */
export function firstOutcome(events: readonly OfferEvent[]): OfferEvent | undefined {
  const lastOffer = events.findLastIndex(({ activity }) => activity === "O_CREATED");
  return events.find(
    ({ activity }, index) =>
      applicationEnds.includes(activity) ||
      offerEnds.includes(activity) ||
      (activity === "O_CANCELLED" && index > lastOffer),
  );
}

/** The events before the second of the first one that says how it ended; all of them where none does. */
export function strictCut(events: readonly OfferEvent[]): readonly OfferEvent[] {
  const first = firstOutcome(events);
  if (first === undefined) return events;
  const second = Math.floor(first.ms / 1000);
  return events.filter(({ ms }) => Math.floor(ms / 1000) < second);
}

/** The stricter reading: before the second of the first outcome of any offer, replaced by a new one or not. */
export function strictestCut(events: readonly OfferEvent[]): readonly OfferEvent[] {
  const kept = strictCut(events);
  const first = kept.find(({ activity }) => activity === "O_CANCELLED");
  if (first === undefined) return kept;
  const second = Math.floor(first.ms / 1000);
  return kept.filter(({ ms }) => Math.floor(ms / 1000) < second);
}
