/** How old a signed callout may be, and how far ahead of our clock. */
const oldestMs = 300_000;
const farthestAheadMs = 60_000;

const signatureHeader = "x-headway-signature";
const timestampHeader = "x-headway-timestamp";
const nonceHeader = "x-headway-nonce";

/** The checks of a callout's signature, in the order in which they are made. */
export type CalloutCheck =
  | "headers"
  | "timestamp-too-old"
  | "timestamp-in-the-future"
  | "signature-form"
  | "signature"
  | "replayed";

/** What a signed callout carries besides its body. */
export interface CalloutSignature {
  readonly "x-headway-timestamp": string;
  readonly "x-headway-nonce": string;
  readonly "x-headway-signature": string;
}

/** What a nonce is remembered in; a map in the process will do for one process. */
export interface Nonces {
  /** Keeps the nonce until `untilMs`; false where it was there already. */
  keep(nonce: string, untilMs: number): boolean | Promise<boolean>;
}

/**
 * Signs a callout as Apex does: base64 of HMAC-SHA256 over `v1:{timestamp}:{nonce}:{body}`. For tests and for
 * callers that are not Salesforce.
 *
 * @param at Milliseconds since 1970.
 */
export async function signCallout(
  secret: string,
  { body, nonce, at }: { readonly body: string; readonly nonce: string; readonly at: number },
): Promise<CalloutSignature> {
  const bytes = signedBytes(String(at), nonce, new TextEncoder().encode(body));
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), bytes));
  return {
    [timestampHeader]: String(at),
    [nonceHeader]: nonce,
    [signatureHeader]: btoa(String.fromCharCode(...mac)),
  };
}

/**
 * Checks a callout against each active secret, comparing in constant time; `undefined` where it is good. The nonce
 * is kept only of callouts whose signature is good, so that nobody else fills the memory.
 *
 * @param now Milliseconds since 1970.
 */
export async function checkCallout(
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  {
    secrets,
    nonces,
    now,
  }: { readonly secrets: readonly string[]; readonly nonces: Nonces; readonly now: number },
): Promise<CalloutCheck | undefined> {
  const timestamp = headers.get(timestampHeader) ?? "";
  const nonce = headers.get(nonceHeader) ?? "";
  if (!/^\d{13}$/.test(timestamp) || !/^[A-Za-z0-9_-]{16,64}$/.test(nonce)) return "headers";
  const age = now - Number(timestamp);
  if (age > oldestMs) return "timestamp-too-old";
  if (-age > farthestAheadMs) return "timestamp-in-the-future";
  const mac = macOf(headers.get(signatureHeader) ?? "");
  if (mac === undefined) return "signature-form";
  const signed = signedBytes(timestamp, nonce, body);
  let isGood = false;
  for (const secret of secrets.slice(0, 2)) {
    if (await crypto.subtle.verify("HMAC", await keyOf(secret, "verify"), mac, signed)) isGood = true;
  }
  if (!isGood) return "signature";
  const isNew = await nonces.keep(nonce, Number(timestamp) + oldestMs);
  return isNew ? undefined : "replayed";
}

/** Nonces in the memory of one process, each forgotten once its callout would be too old anyway. */
export function nonceMemory(now: () => number): Nonces {
  const kept = new Map<string, number>();
  return {
    keep(nonce, untilMs) {
      for (const [old, until] of kept) if (until < now()) kept.delete(old);
      if (kept.has(nonce)) return false;
      kept.set(nonce, untilMs);
      return true;
    },
  };
}

function signedBytes(
  timestamp: string,
  nonce: string,
  body: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const before = new TextEncoder().encode(`v1:${timestamp}:${nonce}:`);
  const bytes = new Uint8Array(before.byteLength + body.byteLength);
  bytes.set(before, 0);
  bytes.set(body, before.byteLength);
  return bytes;
}

/** Strict base64 of exactly 32 bytes. */
function macOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const mac = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return btoa(String.fromCharCode(...mac)) === text ? mac : undefined;
}

function keyOf(secret: string, use: "sign" | "verify") {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [use]);
}
