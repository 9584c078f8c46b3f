import { signedHeaders } from "@headway/hubspot/webhooks";
import type { Random } from "../cramming/seeded.ts";
import { at, clientSecrets, publicUrl, type WebhookParts } from "./webhook-parts.ts";

/** Changes one thing of a valid request, so that it is not the one that was signed; `undefined` where it cannot. */
export type WebhookChange = (
  parts: WebhookParts,
  random: Random,
) => WebhookParts | undefined | Promise<WebhookParts | undefined>;

const signature = "x-hubspot-signature-v3";
const timestamp = "x-hubspot-request-timestamp";
const text = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);

function headerOf(parts: WebhookParts, name: string): string {
  return parts.headers.find(([each]) => each === name)?.[1] ?? "";
}

function withHeader(parts: WebhookParts, name: string, ...values: readonly string[]): WebhookParts {
  const others = parts.headers.filter(([each]) => each !== name);
  return { ...parts, headers: [...others, ...values.map((value) => [name, value] as const)] };
}

function withBody(parts: WebhookParts, change: (body: string) => string): WebhookParts | undefined {
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(parts.body);
  const after = change(before);
  return after === before ? undefined : { ...parts, body: text(after) };
}

function withPath(parts: WebhookParts, path: string): WebhookParts | undefined {
  return path === parts.path ? undefined : { ...parts, path };
}

function flipBit(bytes: Uint8Array<ArrayBuffer>, bit: number): Uint8Array<ArrayBuffer> {
  const flipped = bytes.slice();
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

/** Signed well, but by or for somebody else, or at another time. */
async function signedAnew(
  parts: WebhookParts,
  by: { secret?: string; uri?: string; at?: number; method?: string },
): Promise<WebhookParts> {
  const body = new TextDecoder("utf-8", { ignoreBOM: true }).decode(parts.body);
  const { secret = clientSecrets[0], uri = `${publicUrl}${parts.path}`, method = parts.method } = by;
  const headers = await signedHeaders({ clientSecret: secret, method, uri, body, at: by.at ?? at });
  return { ...parts, headers: Object.entries(headers) };
}

function base64Changed(value: string, random: Random): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const place = Math.floor(random() * 43);
  const other = letters[(letters.indexOf(value.charAt(place)) + 1 + Math.floor(random() * 62)) % 64] ?? "A";
  return `${value.slice(0, place)}${other}${value.slice(place + 1)}`;
}

/** Every kind of change, by name. */
export const webhookChanges: Readonly<Record<string, WebhookChange>> = {
  "one bit of the body": (parts, random) => ({
    ...parts,
    body: flipBit(parts.body, Math.floor(random() * parts.body.byteLength * 8)),
  }),
  "a byte order mark": (parts) => withBody(parts, (body) => `\ufeff${body}`),
  "other line ends": (parts) => withBody(parts, (body) => body.replaceAll("\n", "\r\n")),
  "a line end more": (parts) => withBody(parts, (body) => `${body}\n`),
  "JSON written anew": (parts) => withBody(parts, (body) => JSON.stringify(JSON.parse(body), null, 1)),
  "a body cut short": (parts, random) =>
    withBody(parts, (body) => body.slice(0, Math.floor(random() * body.length))),
  "an event twice": (parts) => withBody(parts, (body) => body.replace("[", "[{},")),
  "one letter of the signature": (parts, random) =>
    withHeader(parts, signature, base64Changed(headerOf(parts, signature), random)),
  "no signature": (parts) => withHeader(parts, signature),
  "the signature twice": (parts) => {
    const own = headerOf(parts, signature);
    return withHeader(parts, signature, own, own);
  },
  "another signature first": (parts, random) => {
    const own = headerOf(parts, signature);
    return withHeader(parts, signature, base64Changed(own, random), own);
  },
  "the signature as a list": (parts) =>
    withHeader(parts, signature, JSON.stringify([headerOf(parts, signature)])),
  "the signature in another alphabet": (parts) => {
    const own = headerOf(parts, signature);
    const other = own.replaceAll("+", "-").replaceAll("/", "_").replace(/=$/, "");
    return withHeader(parts, signature, other);
  },
  "the signature under an older name": (parts) => {
    const bare = withHeader(parts, signature);
    const named = withHeader(bare, "x-hubspot-signature", headerOf(parts, signature));
    return withHeader(named, "x-hubspot-signature-version", "v3");
  },
  "no time": (parts) => withHeader(parts, timestamp),
  "the time twice": (parts) => {
    const own = headerOf(parts, timestamp);
    return withHeader(parts, timestamp, own, own);
  },
  "another time": (parts) => withHeader(parts, timestamp, String(Number(headerOf(parts, timestamp)) + 1)),
  "the time in seconds": (parts) => withHeader(parts, timestamp, headerOf(parts, timestamp).slice(0, 10)),
  "another method": (parts) => ({ ...parts, method: parts.method === "POST" ? "PATCH" : "POST" }),
  "the query in another order": (parts) => {
    const [path = "", query] = parts.path.split("?", 2);
    return withPath(parts, query === undefined ? path : `${path}?${query.split("&").reverse().join("&")}`);
  },
  "a query more": (parts) => withPath(parts, `${parts.path}${parts.path.includes("?") ? "&" : "?"}third=1`),
  "the path encoded once more": (parts) => withPath(parts, parts.path.replace("%", "%25")),
  "what HubSpot keeps encoded in small letters": (parts) => withPath(parts, parts.path.replace("%2B", "%2b")),
  "another path": (parts) => withPath(parts, `/other${parts.path}`),
  "a slash more": (parts) => withPath(parts, parts.path.replace("/hubspot/", "/hubspot//")),
  "signed for another host": (parts) =>
    signedAnew(parts, { uri: `https://hooks.example.com.evil.example${parts.path}` }),
  "signed for plain http": (parts) => signedAnew(parts, { uri: `http://hooks.example.com${parts.path}` }),
  "signed with another secret": (parts) => signedAnew(parts, { secret: `${clientSecrets[0]}x` }),
  "signed with no secret": (parts) => signedAnew(parts, { secret: " " }),
  "signed six minutes ago": (parts) => signedAnew(parts, { at: at - 360_000 }),
  "signed two minutes ahead": (parts) => signedAnew(parts, { at: at + 120_000 }),
  "signed for another method": (parts) => signedAnew(parts, { method: "GET" }),
};
