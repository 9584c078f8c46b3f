import type { CrmAdapter } from "@headway/crm";
import { fetchTransport } from "@headway/crm/http";
import { adapter } from "./adapter.ts";
import { connect } from "./client.ts";
import { type HubspotFetchOptions, parseFetchOptions } from "./options.ts";

export type { Limits, Share } from "./limits.ts";
export type { AccessToken, HubspotFetchOptions, HubspotOptions } from "./options.ts";
export type { ApiVersion } from "./request-paths.ts";

/**
 * The HubSpot adapter on plain `fetch`, without the SDK: small enough for serverless bundles, and
 * abort frees the socket at once. Throws `invalid` for options that are wrong; makes no request.
 */
export function hubspotFetch(options: HubspotFetchOptions): CrmAdapter {
  const settings = parseFetchOptions(options);
  const { accessToken } = settings;
  const transport = fetchTransport({
    crm: "hubspot",
    origin: settings.origin,
    fetch: settings.fetch,
    headers: async () => ({
      accept: "application/json",
      authorization: `Bearer ${typeof accessToken === "function" ? await accessToken() : accessToken}`,
    }),
  });
  return adapter(connect(transport, settings, accessToken), true);
}
