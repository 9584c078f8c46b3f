import type { ChangePage, CrmAdapter, CrmSchema } from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforceFetch } from "@headway/salesforce/fetch";
import type { HubspotSandbox, SalesforceSandbox } from "@headway/sandbox";
import type { Draws } from "./draws.ts";
import type { Network, Side } from "./network.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** What adapters are opened with. */
export interface AdapterOptions {
  readonly network: Network;
  readonly scheduler: Scheduler;
  readonly draws: Draws;
  readonly hubspot: HubspotSandbox;
  readonly salesforce: SalesforceSandbox;
  /** HubSpot tokens that are refreshed and saved; a lasting token without them. */
  readonly tokens: TokenBox | null;
  /** How far both adapters read back: more than an index lags and a row is late. */
  readonly overlapMs: number;
}

/** Where an app keeps its tokens. */
export interface TokenBox {
  tokens: { readonly accessToken?: string; readonly refreshToken: string; readonly expiresAt?: number };
}

/** Clock, waiting and chance of one life. `skewMs` is what its clock is wrong by. */
export function portsOf({ scheduler, draws }: AdapterOptions, life: Life, skewMs: () => number): Ports {
  return {
    now: () => scheduler.now() + skewMs(),
    random: () => draws.next(),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await Promise.race([scheduler.wait(life, ms, "sleep"), rejection(signal)]);
    },
  };
}

function rejection(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
}

/** What was read of both sides and does not change in a run, for all lives. */
export interface KeptReadings {
  readonly schemas: Map<Side, CrmSchema>;
  /** `null` where people come and go. */
  readonly users: Map<Side, readonly ChangePage[]> | null;
}

/**
 * An adapter whose description and users are read once in a run, as long as they stay what they are: reading them
 * takes more requests than everything else in a round.
 */
export function readOnce(adapter: CrmAdapter, side: Side, { schemas, users }: KeptReadings): CrmAdapter {
  return {
    ...adapter,
    async describe(options) {
      const schema = schemas.get(side) ?? (await adapter.describe(options));
      schemas.set(side, schema);
      return schema;
    },
    async *pull(request, options) {
      const isOfUsers = request.type === "changes" && request.object === "user";
      const kept = isOfUsers ? users?.get(side) : undefined;
      if (kept !== undefined) return yield* kept;
      const pages: ChangePage[] = [];
      for await (const page of adapter.pull(request, options)) {
        if (isOfUsers) pages.push(page);
        yield page;
      }
      if (isOfUsers) users?.set(side, pages);
    },
  };
}

/** The real adapter of a side, for one life. */
export function openAdapter(options: AdapterOptions, side: Side, life: Life, ports: Ports): CrmAdapter {
  const { network, hubspot, salesforce, tokens, overlapMs } = options;
  const fetch = network.fetchFor(life, side);
  if (side === "right") {
    const { clientId, clientSecret } = salesforce;
    const instanceUrl = "https://acme.my.salesforce.com";
    return salesforceFetch({ instanceUrl, clientId, clientSecret, ports, fetch, overlapMs });
  }
  const common = { ports, fetch, overlapMs, limits: "off" } as const;
  if (tokens === null) return hubspotFetch({ ...common, accessToken: hubspot.accessToken });
  const { clientId, clientSecrets } = hubspot.oauth;
  const oauth = {
    clientId,
    clientSecrets,
    tokens: tokens.tokens,
    saveTokens: (next: TokenBox["tokens"]) => {
      tokens.tokens = next;
    },
    loadTokens: () => tokens.tokens,
  };
  return hubspotFetch({ ...common, oauth });
}
