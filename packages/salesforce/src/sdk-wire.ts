import { type HttpRequest, readBody, usualMostBodyBytes } from "@headway/crm/http";
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
 *
 * @param mostBodyBytes The longest body that is read, after decompression; through a proxy jsforce knows no such limit.
 */
export function sdkWire(connection: Connection, mostBodyBytes = usualMostBodyBytes): SdkWire {
  const own = connection._transport;
  const isPlain = Object.getPrototypeOf(own) === Transport.prototype;
  const isDirect = isLoopback(connection.instanceUrl) || !hasProxyInEnvironment();
  if (isPlain && isDirect) return (request, signal) => fetchWire(request, signal, mostBodyBytes);
  return (request) => own.httpRequest(request, once);
}

/** The duplex that jsforce wants beside every answer; nothing goes through it. */
export function idleStream(): ReturnType<ReturnType<SdkTransport["httpRequest"]>["stream"]> {
  return createLazyStream().stream;
}

async function fetchWire(
  request: SdkRequest,
  signal: AbortSignal | undefined,
  mostBodyBytes: number,
): Promise<SdkAnswer> {
  const { url, method, body } = request;
  const { "content-length": _, ...headers } = request.headers ?? {};
  const init: RequestInit = { method, headers, redirect: "manual" };
  if (typeof body === "string") init.body = body;
  if (signal !== undefined) init.signal = signal;
  const response = await fetch(url, init);
  const answered = Object.fromEntries(response.headers.entries());
  const text = await readBody("salesforce", asRequest(request), response, { signal, mostBodyBytes });
  return { statusCode: response.status, headers: answered, body: text };
}

/** For messages: the path alone, since a query may hold names. */
function asRequest({ method, url }: SdkRequest): HttpRequest {
  return { method: method as HttpRequest["method"], path: new URL(url).pathname };
}

/** jsforce sends even these to the proxy, and knows no NO_PROXY. */
function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

function hasProxyInEnvironment(): boolean {
  const names = ["https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"];
  return names.some((name) => (process.env[name] ?? "") !== "");
}
