import { createServer, type Server } from "node:net";
import { salesforceSandbox, startSandbox } from "@headway/sandbox";
import { Connection } from "jsforce";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { salesforce } from "./index.ts";
import { sdkTransport } from "./sdk-transport.ts";
import { sdkWire } from "./sdk-wire.ts";

const origin = "https://acme.my.salesforce.com";
const path = "/services/data/v67.0/query?q=x";

function connection(options: ConstructorParameters<typeof Connection>[0] = {}): Connection {
  return new Connection({ instanceUrl: origin, accessToken: "token", version: "67.0", ...options });
}

beforeEach(() => {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]) vi.stubEnv(name, "");
  nock.disableNetConnect();
});

afterEach(() => {
  vi.unstubAllEnvs();
  nock.cleanAll();
  nock.enableNetConnect();
});

describe("what jsforce hides", () => {
  it("statuses, headers and bodies come as they were sent", async () => {
    const body = [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message: "no more" }];
    nock(origin).get(path).reply(403, body, { "Sforce-Limit-Info": "api-usage=5000/5000" });
    expect(await sdkTransport(connection())({ method: "GET", path })).toMatchObject({
      status: 403,
      headers: { "sforce-limit-info": "api-usage=5000/5000" },
      body,
    });
  });

  it.each([420, 429, 500, 503])("%i is not tried again by jsforce", async (status) => {
    let count = 0;
    nock(origin)
      .get(path)
      .times(9)
      .reply(() => {
        count += 1;
        return [status, "busy"];
      });
    expect(await sdkTransport(connection())({ method: "GET", path })).toMatchObject({ status, body: "busy" });
    expect(count).toBe(1);
  });

  it("a body without end is not read to its end (invariant:R8)", async () => {
    nock(origin)
      .get(path)
      .twice()
      .reply(200, { text: "x".repeat(100) });
    const request = { method: "GET", url: `${origin}${path}` } as const;
    const said = expect.stringContaining("more than 50 bytes");
    await expect(sdkWire(connection(), 50)(request)).rejects.toMatchObject({ message: said });
    await expect(sdkWire(connection(), 500)(request)).resolves.toMatchObject({ statusCode: 200 });
  });

  it("redirects are answers, not followed", async () => {
    nock(origin).get(path).reply(302, "", { location: "https://evil.example/" });
    expect(await sdkTransport(connection())({ method: "GET", path })).toMatchObject({ status: 302 });
  });

  it("JSON and the connection's session go out, and a body can be sent as text", async () => {
    const sent = nock(origin, {
      reqheaders: { authorization: "Bearer token", "content-type": "application/json" },
    })
      .post("/services/data/v67.0/composite", { a: "ø" })
      .reply(204);
    const text = nock(origin, { reqheaders: { "content-type": "text/xml" } })
      .post("/services/Soap/m/67.0", "<x/>")
      .reply(204);
    const send = sdkTransport(connection());
    await send({ method: "POST", path: "/services/data/v67.0/composite", body: { a: "ø" } });
    await send({
      method: "POST",
      path: "/services/Soap/m/67.0",
      body: "<x/>",
      headers: { "content-type": "text/xml" },
    });
    expect([sent.isDone(), text.isDone()]).toEqual([true, true]);
  });

  it("an expired session is renewed once by the connection, then the answer stands (invariant:A4)", async () => {
    const counts = { renewals: 0, calls: 0 };
    nock(origin)
      .get(path)
      .times(50)
      .reply(() => {
        counts.calls += 1;
        return [401, [{ errorCode: "INVALID_SESSION_ID", message: "x" }]];
      });
    const refreshFn = (_: Connection, done: (error: Error | null, token?: string) => void): void => {
      counts.renewals += 1;
      done(null, `token-${counts.renewals}`);
    };
    const answer = await sdkTransport(connection({ refreshFn }))({ method: "GET", path });
    expect(answer.status).toBe(401);
    expect(counts).toEqual({ renewals: 1, calls: 2 });
  });

  it("JSON that breaks off is `malformed-response`, never half an answer", async () => {
    nock(origin).get(path).reply(200, '{"done": tr', { "content-type": "application/json" });
    await expect(sdkTransport(connection())({ method: "GET", path })).rejects.toMatchObject({
      code: "malformed-response",
    });
  });

  it("abort ends the waiting with the signal's reason", async () => {
    nock(origin).get(path).delay(60_000).reply(200, "{}");
    const abort = new AbortController();
    const sending = sdkTransport(connection())({ method: "GET", path }, abort.signal);
    abort.abort(new Error("enough"));
    await expect(sending).rejects.toThrow("enough");
  });
});

describe("over a real socket", () => {
  beforeEach(() => nock.enableNetConnect());

  it("a connection cut in the middle of an answer is `unavailable`, and the process lives on (invariant:R8)", async () => {
    const server: Server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n";
        socket.write(`${head}{"a":`, () => setImmediate(() => socket.destroy()));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const adapter = salesforce({
      instanceUrl: `http://127.0.0.1:${port}`,
      accessToken: "token",
      attempts: 1,
    });
    await expect(adapter.describe()).rejects.toMatchObject({ code: "unavailable" });
    server.close();
  });

  it("signs in by itself, once for many calls, and again when the session has expired (invariant:A1)", async () => {
    const sandbox = salesforceSandbox({ now: () => Date.UTC(2027, 0, 4), limits: "off" });
    const served = await startSandbox({ salesforce: sandbox });
    const { url, clientId, clientSecret } = served.salesforce;
    const adapter = salesforce({ instanceUrl: url, clientId, clientSecret });
    await Promise.all([adapter.describe(), adapter.describe(), adapter.describe()]);
    expect(sandbox.requests().byOperation.token).toBe(1);
    sandbox.expireTokens();
    await Promise.all([adapter.describe(), adapter.describe()]);
    expect(sandbox.requests().byOperation.token).toBe(2);
    sandbox.expireTokens();
    const field = { object: "deal", name: "headway_x", label: "x", kind: "text", description: "x" } as const;
    expect(await adapter.provision([{ type: "create-field", field }])).toMatchObject([{ status: "created" }]);
    expect(sandbox.requests().byOperation.token).toBe(3);
    await served.close();
  });

  it("a refused client is told without its secret (invariant:X1)", async () => {
    const served = await startSandbox();
    const { url, clientId } = served.salesforce;
    const adapter = salesforce({ instanceUrl: url, clientId, clientSecret: "canary-secret" });
    const error: unknown = await adapter.describe().catch((thrown: unknown) => thrown);
    await served.close();
    expect(error).toMatchObject({
      code: "unauthenticated",
      message: expect.stringContaining("`invalid_client`"),
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("canary");
  });
});
