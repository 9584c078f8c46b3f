import { Client } from "@hubspot/api-client";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sdkTransport } from "./sdk-transport.ts";

const origin = "https://api.hubapi.com";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function transport(config: ConstructorParameters<typeof Client>[0] = {}) {
  return sdkTransport(new Client({ accessToken: "pat-1", ...config }));
}

describe("the transport over the official SDK", () => {
  test("sends path, token and JSON, and gives status, headers and body", async () => {
    nock(origin, { reqheaders: { authorization: "Bearer pat-1", "content-type": "application/json" } })
      .post("/crm/objects/2026-09/deals/search?x=1", { limit: 200 })
      .reply(200, { results: [] }, { "X-HubSpot-RateLimit-Max": "190" });
    const request = {
      method: "POST",
      path: "/crm/objects/2026-09/deals/search?x=1",
      body: { limit: 200 },
    } as const;
    const answer = await transport()(request);
    expect(answer).toMatchObject({ status: 200, body: { results: [] } });
    expect(answer.headers["x-hubspot-ratelimit-max"]).toBe("190");
  });

  test("an empty answer has no body", async () => {
    nock(origin).delete("/crm/properties/2026-09/deals/headway_x").reply(204);
    const answer = await transport()({ method: "DELETE", path: "/crm/properties/2026-09/deals/headway_x" });
    expect(answer).toMatchObject({ status: 204, body: null });
  });

  test.each([429, 500, 503])("the SDK's own retries do not repeat a write that met %i", async (status) => {
    const scope = nock(origin).post("/crm/objects/2026-09/tasks/batch/create").once();
    scope.reply(status, { policyName: "TEN_SECONDLY_ROLLING" });
    const request = { method: "POST", path: "/crm/objects/2026-09/tasks/batch/create", body: {} } as const;
    const answer = await transport({ numberOfApiCallRetries: 3 })(request);
    expect(answer.status).toBe(status);
    expect(nock.isDone()).toBe(true);
  });

  test("a broken connection is unavailable, without the token", async () => {
    nock(origin).get("/account-info/2026-09/details").replyWithError("socket hang up");
    const failure = transport()({ method: "GET", path: "/account-info/2026-09/details" });
    await expect(failure).rejects.toMatchObject({ code: "unavailable" });
    await expect(failure).rejects.not.toThrow(/pat-1/);
  });

  test("broken JSON is malformed", async () => {
    nock(origin).get("/x").reply(200, '{"results": [', { "content-type": "application/json" });
    await expect(transport()({ method: "GET", path: "/x" })).rejects.toMatchObject({
      code: "malformed-response",
    });
  });

  test("nothing is sent for a signal that is aborted already", async () => {
    const failure = transport()({ method: "GET", path: "/x" }, AbortSignal.abort(new Error("enough")));
    await expect(failure).rejects.toThrow("enough");
  });
});
