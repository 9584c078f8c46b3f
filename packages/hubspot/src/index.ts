import { type CrmAdapter, CrmError } from "@headway/crm";
import { Client } from "@hubspot/api-client";
import { adapter } from "./adapter.ts";
import { connect } from "./client.ts";
import { type HubspotOptions, parseOptions } from "./options.ts";
import { type ApiRequester, sdkTransport } from "./sdk-transport.ts";

export type { Limits, Share } from "./limits.ts";
export type { HubspotOptions } from "./options.ts";
export type { ApiVersion } from "./request-paths.ts";
export type { ApiRequester } from "./sdk-transport.ts";

/** {@link HubspotOptions}, and whose client to use: your own, or one made for a token. */
export type HubspotSdkOptions = HubspotOptions &
  (
    | { readonly client: Client | ApiRequester; readonly accessToken?: never; readonly basePath?: never }
    | { readonly client?: never; readonly accessToken: string; readonly basePath?: string }
  );

/**
 * The HubSpot adapter on the official SDK. A client of your own is used as it is, with its token,
 * base path and headers. Making one for a token sets the SDK's process-wide retry settings to none,
 * because the SDK keeps them in one place for all clients; Headway's own retries and limits decide.
 * Throws `invalid` for options that are wrong; makes no request.
 */
export function hubspot(options: HubspotSdkOptions): CrmAdapter {
  const { client, accessToken, basePath, ...rest } = options;
  const settings = parseOptions(rest);
  if ((client === undefined) === (accessToken === undefined)) {
    throw new CrmError("invalid", {
      crm: "hubspot",
      message: "the options of the HubSpot adapter are wrong: expected either `client` or `accessToken`",
    });
  }
  const used = client ?? newClient(accessToken ?? "", basePath);
  return adapter(connect(sdkTransport(used), settings, tokenOf(used)), false);
}

function newClient(accessToken: string, basePath: string | undefined): Client {
  return new Client({
    accessToken,
    numberOfApiCallRetries: 0,
    ...(basePath === undefined ? {} : { basePath }),
  });
}

/** The token that a client holds at this moment is asked for anew each time, for clients whose token is refreshed. */
function tokenOf(client: Client | ApiRequester): (() => string) | undefined {
  if (!("config" in client) || client.config.accessToken === undefined) return undefined;
  return () => client.config.accessToken ?? "";
}
