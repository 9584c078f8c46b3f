import {
  demoPortfolio,
  type HubspotSandboxOptions,
  hubspotSandbox,
  type RunningSandbox,
  salesforceSandbox,
  startSandbox,
} from "@headway/sandbox";
import { type Vendor, vendors } from "../adapters.ts";
import { type FakeContext, fakeContext } from "./fake-context.ts";

/** In no output, ever. */
export const canaryToken = "pat-na1-canary-7f3a9d";

/** The instant of {@link fakeContext}, for the sandboxes too. */
const now = Date.parse("2026-03-01T12:00:00Z");

/** Both CRMs on this machine with the demo's records, and the command line that is pointed at them. */
export interface SandboxWorld {
  readonly running: RunningSandbox;
  readonly env: Readonly<Record<string, string>>;
  /** A command line in a directory of its own; what is given overrides the environment. */
  cli(env?: Record<string, string>): FakeContext;
  /** How many deals of each CRM carry a value of Headway's, seen past the adapters. */
  writtenDeals(): { hubspot: number; salesforce: number };
  close(): Promise<void>;
}

/** What a world may be told. */
export interface WorldOptions {
  readonly hubspot?: HubspotSandboxOptions;
  /** Called with the method and path of every request that HubSpot gets, before it answers. */
  readonly onHubspotRequest?: (name: string) => void;
}

/** The vendors with their own pacing off: the sandboxes count and do not refuse. */
const unpaced: readonly Vendor[] = vendors.map((vendor) => ({
  ...vendor,
  open: (credentials, options) => vendor.open(credentials, { ...options, limits: "off" }),
}));

/** Starts both CRMs; `close` ends them. */
export async function sandboxWorld(options: WorldOptions = {}): Promise<SandboxWorld> {
  const asOf = new Date(now).toISOString();
  const filled = hubspotSandbox({
    accessToken: canaryToken,
    limits: "off",
    now: () => now,
    ...options.hubspot,
  });
  const hubspot = {
    ...filled,
    fetch: (request: Request) => {
      options.onHubspotRequest?.(`${request.method} ${new URL(request.url).pathname}`);
      return filled.fetch(request);
    },
  };
  const salesforce = salesforceSandbox({ limits: "off", now: () => now });
  hubspot.loadPortfolio(demoPortfolio({ seed: 7, asOf }));
  salesforce.loadPortfolio(demoPortfolio({ seed: 7, asOf }));
  const running = await startSandbox({ hubspot, salesforce });
  const env = {
    HUBSPOT_ACCESS_TOKEN: canaryToken,
    HUBSPOT_BASE_URL: running.hubspot.url,
    SALESFORCE_INSTANCE_URL: running.salesforce.url,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    SALESFORCE_CLIENT_SECRET: salesforce.clientSecret,
  };
  return {
    running,
    env,
    cli: (over = {}) => fakeContext({ vendors: unpaced, env: { ...env, ...over } }),
    writtenDeals: () => ({
      hubspot: hubspot.records("deals").filter(({ properties }) => Boolean(properties.headway_policy)).length,
      salesforce: salesforce.records("Opportunity").filter((row) => Boolean(row.Headway_Policy__c)).length,
    }),
    close: () => running.close(),
  };
}
