/** How old a signed request may be, and how far ahead of our clock: HubSpot says five minutes, the rest is ours. */
const oldestMs = 300_000;
const farthestAheadMs = 60_000;

/** A request as it arrived, before any parser saw it. */
export interface SignedRequest {
  readonly method: string;
  /** The address that HubSpot called: your public address, the path and the query as received. */
  readonly uri: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The checks of a signature, in the order in which they are made. */
export type SignatureCheck =
  | "signature-header"
  | "timestamp-header"
  | "timestamp-too-old"
  | "timestamp-in-the-future"
  | "signature-form"
  | "signature";

/** Whether a request is HubSpot's, or which check it failed. The reason holds no secret and no signature. */
export type SignatureResult =
  | { readonly status: "valid" }
  | { readonly status: "refused"; readonly check: SignatureCheck; readonly reason: string };

const signatureHeader = "x-hubspot-signature-v3";
const timestampHeader = "x-hubspot-request-timestamp";

/**
 * Checks version 3 of HubSpot's signature against each active secret, comparing in constant time.
 * Older versions are never a substitute: a request that has only those is refused.
 *
 * @param now Milliseconds since 1970.
 */
export async function checkSignature(
  request: SignedRequest,
  clientSecrets: readonly string[],
  now: number,
): Promise<SignatureResult> {
  const signature = request.headers.get(signatureHeader);
  const timestamp = request.headers.get(timestampHeader);
  if (signature === null) return refused("signature-header", missingSignature(request.headers));
  if (timestamp === null || !/^\d{13}$/.test(timestamp))
    return refused("timestamp-header", `\`${timestampHeader}\` is not one time in milliseconds`);
  const age = now - Number(timestamp);
  if (age > oldestMs) return refused("timestamp-too-old", `it was signed ${Math.round(age / 1_000)} s ago`);
  if (-age > farthestAheadMs)
    return refused(
      "timestamp-in-the-future",
      `it was signed ${Math.round(-age / 1_000)} s ahead of this clock`,
    );
  const mac = macOf(signature);
  if (mac === undefined)
    return refused("signature-form", `\`${signatureHeader}\` is not one SHA-256 in base64`);
  const signed = signedBytes(request, timestamp);
  for (const secret of clientSecrets) {
    if (await crypto.subtle.verify("HMAC", await keyOf(secret, "verify"), mac, signed))
      return { status: "valid" };
  }
  const { method, uri, body } = request;
  const tried = `${clientSecrets.length} secret${clientSecrets.length === 1 ? "" : "s"}`;
  return refused(
    "signature",
    `it fits none of ${tried} over ${method} ${uriShown(uri)} and ${body.byteLength} bytes of body`,
  );
}

/** What a request that HubSpot would send carries besides its body; for tests of your own handlers. */
export async function signedHeaders(request: {
  readonly clientSecret: string;
  readonly method?: string;
  /** The whole public address, as configured in HubSpot. */
  readonly uri: string;
  readonly body: string;
  /** When it is signed, milliseconds since 1970. */
  readonly at: number;
}): Promise<Record<string, string>> {
  const { clientSecret, method = "POST", uri, at } = request;
  const body = new TextEncoder().encode(request.body);
  const bytes = signedBytes({ method, uri, body, headers: new Headers() }, String(at));
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(clientSecret, "sign"), bytes));
  return {
    "content-type": "application/json",
    [signatureHeader]: btoa(String.fromCharCode(...mac)),
    [timestampHeader]: String(at),
  };
}

function refused(check: SignatureCheck, reason: string): SignatureResult {
  return { status: "refused", check, reason };
}

function missingSignature(headers: Headers): string {
  const older =
    headers.get("x-hubspot-signature-version") ?? (headers.has("x-hubspot-signature") ? "v1" : null);
  const other =
    older === null ? "" : `; it carries version \`${/^v[12]$/.test(older) ? older : "unknown"}\` alone`;
  return `\`${signatureHeader}\` is missing${other}`;
}

/** Method, address, raw body and time, one after the other. */
function signedBytes({ method, uri, body }: SignedRequest, timestamp: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const [before, after] = [
    encoder.encode(`${method.toUpperCase()}${decodedUri(uri)}`),
    encoder.encode(timestamp),
  ];
  const bytes = new Uint8Array(before.byteLength + body.byteLength + after.byteLength);
  bytes.set(before, 0);
  bytes.set(body, before.byteLength);
  bytes.set(after, before.byteLength + body.byteLength);
  return bytes;
}

/** HubSpot signs the address with these characters decoded, and no others: `: / ? @ ! $ ' ( ) * , ;`. */
function decodedUri(uri: string): string {
  return uri.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
}

/** Strict base64 of exactly 32 bytes; anything else, two headers in one included, is none. */
function macOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const mac = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return btoa(String.fromCharCode(...mac)) === text ? mac : undefined;
}

function keyOf(secret: string, use: "sign" | "verify") {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [use]);
}

/** Without the query, which may hold names of people. */
function uriShown(uri: string): string {
  const [address = ""] = uri.split("?", 1);
  return `\`${address.slice(0, 200)}\``;
}
