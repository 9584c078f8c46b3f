import type { OauthSettings } from "./oauth-settings.ts";

/** What one person allowed the app to do. It ends when its refresh token is deleted or the app is uninstalled. */
export interface Grant {
  readonly scopes: readonly string[];
  readonly userId: number;
  /** The refresh token that counts now. */
  refreshToken: string;
  /** Whether it can be refreshed. */
  active: boolean;
  /** Whether access tokens that are still young are honoured; false once the app is uninstalled. */
  installed: boolean;
}

/** A short-lived token of a grant. */
export interface AccessToken {
  readonly token: string;
  readonly grant: Grant;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A permission that waits to be exchanged, once. */
interface Code {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** The PKCE challenge (S256), where the app sent one. */
  readonly challenge: string | undefined;
  readonly expiresAt: number;
}

/** Every code, grant and token that the app was given. */
export interface GrantBook {
  /** A code as a person's consent makes it. */
  authorize(code: Omit<Code, "expiresAt">): string;
  /** Takes a code out; `undefined` once it was used or is too old. */
  takeCode(code: string): Code | undefined;
  /** A grant with its first access token. */
  open(scopes: readonly string[]): AccessToken;
  /** A new access token by a refresh token; `undefined` where that is unknown, deleted or was replaced. */
  refresh(refreshToken: string): AccessToken | undefined;
  accessToken(token: string): AccessToken | undefined;
  grantOf(refreshToken: string): Grant | undefined;
  /** Deletes a refresh token. Access tokens that it gave live on. Says whether there was one. */
  revoke(refreshToken: string): boolean;
  /** Ends every grant and every access token, as uninstalling the app does. */
  uninstall(): void;
}

/** Permissions that wait to be exchanged. */
function codeBook(lifeMs: number, now: () => number) {
  const codes = new Map<string, Code>();
  return {
    add: (text: string, code: Omit<Code, "expiresAt">) =>
      void codes.set(text, { ...code, expiresAt: now() + lifeMs }),
    take(text: string): Code | undefined {
      const code = codes.get(text);
      codes.delete(text);
      return code && now() < code.expiresAt ? code : undefined;
    },
  };
}

/** An empty book. Tokens count up, so that every run mints the same ones. */
export function grantBook(settings: OauthSettings, now: () => number): GrantBook {
  const codes = codeBook(settings.codeLifeMs, now);
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, AccessToken>();
  let minted = 0;
  const mint = (kind: string): string => `na1-sandbox-${kind}-${String(++minted).padStart(6, "0")}`;
  const issue = (grant: Grant): AccessToken => {
    const issued = { token: mint("access"), grant, expiresAt: now() + settings.accessTokenLifeMs };
    tokens.set(issued.token, issued);
    return issued;
  };
  const enter = (grant: Grant): Grant => {
    grants.set(grant.refreshToken, grant);
    return grant;
  };
  return {
    authorize(code) {
      const text = mint("code");
      codes.add(text, code);
      return text;
    },
    takeCode: (text) => codes.take(text),
    open: (scopes) =>
      issue(
        enter({ scopes, userId: 8_000_001, refreshToken: mint("refresh"), active: true, installed: true }),
      ),
    refresh(refreshToken) {
      const grant = grants.get(refreshToken);
      if (!grant?.active) return undefined;
      if (grant.refreshToken !== refreshToken) grant.active = false;
      else if (settings.rotatesRefreshTokens) enter(Object.assign(grant, { refreshToken: mint("refresh") }));
      return grant.active ? issue(grant) : undefined;
    },
    accessToken: (token) => tokens.get(token),
    grantOf: (refreshToken) => grants.get(refreshToken),
    revoke(refreshToken) {
      const grant = grants.get(refreshToken);
      if (!grant?.active) return false;
      grant.active = false;
      return true;
    },
    uninstall() {
      for (const grant of grants.values()) Object.assign(grant, { active: false, installed: false });
    },
  };
}
