import { CrmError, type PushOutcome, type RecordCrm } from "@headway/crm";
import type { RunResult } from "@headway/crm/http";
import { beforeEach, describe, expect, it } from "vitest";
import { type CallableFunctionOptions, callableFunction } from "./callable-function.ts";
import { type CalloutCheck, signCallout } from "./signed-callout.ts";

const orgId = "00D000000000001";
const current = "current-secret";
const previous = "previous-secret";
const start = Date.UTC(2027, 0, 4);
const call = { orgId: `${orgId}EAA`, object: "deal", id: "006000000000001AAA" };
const crm = { crm: "salesforce" } as RecordCrm;
const good: RunResult = { status: "assessed", writes: [], unknown: [] };

let now: number;
let faults: CalloutCheck[];
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  now = start;
  faults = [];
  handle = made(async () => good);
});

function made(run: CallableFunctionOptions<RunResult>["run"]) {
  return callableFunction({
    run,
    org: (id) => (id === orgId ? { secrets: [current, previous], crm } : undefined),
    onRefused: (check) => faults.push(check),
    ports: { now: () => now, sleep: () => new Promise(() => undefined), random: () => 0.5 },
  });
}

async function request(
  given: { secret?: string; at?: number; nonce?: string; body?: string; sent?: string } = {},
): Promise<Request> {
  const { secret = current, at = now, nonce = "nonce-0123456789", body = JSON.stringify(call) } = given;
  const headers = { ...(await signCallout(secret, { body, nonce, at })) };
  return new Request("https://function.example/", { method: "POST", body: given.sent ?? body, headers });
}

describe("a signed callout", () => {
  it("is signed as Apex signs it: HMAC-SHA256 over v1, time, nonce and body", async () => {
    const signed = await signCallout("key", {
      body: '{"a":1}',
      nonce: "abcdefghijklmnop",
      at: 1_760_000_000_000,
    });
    // printf 'v1:1760000000000:abcdefghijklmnop:{"a":1}' | openssl dgst -sha256 -hmac key -binary | base64
    expect(signed["x-headway-signature"]).toBe("WQVXXjMxuDUgxOnm6WLwhLXJkeLs7TYr1AEhuez2VZI=");
  });

  it.each([current, previous])("is taken with any of two active secrets", async (secret) => {
    const response = await handle(await request({ secret }));
    expect([response.status, await response.json()]).toEqual([200, { status: "done", body: good }]);
  });

  it.each([
    ["of an unknown secret", { secret: "stranger" }, "signature"],
    ["of another body", { sent: JSON.stringify({ ...call, id: "006000000000002AAA" }) }, "signature"],
    ["five minutes and a moment old", { at: start - 300_001 }, "timestamp-too-old"],
    ["of more than a minute ahead", { at: start + 60_001 }, "timestamp-in-the-future"],
    ["with a short nonce", { nonce: "short" }, "headers"],
  ] as const)("%s is refused without a reason for outsiders", async (_, given, check) => {
    const response = await handle(await request(given));
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ message: "not a signed callout" });
    expect(faults).toEqual([check]);
  });

  it("that comes twice runs once", async () => {
    expect((await handle(await request())).status).toBe(200);
    expect((await handle(await request())).status).toBe(401);
    expect(faults).toEqual(["replayed"]);
    expect((await handle(await request({ nonce: "another-nonce-012" }))).status).toBe(200);
  });

  it.each([
    ["of an org that may not call", JSON.stringify({ ...call, orgId: "00D000000000009" })],
    ["without JSON", "deal"],
    ["about another object", JSON.stringify({ ...call, object: "contact" })],
    ["with an id that could be a query", JSON.stringify({ ...call, id: "' OR Id != '" })],
  ])("%s is refused", async (_, body) => {
    expect((await handle(await request({ body }))).status).toBe(401);
  });
});

describe("a callable function", () => {
  const write = (outcome: PushOutcome) => async () => ({ ...good, writes: [{ target: "deal/1", outcome }] });
  const failing = (code: CrmError["code"]) => async (): Promise<RunResult> => {
    throw new CrmError(code, { crm: "salesforce", message: "what happened" });
  };

  it.each([
    ["a write without an answer", write({ status: "unknown", reason: "lost" }), 503],
    ["a write that was not sent", write({ status: "not-sent", reason: "late" }), 503],
    [
      "a refused write, which stays refused",
      write({ status: "refused", code: "invalid", reason: "no" }),
      200,
    ],
    ["a limit", failing("rate-limited"), 429],
    ["an outage", failing("unavailable"), 503],
    ["refused credentials", failing("unauthenticated"), 502],
  ] as const)("tells the caller whether to call again: %s", async (_, run, status) => {
    const response = await made(run)(await request());
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 || status === 503 ? "60" : null);
  });

  it("hands over the org's records, the deal and what came along", async () => {
    const seen: unknown[] = [];
    const run: CallableFunctionOptions<RunResult>["run"] = async (...given) => {
      seen.push(given[1], given[3].input);
      return good;
    };
    await made(run)(await request({ body: JSON.stringify({ ...call, input: { type: "thanks" } }) }));
    expect(seen).toEqual([{ object: "deal", id: call.id }, { type: "thanks" }]);
  });

  it("says nothing about an error that nobody foresaw", async () => {
    const run = async (): Promise<RunResult> => {
      throw new Error("secret inside");
    };
    const response = await made(run)(await request());
    expect([response.status, (await response.text()).includes("secret inside")]).toEqual([500, false]);
  });
});
