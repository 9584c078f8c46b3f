import { control } from "./control.ts";
import { type HubspotSandbox, hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import { hubspotWitness } from "./hubspot/hubspot-witness.ts";
import type { HubspotSandboxOptions } from "./hubspot/settings.ts";
import {
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
  salesforceSandbox,
} from "./salesforce/salesforce-sandbox.ts";
import { salesforceWitness } from "./salesforce-witness.ts";
import { listen, type SandboxServer } from "./server.ts";

/** What to start, and where. */
export interface StartSandboxOptions {
  /** Settings for a new portal, or a portal that is already filled. */
  readonly hubspot?: HubspotSandboxOptions | HubspotSandbox;
  /** Settings for a new org, or an org that is already filled. */
  readonly salesforce?: SalesforceSandboxOptions | SalesforceSandbox;
  /** Default `127.0.0.1`: nobody else on the network. */
  readonly host?: string;
  /** Default 0 each: the system chooses. */
  readonly ports?: { readonly hubspot?: number; readonly salesforce?: number; readonly page?: number };
}

/** The sandbox, running. */
export interface RunningSandbox {
  readonly hubspot: { readonly url: string; readonly accessToken: string; readonly sandbox: HubspotSandbox };
  readonly salesforce: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly sandbox: SalesforceSandbox;
  };
  /** Where a person sees the records, and another process reads them as JSON. */
  readonly pageUrl: string;
  /** Ends every connection and frees the ports. */
  close(): Promise<void>;
}

function hubspotOf(given: HubspotSandboxOptions | HubspotSandbox = {}): HubspotSandbox {
  return "fetch" in given ? given : hubspotSandbox(given);
}

function salesforceOf(given: SalesforceSandboxOptions | SalesforceSandbox = {}): SalesforceSandbox {
  return "fetch" in given ? given : salesforceSandbox(given);
}

type Handler = (request: Request) => Promise<Response>;

/** Starts servers one by one, so that all can be closed together, also when a later one fails to start. */
function serverGroup(host: string) {
  const servers: SandboxServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
  };
  return {
    close,
    async start(handle: Handler, port = 0): Promise<string> {
      try {
        const server = await listen(handle, { host, port });
        servers.push(server);
        return server.url;
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/**
 * Starts the sandbox in this process: a server per CRM and one for its pages. Nothing is kept after `close`.
 * Rejects, with every port freed, when one of them is taken.
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { host = "127.0.0.1", ports = {} } = options;
  const hubspot = hubspotOf(options.hubspot);
  const salesforce = salesforceOf(options.salesforce);
  const { start, close } = serverGroup(host);
  const hubspotUrl = await start(hubspot.fetch, ports.hubspot);
  const salesforceUrl = await start(salesforce.fetch, ports.salesforce);
  salesforce.setInstanceUrl(salesforceUrl);
  const crms = [hubspotWitness(hubspot, hubspotUrl), salesforceWitness(salesforce, salesforceUrl)];
  const pageUrl = await start(control(crms), ports.page);
  const { clientId, clientSecret } = salesforce;
  return {
    hubspot: { url: hubspotUrl, accessToken: hubspot.accessToken, sandbox: hubspot },
    salesforce: { url: salesforceUrl, clientId, clientSecret, sandbox: salesforce },
    pageUrl,
    close,
  };
}
