import { CrmError, quoteVendor } from "../crm-error.ts";
import { pinnedOrigin, pinnedUrl } from "./pinned-url.ts";
import { mergedHeaders } from "./request-headers.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

/** What {@link fetchTransport} needs. */
export interface FetchTransportOptions {
  readonly crm: string;
  /** Scheme and host, for example `https://api.hubapi.com`. Redirects are not followed. */
  readonly origin: string;
  /** Asked before every request, so that refreshed credentials are used; its values are never logged. */
  readonly headers: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/**
 * A {@link Transport} over `fetch`: no SDK, and abort frees the socket at once. Throws a `RangeError`
 * for an `origin` that is more or less than scheme and host.
 */
export function fetchTransport(options: FetchTransportOptions): Transport {
  const origin = pinnedOrigin(options.origin);
  return async (request, signal) => {
    const url = pinnedUrl(options.crm, origin, request);
    const headers = mergedHeaders(options.crm, await options.headers(), request);
    const response = await send(options, url, headers, request, signal);
    return readAnswer(options.crm, request, response, signal);
  };
}

async function send(
  options: FetchTransportOptions,
  url: string,
  headers: Headers,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const init: RequestInit = { method: request.method, headers, redirect: "manual" };
  if (request.body !== undefined) init.body = encodeBody(request.body);
  if (signal !== undefined) init.signal = signal;
  try {
    return await options.fetch(url, init);
  } catch (error) {
    signal?.throwIfAborted();
    throw noAnswer(options.crm, request, error);
  }
}

async function readAnswer(
  crm: string,
  request: HttpRequest,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    throw noAnswer(crm, request, error);
  }
  const headers = Object.fromEntries(response.headers.entries());
  return { status: response.status, headers, body: parseBody(crm, request, headers, text, response.status) };
}

/** Shared by the transports: parses JSON answers, keeps others as text, `null` where empty. */
export function parseBody(
  crm: string,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
  text: string,
  status: number,
): unknown {
  if (text === "") return null;
  const isJson = (headers["content-type"] ?? "").includes("json");
  if (!isJson) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // A broken body of a failed call says less than its status does.
    if (status >= 400) return text;
    throw new CrmError("malformed-response", {
      crm,
      message: `\`${request.method} ${pathOnly(request.path)}\` answered ${status} with JSON that cannot be parsed: ${quoteVendor(text.slice(0, 80))}`,
      remedy: "report it with the time of the request if it happens again",
      status,
      cause,
    });
  }
}

/** No answer arrived: the request may or may not have had its effect. */
export function noAnswer(crm: string, request: HttpRequest, cause: unknown): CrmError {
  return new CrmError("unavailable", {
    crm,
    message: `no answer to \`${request.method} ${pathOnly(request.path)}\` (${describeCause(cause)})`,
    remedy: "check the network and the address",
    cause,
  });
}

/** The path without its query, which may hold names or values of records. */
export function pathOnly(path: string): string {
  return path.split("?", 1)[0] ?? path;
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown cause";
  const inner = cause.cause;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : undefined;
  return quoteVendor(code ?? cause.message);
}

function encodeBody(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
