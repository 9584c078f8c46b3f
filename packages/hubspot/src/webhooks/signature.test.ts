import { describe, expect, test } from "vitest";
import { checkSignature, signedHeaders } from "./signature.ts";

/** The example of HubSpot's documentation, and its signature of version 3 as computed by `node:crypto`. */
const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const uri = "https://www.example.com/webhook_uri";
const text = '{"example_field":"example_value"}';
const at = 1_760_000_000_000;
const signature = "pFBmdi3QOMEogfBccJR2DGibLrd1tDR/iyH6rwu2zg0=";

const bytes = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);

interface Request {
  method: string;
  uri: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

function sample(change: Partial<Request> = {}): Request {
  return {
    method: "POST",
    uri,
    headers: { "x-hubspot-signature-v3": signature, "x-hubspot-request-timestamp": String(at) },
    body: bytes(text),
    ...change,
  };
}

function check(request: Request, secrets: readonly string[] = [secret], now = at) {
  return checkSignature({ ...request, headers: new Headers(request.headers) }, secrets, now);
}

function withHeaders(headers: Record<string, string>): Request {
  return sample({ headers: { ...sample().headers, ...headers } });
}

describe("version 3 of the signature (invariant:H1)", () => {
  test("fits the known vector, by either of two secrets", async () => {
    expect(await check(sample())).toEqual({ status: "valid" });
    expect(await check(sample(), ["another", secret])).toEqual({ status: "valid" });
  });

  test("is generated for tests as HubSpot makes it", async () => {
    const headers = await signedHeaders({ clientSecret: secret, uri, body: text, at });
    expect(headers).toMatchObject({ "x-hubspot-signature-v3": signature });
  });

  test.each([
    ["another method", { method: "PUT" }],
    ["another host", { uri: uri.replace("www", "ww2") }],
    ["a query", { uri: `${uri}?a=1` }],
    ["a body with a blank more", { body: bytes(`${text} `) }],
    ["a body with a byte order mark", { body: bytes(`\ufeff${text}`) }],
    ["an empty body", { body: bytes("") }],
  ])("does not fit %s", async (_, change) => {
    expect(await check(sample(change))).toMatchObject({ status: "refused", check: "signature" });
  });

  test("fits no request of which a single bit was changed", async () => {
    for (let bit = 0; bit < text.length * 8; bit += 1) {
      const body = bytes(text);
      body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await check(sample({ body }))).status).toBe("refused");
    }
  });

  test.each([
    ["300,000 ms old", 300_000, "valid"],
    ["older", 300_001, "timestamp-too-old"],
    ["60 s ahead", -60_000, "valid"],
    ["farther ahead", -60_001, "timestamp-in-the-future"],
  ])("a request that is %s (invariant:H2)", async (_, age, expected) => {
    const result = await check(sample(), [secret], at + age);
    expect(result.status === "valid" ? "valid" : result.check).toBe(expected);
  });

  test.each([
    ["no signature", { "x-hubspot-signature-v3": undefined }, "signature-header"],
    ["two signatures", { "x-hubspot-signature-v3": `${signature}, ${signature}` }, "signature-form"],
    ["a short signature", { "x-hubspot-signature-v3": "abcd" }, "signature-form"],
    [
      "base64 that is not canonical",
      { "x-hubspot-signature-v3": signature.replace("g0=", "g1=") },
      "signature-form",
    ],
    ["no time", { "x-hubspot-request-timestamp": undefined }, "timestamp-header"],
    ["two times", { "x-hubspot-request-timestamp": `${at}, ${at}` }, "timestamp-header"],
    ["seconds", { "x-hubspot-request-timestamp": "1760000000" }, "timestamp-header"],
  ])("%s names the check that failed", async (_, headers, expected) => {
    const given = Object.entries({ ...sample().headers, ...headers });
    const kept = given.filter((entry): entry is [string, string] => entry[1] !== undefined);
    expect(await check(sample({ headers: Object.fromEntries(kept) }))).toMatchObject({ check: expected });
  });

  test("older versions are no substitute, and are named", async () => {
    const headers = { "x-hubspot-signature": "00", "x-hubspot-signature-version": "v2" };
    const result = await check(sample({ headers }));
    expect(result).toMatchObject({ check: "signature-header", reason: expect.stringContaining("`v2`") });
  });

  test("what is said of a refusal holds neither secret nor signature (invariant:X1)", async () => {
    const result = await check(withHeaders({ "x-hubspot-request-timestamp": String(at + 1) }));
    expect(result.status === "refused" && result.reason).toContain("1 secret over POST");
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(JSON.stringify(result)).not.toContain(signature);
  });
});

describe("the address under the signature", () => {
  const signedUri = "https://h.example/a:b/c?d=e@f!g$h'i(j)k*l,m;n&o=%25%26%3D%2B";

  test.each([
    ["lower case", "https://h.example/a%3ab%2fc%3fd=e%40f%21g%24h%27i%28j%29k%2al%2cm%3bn&o=%25%26%3D%2B"],
    ["upper case", "https://h.example/a%3Ab%2Fc%3Fd=e%40f%21g%24h%27i%28j%29k%2Al%2Cm%3Bn&o=%25%26%3D%2B"],
  ])("has twelve codes decoded, in %s, and the others not", async (_, received) => {
    const headers = await signedHeaders({ clientSecret: secret, uri: signedUri, body: text, at });
    expect(await check(sample({ uri: received, headers }))).toEqual({ status: "valid" });
  });

  test.each(["%25", "%26", "%3D", "%2B", "%20"])("keeps %s as it is", async (code) => {
    const headers = await signedHeaders({
      clientSecret: secret,
      uri: `${uri}?q=${decodeURIComponent(code)}`,
      body: text,
      at,
    });
    expect(await check(sample({ uri: `${uri}?q=${code}`, headers }))).toMatchObject({ check: "signature" });
  });

  test("is decoded once", async () => {
    const headers = await signedHeaders({ clientSecret: secret, uri: `${uri}?q=%2540`, body: text, at });
    expect(await check(sample({ uri: `${uri}?q=%2540`, headers }))).toEqual({ status: "valid" });
  });
});
