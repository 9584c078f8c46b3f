import { CrmError } from "../crm-error.ts";
import type { HttpRequest } from "./transport.ts";

/**
 * The headers of one request; those of the request win over the body's own and the credentials',
 * whatever the case of their names. Throws `unauthenticated` when the credentials hold something
 * that a header cannot carry (a line break copied along with a token), without repeating it:
 * `fetch` itself would quote the whole token.
 */
export function mergedHeaders(
  crm: string,
  credentials: Readonly<Record<string, string>>,
  request: HttpRequest,
): Headers {
  const headers = credentialHeaders(crm, credentials);
  if (request.body !== undefined && typeof request.body !== "string") {
    headers.set("content-type", "application/json");
  }
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  return headers;
}

function credentialHeaders(crm: string, credentials: Readonly<Record<string, string>>): Headers {
  try {
    return new Headers(credentials);
  } catch {
    throw new CrmError("unauthenticated", {
      crm,
      message: "the credentials hold a character that a request cannot carry",
      written: "nothing was sent",
      remedy: "look for a line break or a space within the access token",
    });
  }
}
