import { digestWord } from "./digest.ts";

/** Who a token stands for. */
export interface TokenGrant {
  readonly userId: string;
  /** The consent it came of, so that all its tokens can be revoked together. */
  readonly family?: string;
}

/** Session ids that open the APIs. */
export interface AccessTokens {
  issue(grant: TokenGrant): string;
  /** Whom a token stands for; undefined for one that is unknown, expired or revoked. */
  grantOf(token: string | undefined): TokenGrant | undefined;
  revoke(token: string): boolean;
  revokeFamily(family: string): void;
  /** Revokes all. */
  expire(): void;
}

/** Tokens of one org. They follow from the org and a count, so that runs repeat. */
export function accessTokens(options: {
  readonly organizationId: string;
  readonly now: () => number;
  readonly lifetimeMs: number;
}): AccessTokens {
  const held = new Map<string, { grant: TokenGrant; at: number }>();
  let serial = 0;
  return {
    issue(grant) {
      serial += 1;
      const token = `${options.organizationId.slice(0, 15)}!${digestWord(`token ${serial}`)}`;
      held.set(token, { grant, at: options.now() });
      return token;
    },
    grantOf(token) {
      const found = held.get(token ?? "");
      if (!found || options.now() - found.at >= options.lifetimeMs) return undefined;
      return found.grant;
    },
    revoke: (token) => held.delete(token),
    revokeFamily(family) {
      for (const [token, { grant }] of held) if (grant.family === family) held.delete(token);
    },
    expire: () => held.clear(),
  };
}
