import type { AuthorizationCodes } from "./authorization-codes.ts";
import { clientId } from "./client.ts";

/** What the authorisation page works with. */
export interface AuthorizeParts {
  readonly codes: AuthorizationCodes;
  readonly redirectUri: string;
  /** The person who is signed in in the browser and agrees at once. */
  readonly userId: string;
}

function sentBack(to: string, values: Readonly<Record<string, string | null>>): Response {
  const location = new URL(to);
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) location.searchParams.set(name, value);
  }
  return new Response(null, { status: 302, headers: { location: location.href } });
}

function page(error: string, description: string): Response {
  const text = `error=${error}&error_description=${encodeURIComponent(description)}`;
  return new Response(text, { status: 400, headers: { "content-type": "text/html;charset=UTF-8" } });
}

/**
 * Answers `GET /services/oauth2/authorize` as a browser sees it in which a person is signed in and agrees:
 * it is sent back with a code. A wrong client or return address is told on a page instead.
 */
export function authorize(parts: AuthorizeParts, query: URLSearchParams): Response {
  const redirectUri = query.get("redirect_uri") ?? "";
  if (query.get("client_id") !== clientId) return page("invalid_client_id", "client identifier invalid");
  if (redirectUri !== parts.redirectUri) {
    return page("redirect_uri_mismatch", "redirect_uri must match configuration");
  }
  const state = query.get("state");
  const refused = (error: string, error_description: string): Response =>
    sentBack(redirectUri, { error, error_description, state });
  if (query.get("response_type") !== "code") {
    return refused("unsupported_response_type", "response type not supported");
  }
  const method = query.get("code_challenge_method");
  if (method !== null && method !== "S256") {
    return refused("invalid_request", "code challenge method not supported");
  }
  const code = parts.codes.issue({
    userId: parts.userId,
    scope: query.get("scope") ?? "refresh_token api",
    redirectUri,
    challenge: query.get("code_challenge") ?? undefined,
  });
  return sentBack(redirectUri, { code, state });
}
