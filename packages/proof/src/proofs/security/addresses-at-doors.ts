import { hubspotFetch } from "@headway/hubspot/fetch";
import { finishWebServerFlow, salesforceFetch } from "@headway/salesforce/fetch";
import { loadSource } from "./load-source.ts";

/** Every way in which an address gets in, and what reached which host with which credentials. */
export interface Door {
  readonly name: string;
  /** Whether whoever configures may name any host: then only the form of the address is judged. */
  readonly isFree: boolean;
  /** The hosts that credentials were sent to, or that were taken for good; none where it was refused. */
  reach(address: string): Promise<readonly string[]>;
}

interface AllowedOriginModule {
  allowedOrigin(path: string, text: string, hosts: readonly string[]): { readonly origin: string };
}

interface PinnedUrlModule {
  pinnedOrigin(text: string): string;
}

/** The hosts that a setting of the command allows. */
export const listedHosts: readonly string[] = [
  "api.hubapi.com",
  "login.salesforce.com",
  ".my.salesforce.com",
];

/** Opens every door there is. */
export async function addressDoors(): Promise<readonly Door[]> {
  const { allowedOrigin } = await loadSource<AllowedOriginModule>("packages/cli/src/allowed-origin.ts");
  const { pinnedOrigin } = await loadSource<PinnedUrlModule>("packages/crm/src/http/pinned-url.ts");
  return [
    {
      name: "a setting of the command",
      isFree: false,
      reach: async (address) => hostsOf(() => allowedOrigin("base URL", address, listedHosts).origin),
    },
    {
      name: "the origin of a transport",
      isFree: true,
      reach: async (address) => hostsOf(() => pinnedOrigin(address)),
    },
    { name: "`origin` of HubSpot", isFree: true, reach: reachHubspot },
    { name: "`instanceUrl` of Salesforce", isFree: true, reach: reachSalesforce },
    { name: "`instance_url` of a sign-in", isFree: false, reach: reachSignedIn },
    { name: "`instance_url` of a renewal", isFree: false, reach: reachRenewed },
  ];
}

function hostsOf(open: () => string): readonly string[] {
  try {
    return [new URL(open()).host];
  } catch {
    return [];
  }
}

/** A `fetch` that notes the host of every request and says nothing of use. */
function noting(hosts: string[], answer: () => Response = () => Response.json({})): typeof fetch {
  return async (input) => {
    hosts.push(new URL(input instanceof Request ? input.url : String(input)).host);
    return answer();
  };
}

async function reached(use: (hosts: string[]) => Promise<unknown>): Promise<readonly string[]> {
  const hosts: string[] = [];
  await use(hosts).catch(() => undefined);
  return [...new Set(hosts)];
}

function reachHubspot(origin: string): Promise<readonly string[]> {
  return reached(async (hosts) =>
    hubspotFetch({ origin, accessToken: "canary", limits: "off", fetch: noting(hosts) }).describe(),
  );
}

function reachSalesforce(instanceUrl: string): Promise<readonly string[]> {
  return reached(async (hosts) =>
    salesforceFetch({ instanceUrl, accessToken: "canary", fetch: noting(hosts) }).describe(),
  );
}

function tokens(instanceUrl: string): Response {
  return Response.json({ access_token: "canary", refresh_token: "canary", instance_url: instanceUrl });
}

/** What a person signed in to is where tokens go from then on. */
async function reachSignedIn(address: string): Promise<readonly string[]> {
  const flow = {
    loginUrl: "https://login.salesforce.com",
    clientId: "client",
    redirectUri: "https://app.example.com/back",
    fetch: noting([], () => tokens(address)),
  };
  const started = { state: "state", verifier: "verifier" };
  const back = "https://app.example.com/back?state=state&code=code";
  return finishWebServerFlow(flow, started, back).then(
    ({ instanceUrl }) => [new URL(instanceUrl).host],
    () => [],
  );
}

/** A renewal names an address too, which changes nothing. */
function reachRenewed(address: string): Promise<readonly string[]> {
  return reached(async (hosts) => {
    const send = noting(hosts, () => tokens(address));
    const instanceUrl = "https://acme.my.salesforce.com";
    await salesforceFetch({ instanceUrl, clientId: "a", clientSecret: "b", fetch: send }).describe();
  });
}
