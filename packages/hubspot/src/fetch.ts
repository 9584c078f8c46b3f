import type { CrmAdapter } from "@headway/crm";
import { fetchTransport, type Transport } from "@headway/crm/http";
import { adapter } from "./adapter.ts";
import { connect } from "./connect.ts";
import { openSession } from "./oauth-session.ts";
import { type AccessToken, type HubspotFetchOptions, parseFetchOptions } from "./options.ts";
import { sessionTransport } from "./session.ts";

export type { Limits, Share } from "./limits.ts";
export type { OauthOptions, OauthTokens } from "./oauth-options.ts";
export type { AccessToken, HubspotFetchOptions, HubspotOptions } from "./options.ts";
export type { ApiVersion } from "./request-paths.ts";

/**
 * The HubSpot adapter on plain `fetch`, without the SDK: small enough for serverless bundles, and
 * abort frees the socket at once. Throws `invalid` for options that are wrong; makes no request.
 */
export function hubspotFetch(options: HubspotFetchOptions): CrmAdapter {
  const settings = parseFetchOptions(options);
  const { accessToken, oauth } = settings;
  const transportOf = (token: AccessToken): Transport =>
    fetchTransport({
      crm: "hubspot",
      origin: settings.origin,
      fetch: settings.fetch,
      headers: async () => ({
        accept: "application/json",
        authorization: `Bearer ${typeof token === "function" ? await token() : token}`,
      }),
    });
  if (oauth === undefined) return adapter(connect(transportOf(accessToken), settings, { accessToken }), true);
  const session = openSession(oauth, settings, settings.fetch);
  return adapter(connect(sessionTransport(session, transportOf), settings, { session }), true);
}
