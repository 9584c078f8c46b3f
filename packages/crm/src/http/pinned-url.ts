import { CrmError } from "../crm-error.ts";
import type { HttpRequest } from "./transport.ts";

/**
 * The one origin a transport speaks to. Throws a `RangeError` that does not repeat the text, since a
 * wrong origin may hold a password.
 */
export function pinnedOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url !== undefined && (text === url.origin || text === `${url.origin}/`);
  if (!bare || !/^https?:$/.test(url.protocol)) {
    throw new RangeError("`origin` must be scheme and host alone, such as https://api.example.com");
  }
  return url.origin;
}

/**
 * The address of a request, certain to be at `origin`: whatever a CRM's answer named as the next
 * page, credentials go nowhere else (`invariant:X7`). Throws `invalid`.
 */
export function pinnedUrl(crm: string, origin: string, request: HttpRequest): string {
  const url = `${origin}${request.path}`;
  if (request.path.startsWith("/") && URL.parse(url)?.origin === origin) return url;
  throw new CrmError("invalid", {
    crm,
    message: "a request was to be sent to something that is not a path of the CRM",
    written: "nothing was sent",
    remedy: "report it: addresses must be relative to the CRM's own origin",
  });
}
