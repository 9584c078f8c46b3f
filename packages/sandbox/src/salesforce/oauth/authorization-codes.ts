import { createHash } from "node:crypto";
import { digestWord } from "./digest.ts";

/** What a person agreed to when she was sent back with a code. */
export interface Authorization {
  readonly userId: string;
  readonly scope: string;
  readonly redirectUri: string;
  /** The S256 challenge of the client that will come for the token; undefined without PKCE. */
  readonly challenge: string | undefined;
}

/** Codes that are worth one token each, for fifteen minutes. */
export interface AuthorizationCodes {
  issue(authorization: Authorization): string;
  /** Spends a code; undefined for one that is unknown, too old or spent. */
  spend(code: string): Authorization | undefined;
}

const lifetimeMs = 15 * 60_000;

/** Codes of one org. */
export function authorizationCodes(now: () => number): AuthorizationCodes {
  const held = new Map<string, { authorization: Authorization; at: number }>();
  let serial = 0;
  return {
    issue(authorization) {
      serial += 1;
      const code = `aPrx${digestWord(`code ${serial}`)}==`;
      held.set(code, { authorization, at: now() });
      return code;
    },
    spend(code) {
      const found = held.get(code);
      held.delete(code);
      return found && now() - found.at < lifetimeMs ? found.authorization : undefined;
    },
  };
}

/** Whether a verifier is one that RFC 7636 allows (43 to 128 characters) and the one of the challenge. */
export function provesChallenge(verifier: string | null, challenge: string): boolean {
  if (verifier === null || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}
