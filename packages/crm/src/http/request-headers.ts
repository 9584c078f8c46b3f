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
): Record<string, string> {
  const headers = lowerCased(credentials);
  if (!Object.values(headers).every(canBeSent)) throw unsendable(crm);
  if (request.body !== undefined && typeof request.body !== "string") {
    headers["content-type"] = "application/json";
  }
  return request.headers === undefined ? headers : Object.assign(headers, lowerCased(request.headers));
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What `Headers` takes (Fetch standard): no line break within, nothing beyond Latin 1. */
function canBeSent(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim());
}

function unsendable(crm: string): CrmError {
  return new CrmError("unauthenticated", {
    crm,
    message: "the credentials hold a character that a request cannot carry",
    written: "nothing was sent",
    remedy: "look for a line break or a space within the access token",
  });
}
