import { control } from "./control.ts";
import { type HubspotSandbox, hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import { hubspotWitness } from "./hubspot/hubspot-witness.ts";
import type { HubspotSandboxOptions } from "./hubspot/settings.ts";
import { listen } from "./server.ts";

/** What to start, and where. */
export interface StartSandboxOptions {
  /** Settings for a new portal, or a portal that is already filled. */
  readonly hubspot?: HubspotSandboxOptions | HubspotSandbox;
  /** Default `127.0.0.1`: nobody else on the network. */
  readonly host?: string;
  /** Default 0 each: the system chooses. */
  readonly ports?: { readonly hubspot?: number; readonly page?: number };
}

/** The sandbox, running. */
export interface RunningSandbox {
  readonly hubspot: { readonly url: string; readonly accessToken: string; readonly sandbox: HubspotSandbox };
  /** Where a person sees the records, and another process reads them as JSON. */
  readonly pageUrl: string;
  /** Ends every connection and frees the ports. */
  close(): Promise<void>;
}

function hubspotOf(given: HubspotSandboxOptions | HubspotSandbox = {}): HubspotSandbox {
  return "fetch" in given ? given : hubspotSandbox(given);
}

/** Starts the sandbox in this process: a server per CRM and one for its pages. Nothing is kept after `close`. */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const host = options.host ?? "127.0.0.1";
  const hubspot = hubspotOf(options.hubspot);
  const api = await listen(hubspot.fetch, { host, port: options.ports?.hubspot ?? 0 });
  const crms = [hubspotWitness(hubspot, api.url)];
  const page = await listen(control(crms), { host, port: options.ports?.page ?? 0 });
  return {
    hubspot: { url: api.url, accessToken: hubspot.accessToken, sandbox: hubspot },
    pageUrl: page.url,
    close: async () => {
      await Promise.all([api.close(), page.close()]);
    },
  };
}
