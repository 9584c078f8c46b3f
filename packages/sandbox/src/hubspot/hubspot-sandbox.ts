import type { LoadedIds, Portfolio } from "../portfolio.ts";
import { type Fault, faultQueue } from "./fault/fault.ts";
import type { HubspotFaults } from "./fault/fault-plan.ts";
import { handler } from "./handle-request.ts";
import { loadPortfolio } from "./load-portfolio.ts";
import { type OauthHands, oauthHands } from "./oauth/oauth-hands.ts";
import { OBJECT_TYPES } from "./object-type.ts";
import { portal } from "./portal.ts";
import { type PortalEyes, portalEyes } from "./portal-eyes.ts";
import { type PortalHands, portalHands } from "./portal-hands.ts";
import { type RequestCounts, requestLog } from "./request-log.ts";
import { type HubspotSandboxOptions, settingsOf } from "./settings.ts";
import { type HubspotWebhookOptions, type HubspotWebhooks, webhookSender } from "./webhook/webhook-sender.ts";

/** A HubSpot portal in this process: its API, and the hands and eyes of a witness. */
export interface HubspotSandbox extends PortalHands, PortalEyes {
  /** Answers a request as HubSpot's API. Rejects with a `TypeError` when a fault ends the connection. */
  fetch(request: Request): Promise<Response>;
  readonly accessToken: string;
  readonly portalId: number;
  /** Plural names of the objects that it keeps. */
  readonly objectTypes: readonly string[];
  /** The app that people install: what HubSpot's own pages would do with it. */
  readonly oauth: OauthHands;
  loadPortfolio(portfolio: Portfolio): LoadedIds;
  /** Subscribes an app to what happens from now on. Throws a `RangeError` for a subscription HubSpot has not. */
  subscribe(options: HubspotWebhookOptions): HubspotWebhooks;
  /** Calls that another app of the account makes today. */
  spendDailyCalls(calls: number): void;
  /** Plays a fault on the next calls that match. */
  failNext(fault: Fault): void;
  /** Lets faults strike by themselves from now on, by a plan from its beginning. */
  setFaults(faults: HubspotFaults): void;
  /** Ends every fault, named or by plan. */
  clearFaults(): void;
  requests(): RequestCounts;
  resetRequests(): void;
}

/**
 * A HubSpot portal in this process, empty but for HubSpot's own properties and default pipeline.
 * Two sandboxes share nothing.
 */
export function hubspotSandbox(options: HubspotSandboxOptions = {}): HubspotSandbox {
  const target = portal(settingsOf(options));
  const faults = faultQueue(target.settings.faults);
  const log = requestLog();
  return {
    fetch: handler({ portal: target, faults, log }),
    accessToken: target.settings.accessToken,
    portalId: target.settings.portalId,
    objectTypes: OBJECT_TYPES.map((type) => type.name),
    oauth: oauthHands(target),
    loadPortfolio: (portfolio) => loadPortfolio(target, portfolio),
    subscribe: (webhooks) => webhookSender(target, webhooks),
    ...portalEyes(target),
    ...portalHands(target),
    spendDailyCalls: (calls) => target.rate.spend(calls),
    failNext: (fault) => faults.add(fault),
    setFaults: (plan) => faults.follow(plan),
    clearFaults: () => faults.clear(),
    requests: () => log.counts(),
    resetRequests: () => log.reset(),
  };
}
