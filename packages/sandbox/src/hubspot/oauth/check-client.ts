import { createHash } from "node:crypto";
import type { Portal } from "../portal.ts";
import { Refusal } from "../refusal.ts";
import type { OauthSettings } from "./oauth-settings.ts";

/** A 400 of the token endpoint: its `status` names the fault, where other calls say `error`. */
export function oauthRefusal(status: string, message: string): Refusal {
  return new Refusal(400, { status, message });
}

/** Refuses a client that is not the app, or a secret that does not count any more. */
export function requireClient({ settings, clientSecrets }: Portal, form: URLSearchParams): void {
  if (form.get("client_id") !== settings.oauth.clientId) {
    throw oauthRefusal("BAD_CLIENT_ID", "missing or unknown client id");
  }
  if (!clientSecrets.includes(form.get("client_secret") ?? "")) {
    throw oauthRefusal("BAD_CLIENT_SECRET", "missing or invalid client secret");
  }
}

/** Refuses an address to which the app may not send codes. */
export function requireRedirect(settings: OauthSettings, redirectUri: string | null): string {
  const { redirectUris } = settings;
  if (redirectUri && (redirectUris.length === 0 || redirectUris.includes(redirectUri))) return redirectUri;
  throw oauthRefusal("BAD_REDIRECT_URI", "redirect uri is missing or does not match the app");
}

/** Whether a PKCE verifier answers the challenge (S256) of the authorization; without a challenge any does. */
export function answersChallenge(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return true;
  return (
    createHash("sha256")
      .update(verifier ?? "")
      .digest("base64url") === challenge
  );
}
