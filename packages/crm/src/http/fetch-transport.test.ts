import { expect, test } from "vitest";
import { failureOf } from "../conformance/check.ts";
import { CrmError } from "../crm-error.ts";
import { bearerTransport, fetchTransport } from "./fetch-transport.ts";
import type { HttpRequest } from "./transport.ts";

const token = "pat-eu1-canary-0000";

/** A transport whose fetch gives this answer, and the requests it was asked to send. */
function scene(answer: () => Response | Promise<Response>, authorization = `Bearer ${token}`) {
  const sent: Request[] = [];
  const transport = fetchTransport({
    crm: "test",
    origin: "https://api.example.com",
    headers: () => ({ authorization }),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(request);
      return answer();
    },
  });
  return { transport, sent };
}

function json(body: string, status = 200): Response {
  return new Response(body, { status, headers: { "Content-Type": "application/json; charset=utf-8" } });
}

const get: HttpRequest = { method: "GET", path: "/deals?limit=1" };

test("an answer is parsed, with its header names in lower case", async () => {
  const { transport } = scene(() => json('{"results":[]}'));
  const answer = await transport(get);
  expect(answer).toEqual({
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: { results: [] },
  });
});

const bodies: readonly [string, () => Response, unknown][] = [
  ["nothing is null", () => new Response(null, { status: 204 }), null],
  ["text stays text", () => new Response("hi", { headers: { "content-type": "text/plain" } }), "hi"],
  ["broken JSON of a failed call stays text", () => json('{"status":', 502), '{"status":'],
  ["a status that says no is an answer all the same", () => json('{"message":"no"}', 403), { message: "no" }],
];

test.each(bodies)("%s", async (_name, answer, body) => {
  expect((await scene(answer).transport(get)).body).toEqual(body);
});

test("broken JSON of a good call is malformed, and its message stays short and free of the query", async () => {
  const { transport } = scene(() => json(`{"results": ["${"x".repeat(5000)}`));
  const error = await failureOf(transport({ method: "GET", path: "/deals?email=ada@example.com" }));
  expect(error).toMatchObject({ code: "malformed-response", details: { status: 200 } });
  const message = CrmError.is(error) ? error.message : "";
  expect(message).toContain("`GET /deals` answered 200");
  expect(message).not.toContain("ada@example.com");
  expect(message.length).toBeLessThan(300);
});

test("no answer is unavailable and keeps its cause", async () => {
  const cause = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) });
  const { transport } = scene(() => Promise.reject(cause));
  const error = await failureOf(transport(get));
  expect(error).toMatchObject({ code: "unavailable", retryable: true, cause });
  expect(CrmError.is(error) ? error.details.status : 0).toBeUndefined();
  expect(CrmError.is(error) ? error.message : "").toContain("ECONNRESET");
});

test("an answer that breaks off in its body is no answer", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
  const { transport } = scene(() => new Response(body));
  expect(await failureOf(transport(get))).toMatchObject({ code: "unavailable" });
});

test("an aborted request ends with the signal's reason", async () => {
  const abort = new AbortController();
  const { transport } = scene(() => {
    abort.abort("enough");
    return Promise.reject(new Error("aborted by fetch"));
  });
  expect(await failureOf(transport(get, abort.signal))).toBe("enough");
});

const escapes = [
  "https://evil.example/deals",
  "@evil.example/deals",
  ".evil.example/deals",
  ":8443/deals",
  "deals",
  "",
];

test.each(escapes)(
  "credentials never go to %j, whatever an answer names as the next page (invariant:X7)",
  async (path) => {
    const { transport, sent } = scene(() => json("{}"));
    expect(await failureOf(transport({ method: "GET", path }))).toMatchObject({ code: "invalid" });
    expect(sent).toEqual([]);
  },
);

const paths = [
  "//evil.example/deals",
  "/\\evil.example",
  "/../..//evil.example",
  "/deals?next=https://evil.example",
];

test.each(paths)("a path stays at the origin however it is written: %j (invariant:X7)", async (path) => {
  const { transport, sent } = scene(() => json("{}"));
  await transport({ method: "GET", path });
  expect(sent.map((request) => new URL(request.url).origin)).toEqual(["https://api.example.com"]);
});

const origins = [
  "api.example.com",
  "https://api.example.com/crm",
  "https://user:canary@api.example.com",
  "https://api.example.com?x",
  "ftp://api.example.com",
  "",
];

test.each(origins)(
  "an origin that is not scheme and host is refused without being repeated: %j",
  (origin) => {
    const make = (): unknown => fetchTransport({ crm: "test", origin, headers: () => ({}), fetch });
    expect(make).toThrow(RangeError);
    expect(make).not.toThrow("canary");
  },
);

test("a slash after the host is forgiven", async () => {
  const urls: string[] = [];
  const fetch = async (input: unknown): Promise<Response> => {
    urls.push(String(input));
    return json("{}");
  };
  const transport = fetchTransport({ crm: "test", origin: "https://a.example/", headers: () => ({}), fetch });
  await transport(get);
  expect(urls).toEqual(["https://a.example/deals?limit=1"]);
});

test("a token with a line break in it is told as a wrong credential and never shown (invariant:X1)", async () => {
  const { transport, sent } = scene(() => json("{}"), `Bearer ${token}\nx`);
  const error = await failureOf(transport(get));
  expect(error).toMatchObject({ code: "unauthenticated" });
  const whole = CrmError.is(error) ? `${error.stack} ${JSON.stringify(error.details)} ${error.cause}` : token;
  expect(whole).not.toContain(token);
  expect(sent).toEqual([]);
});

test("objects go as JSON, text as it is, and the request's own headers win", async () => {
  const { transport, sent } = scene(() => json("{}"));
  await transport({ method: "POST", path: "/deals", body: { name: "Zoë" } });
  await transport({ method: "POST", path: "/deals", body: "a,b", headers: { "Content-Type": "text/csv" } });
  const patch = { "Content-Type": "application/merge-patch+json" };
  await transport({ method: "PATCH", path: "/deals/1", body: {}, headers: patch });
  const seen = await Promise.all(
    sent.map(async (one) => [one.headers.get("content-type"), await one.text()]),
  );
  expect(seen).toEqual([
    ["application/json", '{"name":"Zoë"}'],
    ["text/csv", "a,b"],
    ["application/merge-patch+json", "{}"],
  ]);
  expect(sent.map((one) => [one.redirect, one.headers.get("authorization")])).toEqual([
    ["manual", `Bearer ${token}`],
    ["manual", `Bearer ${token}`],
    ["manual", `Bearer ${token}`],
  ]);
});

test.each([fetchTransport, bearerTransport])(
  "an error that quotes the token is told without it (%#)",
  async (open) => {
    const fetch = async () => json(`{"message":"no ${token}"}`, 401);
    const headers = () => ({ authorization: `Bearer ${token}` });
    const transport = open({ crm: "test", origin: "https://api.example.com", headers, fetch });
    expect(await transport(get)).toMatchObject({ status: 401, body: { message: "no [secret]" } });
  },
);
