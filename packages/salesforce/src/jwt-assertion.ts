import { CrmError } from "@headway/crm";
import type { JwtOptions } from "./oauth-options.ts";

const lifeSeconds = 180;
const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * A JSON Web Token that says whom to sign in, signed by RS256 and good for three minutes (RFC 7523).
 * Throws `unauthenticated` for a key that cannot be read, without repeating it.
 *
 * @param origin The org's own address: the audience, unless another is named.
 * @param now Milliseconds since 1970.
 */
export async function jwtAssertion(jwt: JwtOptions, origin: string, now: number): Promise<string> {
  const claims = {
    iss: jwt.clientId,
    sub: jwt.username,
    aud: jwt.audience ?? origin,
    exp: Math.floor(now / 1000) + lifeSeconds,
  };
  const signed = `${encodeText(JSON.stringify({ alg: "RS256" }))}.${encodeText(JSON.stringify(claims))}`;
  const key = await importKey(jwt.privateKey);
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(signed));
  return `${signed}.${encodeBytes(new Uint8Array(signature))}`;
}

async function importKey(pem: string): ReturnType<typeof crypto.subtle.importKey> {
  try {
    const base64 = pem.replace(/-----[A-Z ]+-----|\s/g, "");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return await crypto.subtle.importKey("pkcs8", bytes, algorithm, false, ["sign"]);
  } catch {
    throw new CrmError("unauthenticated", {
      crm: "salesforce",
      message: "`jwt.privateKey` is no RSA key that can be read",
      written: "nothing was sent",
      remedy: "give it as PKCS #8 in PEM; `openssl pkcs8 -topk8 -nocrypt` turns other forms into it",
    });
  }
}

/** Base64 for addresses (RFC 4648 §5), without padding. */
export function encodeBytes(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}
