import { CrmError } from "../crm-error.ts";
import type { HttpRequest } from "./transport.ts";

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Whether credentials may be sent to a text as it stands (`invariant:X6`): scheme and host alone, https to
 * a host by its name and on the usual port, or plain http to this machine. Which hosts those are is for
 * whoever configures to say.
 */
export function isSafeOrigin(text: unknown): text is string {
  if (typeof text !== "string" || !URL.canParse(text)) return false;
  const { origin, protocol, hostname, port } = new URL(text);
  const isBare = [origin, `${origin}/`].includes(text.toLowerCase());
  if (!isBare) return false;
  if (protocol === "http:") return loopback.includes(hostname);
  return protocol === "https:" && port === "" && hostName.test(hostname) && !/^[\d.]+$/.test(hostname);
}

/**
 * The one origin a transport speaks to. Throws a `RangeError` that does not repeat the text, since a
 * wrong origin may hold a password.
 */
export function pinnedOrigin(text: string): string {
  if (isSafeOrigin(text)) return new URL(text).origin;
  throw new RangeError(
    "`origin` must be https and a host's name alone, such as https://api.example.com, or http to this machine",
  );
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
