import { noAnswer, parseBody, readBody, usualMostBodyBytes } from "./answer-body.ts";
import { pinnedOrigin, pinnedUrl } from "./pinned-url.ts";
import { mergedHeaders } from "./request-headers.ts";
import { bearerOf, shownSecrets, withoutShownSecrets } from "./shown-secrets.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

/** What {@link fetchTransport} needs. */
export interface FetchTransportOptions {
  readonly crm: string;
  /** Scheme and host, for example `https://api.hubapi.com`. Redirects are not followed. */
  readonly origin: string;
  /** Asked before every request, so that refreshed credentials are used; its values are never logged. */
  readonly headers: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** The longest body of an answer that is read, in bytes after decompression; 64 MiB by default. */
  readonly mostBodyBytes?: number;
}

/**
 * A {@link Transport} over `fetch`: no SDK, and abort frees the socket at once. Throws a `RangeError`
 * for an `origin` that is more or less than scheme and host, or a limit that is not above 0.
 */
export function fetchTransport(options: FetchTransportOptions): Transport {
  return transportHiding(shownSecrets, options);
}

/** As {@link fetchTransport}, where no request carries another secret than the token in its `Authorization`. */
export function bearerTransport(options: FetchTransportOptions): Transport {
  return transportHiding(bearerOf, options);
}

function transportHiding(secretsIn: typeof shownSecrets, options: FetchTransportOptions): Transport {
  const origin = pinnedOrigin(options.origin);
  if (!((options.mostBodyBytes ?? 1) > 0)) throw new RangeError("`mostBodyBytes` is not above 0");
  return async (request, signal) => {
    const url = pinnedUrl(options.crm, origin, request);
    const headers = mergedHeaders(options.crm, await options.headers(), request);
    return withoutShownSecrets(secretsIn(headers, request.body), async () => {
      const response = await send(options, url, headers, request, signal);
      return readAnswer(options, request, response, signal);
    });
  };
}

async function send(
  options: FetchTransportOptions,
  url: string,
  headers: Record<string, string>,
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
  { crm, mostBodyBytes = usualMostBodyBytes }: FetchTransportOptions,
  request: HttpRequest,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const text = await readBody(crm, request, response, { mostBodyBytes, signal });
  const headers = Object.fromEntries(response.headers.entries());
  return { status: response.status, headers, body: parseBody(crm, request, headers, text, response.status) };
}

function encodeBody(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
