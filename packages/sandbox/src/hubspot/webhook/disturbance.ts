import { random } from "../../random.ts";

/** How often events go astray, each share from 0 to 1 and by default 0. */
export interface HubspotWebhookRates {
  /** Sent up to `lateByMs` after the change. */
  readonly late?: number;
  /** Sent twice, in whatever requests they fall. */
  readonly doubled?: number;
  /** Never sent. */
  readonly dropped?: number;
  /** Sent before events that happened earlier. */
  readonly reordered?: number;
  /** Of requests: signed with the previous client secret, while two count. */
  readonly previousSecret?: number;
}

/** What goes wrong on the way, the same for the same seed and the same changes. */
export interface HubspotWebhookDisturbance {
  readonly seed: number;
  readonly rates: HubspotWebhookRates;
  /** Default 3,600,000: an hour. */
  readonly lateByMs?: number;
}

/** What becomes of one event: after how long each copy is due, and how far it jumps the queue. */
export interface Fate {
  /** Empty for an event that is dropped. */
  readonly delaysMs: readonly number[];
  /** Places in the queue, 0 for none. */
  readonly jump: number;
}

/** Decides about events and requests in the order in which they come. */
export interface Disturber {
  fate(): Fate;
  /** Whether the next request is signed with the previous secret. */
  usesPreviousSecret(): boolean;
}

/** A disturber that plays a seed; without a disturbance everything goes well. */
export function disturber(disturbance: HubspotWebhookDisturbance | undefined): Disturber {
  if (!disturbance) return { fate: () => ({ delaysMs: [0], jump: 0 }), usesPreviousSecret: () => false };
  const { late = 0, doubled = 0, dropped = 0, reordered = 0, previousSecret = 0 } = disturbance.rates;
  const { between, chance } = random(disturbance.seed);
  const delay = () => (chance(late) ? between(1, disturbance.lateByMs ?? 3_600_000) : 0);
  return {
    fate() {
      const first = delay();
      const second = chance(doubled) ? [delay()] : [];
      const jump = chance(reordered) ? between(1, 50) : 0;
      return { delaysMs: chance(dropped) ? [] : [first, ...second], jump };
    },
    usesPreviousSecret: () => chance(previousSecret),
  };
}
