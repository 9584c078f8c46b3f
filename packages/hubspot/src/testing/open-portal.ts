import type { CrmAdapter } from "@headway/crm";
import type { ConformanceHarness, SimulatedClock } from "@headway/crm/conformance";
import { simulatedClock } from "@headway/crm/conformance";
import {
  type HubspotSandbox,
  type HubspotSandboxOptions,
  hubspotSandbox,
  startSandbox,
} from "@headway/sandbox";
import { Client } from "@hubspot/api-client";
import { hubspotFetch } from "../fetch.ts";
import { hubspot } from "../index.ts";
import type { HubspotOptions } from "../options.ts";
import type { ApiVersion } from "../request-paths.ts";
import { type FaultyPortal, faultyPortal, whole } from "./faulty-portal.ts";
import { portalBackend } from "./portal-backend.ts";

/** One way to speak with HubSpot. */
export interface Way {
  readonly transport: "sdk" | "fetch";
  readonly apiVersion: ApiVersion;
}

/** How the portal, the adapter and what lies between them are to be. */
export interface OpenPortalOptions {
  readonly portal?: HubspotSandboxOptions;
  readonly adapter?: HubspotOptions;
  /** Sees every request in place of the portal, and may pass it on; for answers the portal never gives. */
  readonly between?: (
    request: Request,
    pass: (request: Request) => Promise<Response>,
    sandbox: HubspotSandbox,
  ) => Promise<Response>;
}

/** An adapter before a portal of its own, on a clock that stands still. */
export interface OpenPortal {
  readonly clock: SimulatedClock;
  readonly sandbox: HubspotSandbox;
  readonly faults: FaultyPortal;
  readonly crm: CrmAdapter;
  /** What was sent: `GET /crm/objects/2026-09/deals 200`, without queries. Empty it by `length = 0`. */
  readonly requests: string[];
  /** The same, with queries. */
  readonly addresses: string[];
  close(): Promise<void>;
}

/** How the adapter reads back by default. */
export const overlapMs = 300_000;

/** Opens a portal and an adapter to it: over `fetch` in this process, over the SDK by a port of this machine. */
export async function openPortal(way: Way, options: OpenPortalOptions = {}): Promise<OpenPortal> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: clock.now, ...options.portal });
  const { between } = options;
  const portal = (request: Request): Promise<Response> =>
    between === undefined ? sandbox.fetch(request) : between(request, sandbox.fetch, sandbox);
  const faults = faultyPortal(portal, clock);
  const requests: string[] = [];
  const addresses: string[] = [];
  const settings: HubspotOptions = {
    apiVersion: way.apiVersion,
    ports: clock.ports,
    onRequest({ method, path, status }) {
      requests.push(`${method} ${path.split("?")[0]} ${status}`);
      addresses.push(`${method} ${path}`);
    },
    ...options.adapter,
  };
  const opened = way.transport === "fetch" ? overFetch : overSdk;
  const { crm, close } = await opened(sandbox, faults, settings);
  return { clock, sandbox, faults, crm, requests, addresses, close };
}

/** A harness of the conformance suite over {@link openPortal}. */
export async function openHarness(way: Way): Promise<ConformanceHarness> {
  const { clock, sandbox, faults, crm, close } = await openPortal(way);
  return {
    adapter: crm,
    backend: portalBackend(sandbox, clock, faults),
    secrets: [sandbox.accessToken],
    overlapMs,
    close,
  };
}

interface Opened {
  readonly crm: CrmAdapter;
  readonly close: () => Promise<void>;
}

async function overFetch(
  { accessToken }: HubspotSandbox,
  faults: FaultyPortal,
  settings: HubspotOptions,
): Promise<Opened> {
  const crm = hubspotFetch({
    accessToken,
    fetch: (url, init) => faults.fetch(new Request(url, init)),
    ...settings,
  });
  return { crm, close: async () => undefined };
}

/** The SDK takes no `fetch`, so the sandbox is served on this machine; what the SDK has under way is told to the clock. */
async function overSdk(
  sandbox: HubspotSandbox,
  faults: FaultyPortal,
  settings: HubspotOptions,
): Promise<Opened> {
  const served = await startSandbox({ hubspot: { ...sandbox, fetch: faults.fetch } });
  const { accessToken } = sandbox;
  const client = new Client({ accessToken, basePath: served.hubspot.url, numberOfApiCallRetries: 0 });
  const send = client.apiRequest.bind(client);
  client.apiRequest = (request) => faults.unlessHanging(whole(send(request)));
  const crm = hubspot({ client, ...settings });
  return { crm, close: served.close };
}
