import { createPublicKey, verify } from "node:crypto";
import { asObject } from "../rest/api-request.ts";

/** What an assertion is held against. */
export interface AssertionRules {
  readonly certificate: string | undefined;
  readonly clientId: string;
  /** The org's own address; assertions for other audiences are refused. */
  readonly instanceUrl: string;
  readonly now: number;
}

/** The user that an assertion speaks for, or why it is refused. */
export type Assertion =
  | { readonly type: "good"; readonly username: string }
  | { readonly type: "refused"; readonly description: string };

const clockSkewMs = 180_000;

function parsePart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}

function isSigned(certificate: string, signed: string, signature: string): boolean {
  const key = createPublicKey(certificate);
  return verify("RSA-SHA256", Buffer.from(signed), key, Buffer.from(signature, "base64url"));
}

function audiences(instanceUrl: string): string[] {
  return [instanceUrl, `${instanceUrl}/`, `${instanceUrl}/services/oauth2/token`];
}

/** Checks an RS256 assertion: signature, issuer, audience and expiry, which must lie within three minutes. */
export function readAssertion(assertion: string, rules: AssertionRules): Assertion {
  const refused = (description: string): Assertion => ({ type: "refused", description });
  const [head = "", body = "", signature = ""] = assertion.split(".");
  const claims = parsePart(body);
  if (!claims || parsePart(head)?.alg !== "RS256") return refused("invalid assertion");
  if (rules.certificate === undefined || claims.iss !== rules.clientId) {
    return refused("client identifier invalid");
  }
  if (!isSigned(rules.certificate, `${head}.${body}`, signature)) return refused("invalid assertion");
  if (!audiences(rules.instanceUrl).includes(String(claims.aud))) return refused("audience is invalid");
  const expiresMs = Number(claims.exp) * 1000;
  if (!Number.isFinite(expiresMs) || expiresMs <= rules.now) return refused("expired assertion");
  if (expiresMs > rules.now + clockSkewMs + 120_000) return refused("assertion expires too far ahead");
  return { type: "good", username: String(claims.sub ?? "") };
}
