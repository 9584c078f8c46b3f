import type { Portal } from "../portal.ts";

/** What an app holds after a person let it in. */
export interface GivenTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What people and the app's owner do with it in HubSpot's own pages. */
export interface OauthHands {
  readonly clientId: string;
  /** As in `hs_object_source_id` of what the app writes and in its webhooks. */
  readonly appId: number;
  /** The secrets that count now, the current one first. */
  readonly clientSecrets: readonly string[];
  /** Lets the app in, by default with the scopes of the sandbox's lasting token. */
  install(scopes?: readonly string[]): GivenTokens;
  /** Changes the secrets, the current one first: two while one replaces the other, one once the old one is off. */
  setClientSecrets(secrets: readonly string[]): void;
  /** Deletes a refresh token: it gives no access token any more, those that it gave live on. */
  revoke(refreshToken: string): void;
  /** Uninstalls the app: every token ends at once. */
  uninstall(): void;
}

/** The hands for the app of a portal. */
export function oauthHands(portal: Portal): OauthHands {
  const { oauth, scopes } = portal.settings;
  return {
    clientId: oauth.clientId,
    appId: Number(portal.oauthAppId),
    get clientSecrets() {
      return portal.clientSecrets;
    },
    install(wanted = scopes) {
      const { token, grant, expiresAt } = portal.grants.open(wanted);
      return { accessToken: token, refreshToken: grant.refreshToken, expiresAt };
    },
    setClientSecrets(secrets) {
      portal.clientSecrets.splice(0, portal.clientSecrets.length, ...secrets);
    },
    revoke: (refreshToken) => void portal.grants.revoke(refreshToken),
    uninstall: () => portal.grants.uninstall(),
  };
}
