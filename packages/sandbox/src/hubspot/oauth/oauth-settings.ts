/** The app that asks people for access. Everything has a default. */
export interface HubspotOauthOptions {
  readonly clientId?: string;
  /** The secrets that count now, the current one first; two while one replaces the other. */
  readonly clientSecrets?: readonly string[];
  /** Where codes may be sent. Default: anywhere. */
  readonly redirectUris?: readonly string[];
  /** How long an access token lasts. Default 1,800,000: HubSpot's 30 minutes. */
  readonly accessTokenLifeMs?: number;
  /** How long a code may wait to be exchanged. HubSpot says only that it is short. Default 60,000. */
  readonly codeLifeMs?: number;
  /**
   * Whether a refresh gives a new refresh token and ends the old one; using an ended one then ends the whole
   * grant. HubSpot answers with the same refresh token. Default false.
   */
  readonly rotatesRefreshTokens?: boolean;
}

/** The options with every default filled in; `redirectUris` empty means anywhere. */
export type OauthSettings = Required<HubspotOauthOptions>;

/** Fills the defaults in. */
export function oauthSettingsOf(options: HubspotOauthOptions = {}): OauthSettings {
  return {
    clientId: "sandbox-client-id",
    clientSecrets: ["sandbox-client-secret"],
    redirectUris: [],
    accessTokenLifeMs: 1_800_000,
    codeLifeMs: 60_000,
    rotatesRefreshTokens: false,
    ...options,
  };
}
