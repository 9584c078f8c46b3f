import type { Application, OfferEvent } from "../offer-events.ts";

/** An event of a made-up application at a second; done by resource 9 at ten o'clock unless told otherwise. */
export function logEvent(activity: string, second: number, part: Partial<OfferEvent> = {}): OfferEvent {
  return { ms: second * 1000, activity, lifecycle: "COMPLETE", resource: "9", hour: 10, ...part };
}

/** A made-up application for 10,000. */
export function logApplication(id: string, events: readonly OfferEvent[], amount = 10_000): Application {
  return { id, amount, events };
}
