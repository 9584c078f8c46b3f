import { ApiError } from "./api-error.ts";
import type { ApiAnswer, ApiRequest } from "./rest/api-request.ts";

const maximumBytes = 16_384;
const json = "application/json;charset=UTF-8";

/** An error answer of the REST API: a status and an array of entries. */
export function errorResponse(error: ApiError): Response {
  return new Response(JSON.stringify(error.entries), {
    status: error.status,
    headers: { "content-type": json },
  });
}

/** An answer as it goes over the wire. */
export function httpResponse(answer: ApiAnswer): Response {
  if (answer.raw) {
    const headers = { ...answer.headers, "content-type": answer.raw.contentType };
    return new Response(answer.raw.content, { status: answer.status, headers });
  }
  const headers = { ...answer.headers, ...(answer.body === undefined ? {} : { "content-type": json }) };
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  return new Response(body, { status: answer.status, headers });
}

/** The refusal of an address, or of an address and headers, that are too long; undefined if they are not. */
export function oversize(request: Request, url: URL): Response | undefined {
  const address = url.pathname.length + url.search.length;
  if (address > maximumBytes)
    return new Response("URI Too Long", { status: 414, headers: { "content-type": "text/html" } });
  let headers = 0;
  for (const [name, value] of request.headers) headers += name.length + value.length + 4;
  if (address + headers <= maximumBytes) return undefined;
  const text = "Request Header Fields Too Large";
  return new Response(text, { status: 431, headers: { "content-type": "text/html" } });
}

function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(
      400,
      "JSON_PARSER_ERROR",
      "The HTTP entity body is required, but this request has no valid JSON",
    );
  }
}

function isCsv(request: Request): boolean {
  return (request.headers.get("content-type") ?? "").startsWith("text/csv");
}

/** The request of a user as the REST API sees it; undefined if its address is none of the API's. */
export function apiRequest(request: Request, url: URL, text: string, userId: string): ApiRequest | undefined {
  const [, version, path = ""] = /^\/services\/data\/(v\d+\.\d)(\/.*)?$/.exec(url.pathname) ?? [];
  if (!version) return undefined;
  return {
    method: request.method,
    path,
    query: url.searchParams,
    headers: request.headers,
    body: isCsv(request) ? undefined : parseBody(text),
    text,
    version,
    userId,
  };
}

/** The token of `Authorization: Bearer …` or `OAuth …`. */
export function bearerToken(request: Request): string | undefined {
  return /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

/** Versions of the API, oldest first, as `GET /services/data` lists them. */
export function versions(): { version: string; url: string; label: string }[] {
  const seasons = ["Summer", "Winter", "Spring"];
  return Array.from({ length: 38 }, (_, index) => {
    const version = `${31 + index}.0`;
    const label = `${seasons[index % 3]} '${14 + Math.ceil(index / 3)}`;
    return { version, url: `/services/data/v${version}`, label };
  });
}
