import type { WebhookEvent } from "./webhook-event.ts";

/** An event that waits to be sent. */
export interface WaitingEvent {
  readonly event: WebhookEvent;
  /** How often it was sent in vain. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** Where it stands among events that are due: the order of the changes, but for those that jump the queue. */
  readonly place: number;
}

/** Events that wait. */
export interface EventQueue {
  readonly size: number;
  add(event: WaitingEvent): void;
  /** Takes out what is due at an instant, in the order in which it is to be sent. */
  takeDue(now: number): WaitingEvent[];
}

/** An empty queue. */
export function eventQueue(): EventQueue {
  let waiting: WaitingEvent[] = [];
  return {
    get size() {
      return waiting.length;
    },
    add: (event) => void waiting.push(event),
    takeDue(now) {
      const due = waiting.filter((each) => each.dueAt <= now);
      waiting = waiting.filter((each) => each.dueAt > now);
      return due.sort((left, right) => left.place - right.place);
    },
  };
}
