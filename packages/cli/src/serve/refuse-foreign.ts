import { isIP } from "node:net";
import { type Answer, type ServedRequest, textAnswer } from "./answer.ts";

/** Where the server listens. */
export interface ServedPlace {
  /** The address or name that is listened on. */
  readonly host: string;
  readonly port: number;
}

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];
const everywhere = ["0.0.0.0", "::"];

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses what no page of this server sends: another name in `Host`, which is how a foreign page reaches a machine's
 * own servers by a name it controls; other methods; forms from other origins. `undefined` where nothing is amiss.
 */
export function refuseForeign(request: ServedRequest, place: ServedPlace): Answer | undefined {
  const { method, headers } = request;
  if (!isOwnHost(headers.host, place)) return textAnswer(421, "This server does not answer to that name.");
  if (method === "GET" || method === "HEAD") return undefined;
  if (method !== "POST")
    return textAnswer(405, "This server takes GET, HEAD and POST.", { allow: "GET, HEAD, POST" });
  if (!isOwnOrigin(request)) return textAnswer(403, "This form was not sent from a page of this server.");
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return textAnswer(415, "This server takes forms only.");
  return undefined;
}

/** Listening everywhere, any address will do, but no name: a name is what rebinding needs. */
function isOwnHost(host: string | undefined, place: ServedPlace): boolean {
  const name = host?.toLowerCase() ?? "";
  const named = (one: string): string => (place.port === 80 ? one : `${one}:${place.port}`);
  const names = loopbackNames.map(named);
  if (names.includes(name)) return isLoopback(place.host) || everywhere.includes(place.host);
  if (!everywhere.includes(place.host)) return name === named(bracketed(place.host));
  const bare = name.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) !== 0 && name === named(bracketed(bare));
}

/** Browsers name the origin of every form; one that names none says at least that it came from the same one. */
function isOwnOrigin({ headers }: ServedRequest): boolean {
  const { origin } = headers;
  if (origin !== undefined && origin !== "null")
    return origin.toLowerCase() === `http://${headers.host?.toLowerCase()}`;
  return headers["sec-fetch-site"] === "same-origin";
}

/** As it stands in an address. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
