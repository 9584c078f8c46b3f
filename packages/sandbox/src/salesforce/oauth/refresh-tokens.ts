import { digestWord } from "./digest.ts";

/** One consent of one user, and all tokens that came of it. */
export interface Consent {
  readonly family: string;
  readonly userId: string;
  readonly scope: string;
}

/** What showing a refresh token comes to. */
export type Spent =
  | { readonly type: "good"; readonly consent: Consent; readonly next: string }
  /** Spent before: everything of the consent has to go. */
  | { readonly type: "reused"; readonly consent: Consent }
  | { readonly type: "unknown" };

/** Refresh tokens, each good for one refresh where they rotate. */
export interface RefreshTokens {
  issue(consent: Consent): string;
  spend(token: string): Spent;
  /** The consent of a token that is still good; the token is then good no more. */
  revoke(token: string): Consent | undefined;
  revokeFamily(family: string): void;
}

interface Held {
  readonly consent: Consent;
  readonly usedAt: number;
  readonly spent: boolean;
}

/** Refresh tokens of one org. */
export function refreshTokens(options: {
  readonly now: () => number;
  readonly idleMs: number;
  readonly rotation: boolean;
}): RefreshTokens {
  const held = new Map<string, Held>();
  let serial = 0;
  const issue = (consent: Consent): string => {
    serial += 1;
    const token = `5Aep861${digestWord(`refresh ${serial}`)}`;
    held.set(token, { consent, usedAt: options.now(), spent: false });
    return token;
  };
  const live = (token: string): Held | undefined => {
    const found = held.get(token);
    return found && options.now() - found.usedAt < options.idleMs ? found : undefined;
  };
  return {
    issue,
    spend(token) {
      const found = live(token);
      if (!found) return { type: "unknown" };
      const { consent } = found;
      if (found.spent) return { type: "reused", consent };
      held.set(token, { consent, usedAt: options.now(), spent: options.rotation });
      return { type: "good", consent, next: options.rotation ? issue(consent) : token };
    },
    revoke(token) {
      const found = live(token);
      held.delete(token);
      return found?.spent === false ? found.consent : undefined;
    },
    revokeFamily(family) {
      for (const [token, { consent }] of held) if (consent.family === family) held.delete(token);
    },
  };
}
