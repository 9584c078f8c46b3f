import type { CrmAdapter } from "@headway/crm";
import type { RequestEvent } from "@headway/crm/http";
import { hubspot } from "@headway/hubspot";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforce } from "@headway/salesforce";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { hubspotSandbox, type RunningSandbox, salesforceSandbox, startSandbox } from "@headway/sandbox";
import { canaries } from "./canary.ts";

/** The instant of everything. */
export const now = Date.parse("2027-01-04T00:00:00Z");
// Back-off passes at once; the deadline of a call, which is long, never comes.
const sleep = (ms: number): Promise<void> => (ms < 60_000 ? Promise.resolve() : new Promise(() => undefined));
const ports = { now: () => now, sleep, random: () => 0.5 };

/** Stands between an adapter and its CRM. */
export type Between = (
  request: Request,
  answer: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** One adapter with secrets, over one CRM that holds a little. */
export interface CanaryWorld {
  readonly name: string;
  readonly crm: CrmAdapter;
  /** Credentials that the CRM made itself. */
  readonly secrets?: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens one. @param onRequest Told of every request sent. */
export type OpenWorld = (between: Between, onRequest: (event: RequestEvent) => void) => Promise<CanaryWorld>;

/** Every transport with every kind of credentials that it takes. */
export const canaryWorlds: readonly OpenWorld[] = [
  overHubspotFetch,
  overHubspotSdk,
  overHubspotOauth,
  overSalesforceFetch,
  overSalesforceSdk,
  overSalesforceOauth,
];

function portal() {
  const sandbox = hubspotSandbox({
    accessToken: canaries.hubspotToken,
    now: () => now,
    limits: "off",
    oauth: { clientSecrets: [canaries.hubspotClientSecret] },
  });
  for (let made = 0; made < 3; made += 1)
    sandbox.create("deals", { properties: { dealname: `Deal ${made}`, dealstage: "appointmentscheduled" } });
  return sandbox;
}

function org() {
  const sandbox = salesforceSandbox({
    now: () => now,
    limits: "off",
  });
  for (let made = 0; made < 3; made += 1)
    sandbox.create("Opportunity", {
      Name: `Deal ${made}`,
      StageName: "Prospecting",
      CloseDate: "2027-06-30",
    });
  return sandbox;
}

function fetching(between: Between, answer: (request: Request) => Promise<Response>): typeof fetch {
  return (input, init) => between(new Request(input, init), answer);
}

const nothing = async (): Promise<void> => undefined;
const close = (running: RunningSandbox) => (): Promise<void> => running.close();

async function overHubspotFetch(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const fetch = fetching(between, portal().fetch);
  const crm = hubspotFetch({ accessToken: canaries.hubspotToken, limits: "off", ports, fetch, onRequest });
  return { name: "hubspot over fetch", crm, close: nothing };
}

async function overHubspotSdk(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const sandbox = portal();
  const running = await startSandbox({
    hubspot: { ...sandbox, fetch: (request) => between(request, sandbox.fetch) },
  });
  const origin = running.hubspot.url;
  const crm = hubspot({ accessToken: canaries.hubspotToken, origin, limits: "off", ports, onRequest });
  return { name: "hubspot over its SDK", crm, close: close(running) };
}

async function overHubspotOauth(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const sandbox = portal();
  const installed = sandbox.oauth.install();
  const crm = hubspotFetch({
    oauth: {
      clientId: sandbox.oauth.clientId,
      clientSecrets: [canaries.hubspotClientSecret],
      tokens: { refreshToken: installed.refreshToken },
      saveTokens: () => undefined,
    },
    ...{ limits: "off", ports, onRequest },
    fetch: fetching(between, sandbox.fetch),
  });
  const secrets = [installed.refreshToken, installed.accessToken ?? ""].filter((secret) => secret !== "");
  return { name: "hubspot by OAuth", crm, secrets, close: nothing };
}

async function overSalesforceFetch(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const instanceUrl = "https://acme.my.salesforce.com";
  const sandbox = org();
  const { accessToken } = sandbox;
  const fetch = fetching(between, sandbox.fetch);
  const crm = salesforceFetch({
    instanceUrl,
    accessToken,
    ports,
    fetch,
    onRequest,
  });
  return { name: "salesforce over fetch", crm, secrets: [accessToken], close: nothing };
}

async function overSalesforceSdk(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const sandbox = org();
  const running = await startSandbox({
    salesforce: { ...sandbox, fetch: (request) => between(request, sandbox.fetch) },
  });
  const { clientId, clientSecret } = sandbox;
  const access = { instanceUrl: running.salesforce.url, clientId, clientSecret };
  const crm = salesforce({ ...access, ports, onRequest });
  const secrets = [clientSecret, sandbox.accessToken];
  return { name: "salesforce over jsforce", crm, secrets, close: close(running) };
}

async function overSalesforceOauth(
  between: Between,
  onRequest: (event: RequestEvent) => void,
): Promise<CanaryWorld> {
  const sandbox = org();
  const crm = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    oauth: {
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      tokens: { accessToken: sandbox.accessToken, refreshToken: canaries.salesforceRefreshToken },
      saveTokens: () => undefined,
    },
    ...{ ports, onRequest },
    fetch: fetching(between, sandbox.fetch),
  });
  const secrets = [sandbox.clientSecret, sandbox.accessToken];
  return { name: "salesforce by OAuth", crm, secrets, close: nothing };
}
