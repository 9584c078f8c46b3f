import type { Org } from "../org.ts";
import { accessTokens } from "./access-tokens.ts";
import { authorizationCodes } from "./authorization-codes.ts";
import { authorize } from "./authorize.ts";
import { organizationId } from "./identity.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import type { FullAuthSettings } from "./settings.ts";
import { refusal, signIn } from "./token-endpoint.ts";

/** How clients sign in, and whom the tokens that they then show stand for. */
export interface Session {
  /** Valid from the start, as if someone had signed in before. */
  readonly accessToken: string;
  /** The user that a token stands for; undefined for one that opens nothing. */
  userOf(token: string | undefined): string | undefined;
  /** Makes every access token given so far invalid, as an expiry does. */
  expire(): void;
  /** Whether from now on every token is refused, however new. */
  rejectTokens(reject: boolean): void;
  registerCertificate(pem: string): void;
  /** Answers `POST /services/oauth2/token`. */
  token(form: URLSearchParams): Response;
  /** Answers `GET /services/oauth2/authorize`. */
  authorize(query: URLSearchParams): Response;
  /** Answers `POST /services/oauth2/revoke`, of either kind of token; a refresh token takes its consent with it. */
  revoke(form: URLSearchParams): Response;
}

/** Sessions of one org. */
export function session(org: Org, settings: FullAuthSettings, instanceUrl: () => string): Session {
  const { now } = org;
  let certificate = settings.certificate;
  let rejecting = settings.persistent401;
  const access = accessTokens({
    organizationId: organizationId(org),
    now,
    lifetimeMs: settings.accessTokenMs,
  });
  const refresh = refreshTokens({
    now,
    idleMs: settings.refreshTokenIdleMs,
    rotation: settings.rotation,
  });
  const codes = authorizationCodes(now);
  const parts = { org, access, refresh, codes, certificate: () => certificate, instanceUrl };
  return {
    accessToken: access.issue({ userId: org.integrationUserId() }),
    userOf: (token) => (rejecting ? undefined : access.grantOf(token)?.userId),
    expire: access.expire,
    rejectTokens(reject) {
      rejecting = reject;
    },
    registerCertificate(pem) {
      certificate = pem;
    },
    token: (form) => signIn(parts, form),
    authorize: (query) =>
      authorize({ codes, redirectUri: settings.redirectUri, userId: org.integrationUserId() }, query),
    revoke(form) {
      const token = form.get("token") ?? "";
      if (access.revoke(token)) return new Response(null, { status: 200 });
      const consent = refresh.revoke(token);
      if (!consent) return refusal("unsupported_token_type", "this token type is not supported");
      refresh.revokeFamily(consent.family);
      access.revokeFamily(consent.family);
      return new Response(null, { status: 200 });
    },
  };
}
