import type { Connection } from "jsforce";
import { Transport } from "jsforce/lib/transport.js";
import { createLazyStream } from "jsforce/lib/util/stream.js";

/** What jsforce sends with; its root does not export the type. */
export type SdkTransport = Connection["_transport"];
/** What jsforce sends. */
export type SdkRequest = Parameters<SdkTransport["httpRequest"]>[0];
/** What it gets: status, headers and text. */
export type SdkAnswer = Awaited<ReturnType<SdkTransport["httpRequest"]>>;

/** Sends one request of jsforce's once. */
export type SdkWire = (request: SdkRequest, signal?: AbortSignal) => Promise<SdkAnswer>;

/** jsforce's own retries stay off, 420 included, and redirects are not followed. */
const once = { retry: { maxRetries: 0, methods: [] }, followRedirect: false };

/**
 * How a connection's requests go out: through its own transport where a proxy is set on it or in the
 * environment (loopback addresses excepted), else through `fetch`. jsforce 3.10.26 ends the whole process (an `error` event nobody
 * listens to) when a connection breaks in the middle of an answer, which `fetch` reports instead.
 */
export function sdkWire(connection: Connection): SdkWire {
  const own = connection._transport;
  const isPlain = Object.getPrototypeOf(own) === Transport.prototype;
  const isDirect = isLoopback(connection.instanceUrl) || !hasProxyInEnvironment();
  return isPlain && isDirect ? fetchWire : (request) => own.httpRequest(request, once);
}

/** The duplex that jsforce wants beside every answer; nothing goes through it. */
export function idleStream(): ReturnType<ReturnType<SdkTransport["httpRequest"]>["stream"]> {
  return createLazyStream().stream;
}

async function fetchWire(request: SdkRequest, signal?: AbortSignal): Promise<SdkAnswer> {
  const { url, method, body } = request;
  const { "content-length": _, ...headers } = request.headers ?? {};
  const init: RequestInit = { method, headers, redirect: "manual" };
  if (typeof body === "string") init.body = body;
  if (signal !== undefined) init.signal = signal;
  const response = await fetch(url, init);
  const answered = Object.fromEntries(response.headers.entries());
  return { statusCode: response.status, headers: answered, body: await response.text() };
}

/** jsforce sends even these to the proxy, and knows no NO_PROXY. */
function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

function hasProxyInEnvironment(): boolean {
  const names = ["https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"];
  return names.some((name) => (process.env[name] ?? "") !== "");
}
