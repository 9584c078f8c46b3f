import type { Change } from "../change-feed.ts";
import type { Portal } from "../portal.ts";
import { disturber, type HubspotWebhookDisturbance } from "./disturbance.ts";
import { eventQueue, type WaitingEvent } from "./event-queue.ts";
import { signatureHeaders } from "./sign-request.ts";
import { type HubspotSubscription, subscriptionsOf } from "./subscription.ts";
import { wants, webhookEvent } from "./webhook-event.ts";

/** Where events go and which. */
export interface HubspotWebhookOptions {
  /** The app's address, as HubSpot knows it; it is part of what is signed. */
  readonly targetUrl: string;
  readonly subscriptions: readonly HubspotSubscription[];
  /** The app: answers a request, or rejects when it cannot be reached. */
  readonly deliver: (request: Request) => Response | Promise<Response>;
  /** Events per request, 1 to 100. Default 100. */
  readonly batchSize?: number;
  readonly disturbance?: HubspotWebhookDisturbance;
}

/** What a round of sending came to. */
export interface HubspotDelivery {
  readonly requests: number;
  /** Events in requests that were answered with success. */
  readonly delivered: number;
  /** Events that will be sent again, because their request was refused or not answered. */
  readonly refused: number;
  /** Events that were refused for the last time. */
  readonly givenUp: number;
}

/** The webhooks of an app. Nothing is sent by itself: a test says when. */
export interface HubspotWebhooks {
  /** How many events wait to be sent, late ones and repetitions included. */
  readonly waiting: number;
  /** Sends what is due by the sandbox's clock. */
  send(): Promise<HubspotDelivery>;
  /** Sends everything that waits, however late, and repeats at once what is refused, until nothing waits. */
  drain(): Promise<HubspotDelivery>;
  /** Hears no change any more; what waits can still be sent. */
  stop(): void;
}

/** Ten repetitions over a day (hubspot facts §2); how they are spread is not published. */
const RETRY_MINUTES = [1, 5, 15, 30, 60, 120, 180, 240, 360, 420];
const LARGEST_BATCH = 100;

function sizeOf({ batchSize = LARGEST_BATCH }: HubspotWebhookOptions): number {
  if (Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= LARGEST_BATCH) return batchSize;
  throw new RangeError(`batchSize is ${batchSize}; it must be 1 to ${LARGEST_BATCH}`);
}

function webhookRequest(portal: Portal, target: string, body: string, previous: boolean): Request {
  const url = new URL(target).href;
  const [current = "", former = current] = portal.clientSecrets;
  const timestamp = portal.settings.now();
  const headers = signatureHeaders(previous ? former : current, {
    method: "POST",
    uri: url,
    body,
    timestamp,
  });
  return new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}

function total(rounds: readonly HubspotDelivery[]): HubspotDelivery {
  const sum = (part: keyof HubspotDelivery) => rounds.reduce((so, each) => so + each[part], 0);
  return {
    requests: sum("requests"),
    delivered: sum("delivered"),
    refused: sum("refused"),
    givenUp: sum("givenUp"),
  };
}

/** Turns changes into waiting events; a write's events share an id. */
function listener(
  portal: Portal,
  options: HubspotWebhookOptions,
  add: (event: Omit<WaitingEvent, "attempts">) => void,
) {
  const subscriptions = subscriptionsOf(options.subscriptions);
  const { fate } = disturber(options.disturbance);
  const origin = { portalId: portal.settings.portalId, appId: Number(portal.oauthAppId) };
  let count = 0;
  let last: Change | undefined;
  let eventId = 100;
  return (change: Change): void => {
    const sameWrite = last?.id === change.id && last.at === change.at && last.source === change.source;
    if (!sameWrite) eventId++;
    last = change;
    for (const subscription of subscriptions.filter((each) => wants(each, change))) {
      const event = webhookEvent(change, subscription, { ...origin, eventId });
      const { delaysMs, jump } = fate();
      const place = ++count - jump - (jump > 0 ? 0.5 : 0);
      for (const delay of delaysMs) add({ event, dueAt: change.at + delay, place });
    }
  };
}

/** Subscribes an app to a portal's changes from now on. */
export function webhookSender(portal: Portal, options: HubspotWebhookOptions): HubspotWebhooks {
  const size = sizeOf(options);
  const queue = eventQueue();
  const { disturbance } = options;
  const requests = disturber(disturbance && { ...disturbance, seed: disturbance.seed + 1 });
  const hear = listener(portal, options, (event) => queue.add({ ...event, attempts: 0 }));
  const stop = portal.changes.listen(hear);
  const accepted = async (batch: readonly WaitingEvent[]): Promise<boolean> => {
    const events = batch.map(({ event, attempts }) => ({ ...event, attemptNumber: attempts }));
    const previous = requests.usesPreviousSecret();
    const request = webhookRequest(portal, options.targetUrl, JSON.stringify(events), previous);
    return Promise.resolve()
      .then(() => options.deliver(request))
      .then((answer) => answer.ok)
      .catch(() => false);
  };
  const again = (batch: readonly WaitingEvent[]): number => {
    const left = batch.filter(({ attempts }) => attempts < RETRY_MINUTES.length);
    for (const event of left) {
      const wait = (RETRY_MINUTES[event.attempts] ?? 0) * 60_000;
      queue.add({ ...event, attempts: event.attempts + 1, dueAt: portal.settings.now() + wait });
    }
    return left.length;
  };
  const sendDue = async (now: number): Promise<HubspotDelivery> => {
    const due = queue.takeDue(now);
    const rounds: HubspotDelivery[] = [];
    for (let start = 0; start < due.length; start += size) {
      const batch = due.slice(start, start + size);
      const ok = await accepted(batch);
      const refused = ok ? 0 : again(batch);
      const delivered = ok ? batch.length : 0;
      rounds.push({ requests: 1, delivered, refused, givenUp: batch.length - delivered - refused });
    }
    return total(rounds);
  };
  return {
    get waiting() {
      return queue.size;
    },
    send: () => sendDue(portal.settings.now()),
    async drain() {
      const rounds: HubspotDelivery[] = [];
      while (queue.size > 0) rounds.push(await sendDue(Number.POSITIVE_INFINITY));
      return total(rounds);
    },
    stop,
  };
}
