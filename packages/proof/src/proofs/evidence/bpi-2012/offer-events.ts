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

/** Events that say how it ended. */
export const outcomeActivities: ReadonlySet<string> = new Set([
  "A_APPROVED",
  "A_REGISTERED",
  "A_ACTIVATED",
  "A_DECLINED",
  "A_CANCELLED",
  "O_CANCELLED",
  "O_ACCEPTED",
  "O_DECLINED",
]);

/** The events before the instant of the first one that says how it ended; all of them where none does. */
export function strictCut(events: readonly OfferEvent[]): readonly OfferEvent[] {
  const first = events.find(({ activity }) => outcomeActivities.has(activity));
  return first === undefined ? events : events.filter(({ ms }) => ms < first.ms);
}
