import type { CrmAdapter } from "@headway/crm";
import type { Transport } from "@headway/crm/http";
import { Client } from "@hubspot/api-client";
import { adapter } from "./adapter.ts";
import { connect } from "./connect.ts";
import { openSession } from "./oauth-session.ts";
import { type HubspotSdkOptions, parseSdkOptions } from "./options.ts";
import { type ApiRequester, sdkTransport } from "./sdk-transport.ts";
import { sessionTransport } from "./session.ts";

export type { Limits, Share } from "./limits.ts";
export type { OauthOptions, OauthTokens } from "./oauth-options.ts";
export type { HubspotOptions, HubspotSdkOptions } from "./options.ts";
export type { ApiVersion } from "./request-paths.ts";
export type { ApiRequester } from "./sdk-transport.ts";

/**
 * The HubSpot adapter on the official SDK. A client of your own is used as it is, with its token,
 * base path and headers. Making one for a token sets the SDK's process-wide retry settings to none,
 * because the SDK keeps them in one place for all clients; Headway's own retries and limits decide.
 * The SDK takes no signal: abort and deadline end the waiting, not the request. Throws `invalid` for
 * options that are wrong; makes no request.
 */
export function hubspot(options: HubspotSdkOptions): CrmAdapter {
  const settings = parseSdkOptions(options);
  if (settings.client !== undefined || settings.oauth === undefined) {
    const client = settings.client ?? newClient(settings.accessToken, settings.origin);
    const accessToken = tokenOf(client);
    return adapter(
      connect(sdkTransport(client, accessToken), settings, accessToken && { accessToken }),
      false,
    );
  }
  const { origin } = settings;
  const session = openSession(settings.oauth, settings, (input, init) => fetch(input, init));
  const transportOf = (token: string): Transport => sdkTransport(newClient(token, origin), () => token);
  return adapter(connect(sessionTransport(session, transportOf), settings, { session }), false);
}

function newClient(accessToken: string, basePath: string): Client {
  return new Client({ accessToken, basePath, numberOfApiCallRetries: 0 });
}

/** The token that a client holds is asked for anew each time, for clients whose token is refreshed. */
function tokenOf(client: ApiRequester): (() => string) | undefined {
  if (!(client instanceof Client) || client.config.accessToken === undefined) return undefined;
  return () => client.config.accessToken ?? "";
}
