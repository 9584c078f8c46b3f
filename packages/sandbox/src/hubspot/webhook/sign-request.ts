import { createHash, createHmac } from "node:crypto";

/** Escapes that HubSpot undoes before it signs; every other one stays as it is. */
const DECODED: Readonly<Record<string, string>> = {
  "%3A": ":",
  "%2F": "/",
  "%3F": "?",
  "%40": "@",
  "%21": "!",
  "%24": "$",
  "%27": "'",
  "%28": "(",
  "%29": ")",
  "%2A": "*",
  "%2C": ",",
  "%3B": ";",
};

function signedUri(uri: string): string {
  return uri.replace(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
}

/** What is signed, and when. */
export interface SignedRequest {
  readonly method: string;
  readonly uri: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** The third version of the signature: an HMAC over method, address, body and time. */
export function signatureV3(secret: string, { method, uri, body, timestamp }: SignedRequest): string {
  return createHmac("sha256", secret)
    .update(`${method}${signedUri(uri)}${body}${timestamp}`, "utf8")
    .digest("base64");
}

/** The headers of a webhook request: the current signature, and the oldest beside it, as HubSpot sends both. */
export function signatureHeaders(secret: string, request: SignedRequest): Record<string, string> {
  const v1 = createHash("sha256").update(`${secret}${request.body}`, "utf8").digest("hex");
  return {
    "x-hubspot-signature-v3": signatureV3(secret, request),
    "x-hubspot-request-timestamp": String(request.timestamp),
    "x-hubspot-signature": v1,
    "x-hubspot-signature-version": "v1",
  };
}
