import { CrmError, type Notice, type RecordRef, type Webhooks } from "@headway/crm";
import { systemPorts } from "@headway/crm/http";
import { checkSignature } from "./signature.ts";
import { eventsIn, rawBody } from "./webhook-body.ts";
import { type WebhookEvent, webhookEvent } from "./webhook-event.ts";
import { type HubspotWebhookOptions, parseWebhookOptions } from "./webhook-options.ts";

/** {@link Webhooks} of HubSpot, and a handler that answers HubSpot as it wants to be answered. */
export interface HubspotWebhooks extends Webhooks {
  /**
   * Takes a request, hands its notices to `store`, and answers: 200 once they are stored, 503 where
   * storing failed, so that HubSpot sends them again, and 401, 400, 404 or 413 without a word about why
   * where they are not to be trusted. `onRefused` hears why. HubSpot waits five seconds: store, do not
   * work.
   */
  handle(
    request: Request,
    store: (notices: readonly Notice[]) => void | Promise<void>,
    onRefused?: (error: CrmError) => void,
  ): Promise<Response>;
}

/**
 * Receives webhooks of a HubSpot app (`invariant:H1` to `invariant:H8`). A notice only says what to
 * look at: nothing in an event is taken for true, so a notice that comes twice, late or out of order
 * does no harm. Notices of one request come once per record and in the order of time. Throws `invalid`
 * for options that are wrong.
 */
export function hubspotWebhooks(options: HubspotWebhookOptions): HubspotWebhooks {
  const parsed = parseWebhookOptions(options);
  const receive = (request: Request): Promise<Notice[]> => receiveWith(parsed, request);
  return {
    receive,
    async handle(request, store, onRefused) {
      const received = await receive(request).catch((error: unknown) => {
        if (CrmError.is(error)) return error;
        throw error;
      });
      if (CrmError.is(received)) {
        onRefused?.(received);
        return new Response(null, { status: statusOf(received) });
      }
      try {
        await store(received);
      } catch {
        return new Response(null, { status: 503 });
      }
      return new Response(null, { status: 200 });
    },
  };
}

async function receiveWith(options: HubspotWebhookOptions, request: Request): Promise<Notice[]> {
  const { clientSecrets, publicUrl, now = systemPorts.now } = options;
  const body = await rawBody(request);
  const { pathname, search } = new URL(request.url);
  const uri = `${withoutSlashes(publicUrl)}${pathname}${search}`;
  const signed = { method: request.method, uri, headers: request.headers, body };
  const result = await checkSignature(signed, clientSecrets, now());
  if (result.status === "refused") {
    throw new CrmError("bad-signature", {
      crm: "hubspot",
      message: `a webhook is not to be trusted: ${result.reason}`,
      written: "nothing was taken in",
      remedy: remedies[result.check] ?? "check that the app's webhooks are signed with version 3",
      vendorCode: result.check,
    });
  }
  const events = eventsIn(body).map(webhookEvent);
  return noticesOf(await Promise.all(events.map((event) => trusted(options, event))));
}

function withoutSlashes(url: string): string {
  return url.endsWith("/") ? withoutSlashes(url.slice(0, -1)) : url;
}

const remedies: Readonly<Record<string, string>> = {
  signature:
    "check the client secret and that `publicUrl` with the path is the address set in HubSpot; the body must be the raw bytes",
  "timestamp-too-old": "check this machine's clock",
  "timestamp-in-the-future": "check this machine's clock",
};

/** A good signature proves the app, not the portal: whose event it is must be known. */
async function trusted(
  { accountIds, appId }: HubspotWebhookOptions,
  event: WebhookEvent | undefined,
): Promise<WebhookEvent> {
  if (event === undefined) {
    throw new CrmError("invalid", {
      crm: "hubspot",
      message: "a webhook holds an event without portal, type or time",
      written: "nothing was taken in",
      vendorCode: "not-an-event",
    });
  }
  const isOurs =
    typeof accountIds === "function"
      ? await accountIds(event.accountId)
      : accountIds.includes(event.accountId);
  if (isOurs && (appId === undefined || appId === event.appId)) return event;
  throw new CrmError("not-found", {
    crm: "hubspot",
    message: isOurs
      ? "a webhook is of another app"
      : `a webhook is of portal ${event.accountId}, which is not known here`,
    written: "nothing was taken in",
    vendorCode: isOurs ? "another-app" : "unknown-portal",
  });
}

/** One notice per portal and records, at the latest of their times; those that name no record are left out. */
function noticesOf(events: readonly WebhookEvent[]): Notice[] {
  const notices = new Map<string, Notice>();
  for (const { accountId, refs, occurredAt, isPrivacyDeletion } of events.toSorted(byTime)) {
    if (refs.length === 0) continue;
    const key = [accountId, isPrivacyDeletion, ...refs.map(keyOf)].join(" ");
    notices.delete(key);
    notices.set(key, { accountId, refs, occurredAt, ...(isPrivacyDeletion ? { forget: refs } : {}) });
  }
  return [...notices.values()];
}

function byTime(one: WebhookEvent, other: WebhookEvent): number {
  return Date.parse(one.occurredAt) - Date.parse(other.occurredAt);
}

function keyOf(ref: RecordRef): string {
  return `${ref.object}/${ref.id}`;
}

function statusOf({ code, details }: CrmError): number {
  if (code === "bad-signature") return 401;
  if (code === "not-found") return 404;
  return details.vendorCode === "too-large" ? 413 : 400;
}
