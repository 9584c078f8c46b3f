import { describe, expect, it } from "vitest";
import { listen } from "../server.ts";
import { salesforceSandbox } from "./salesforce-sandbox.ts";
import { at, column, startAt, testClient } from "./testing/test-client.ts";

describe("signing in", () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

  it("gives a token that works, with the address to use it at", async () => {
    const { sandbox, send } = testClient();
    sandbox.setInstanceUrl("http://127.0.0.1:4000");
    const { clientId, clientSecret } = sandbox;
    const body = form({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const answer = await send("POST", "/services/oauth2/token", body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      signature: expect.any(String),
      scope: "api",
      instance_url: "http://127.0.0.1:4000",
      id: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4000\/id\/00D\w{15}\/005\w{15}$/),
      token_type: "Bearer",
      issued_at: "1772443815000",
    });
    const headers = { authorization: `Bearer ${at(answer.body, "access_token")}` };
    expect((await send("GET", "/services/data/v67.0/limits", undefined, headers)).status).toBe(200);
    const user = await send("GET", "/services/oauth2/userinfo", undefined, headers);
    expect(at(user.body, "user_id")).toBe(sandbox.records("User")[0]?.Id);
  });

  it.each([
    [{ grant_type: "client_credentials", client_id: "x" }, "invalid_client_id"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
  ])("refuses %j", async (fields, error) => {
    const answer = await testClient().send("POST", "/services/oauth2/token", form(fields));
    expect(answer.status).toBe(400);
    expect(at(answer.body, "error")).toBe(error);
  });

  it("refuses a wrong secret as an invalid client", async () => {
    const { sandbox, send } = testClient();
    const fields = { grant_type: "client_credentials", client_id: sandbox.clientId, client_secret: "x" };
    const answer = await send("POST", "/services/oauth2/token", form(fields));
    expect([answer.status, at(answer.body, "error")]).toEqual([400, "invalid_client"]);
  });

  it("answers 401 without a token and lists versions without one", async () => {
    const { send } = testClient();
    const none = { authorization: "" };
    expect((await send("GET", "/services/data/v67.0/limits", undefined, none)).status).toBe(401);
    const versions = await send("GET", "/services/data", undefined, none);
    expect(versions.body).toContainEqual({
      version: "67.0",
      url: "/services/data/v67.0",
      label: "Summer '26",
    });
  });
});

describe("every answer", () => {
  it("carries the date of the sandbox's clock, a failed one too", async () => {
    const { sandbox, rest, send } = testClient();
    sandbox.failNext({ match: { path: "/limits" }, status: 503 });
    const answers = [
      await rest("GET", "/limits"),
      await rest("GET", "/nothing"),
      await send("GET", "/services/data"),
    ];
    const dates = answers.map((answer) => answer.headers.get("date"));
    expect(dates).toEqual(Array.from({ length: 3 }, () => "Mon, 02 Mar 2026 09:30:15 GMT"));
  });
});

describe("answers over HTTP", () => {
  it("keep the date of the sandbox's clock, which the server would else take from this machine", async () => {
    const sandbox = salesforceSandbox({ now: () => startAt });
    const { url, close } = await listen(sandbox.fetch, { host: "127.0.0.1", port: 0 });
    const answer = await fetch(`${url}/services/data`);
    await answer.text();
    await close();
    expect(answer.headers.get("date")).toBe("Mon, 02 Mar 2026 09:30:15 GMT");
  });
});

describe("limits", () => {
  it("are told on every REST answer and refuse what goes beyond, until a day has passed", async () => {
    const { rest, wait } = testClient({ dailyLimit: 2 });
    const first = await rest("GET", "/limits");
    expect(at(first.body, "DailyApiRequests")).toEqual({ Max: 2, Remaining: 1 });
    expect(first.headers.get("sforce-limit-info")).toBe("api-usage=1/2");
    await rest("GET", "/nothing");
    const refused = await rest("GET", "/limits");
    expect(refused.status).toBe(403);
    expect(at(refused.body, "0.errorCode")).toBe("REQUEST_LIMIT_EXCEEDED");
    expect(refused.headers.get("sforce-limit-info")).toBe("api-usage=2/2");
    wait(24 * 3_600_000 + 60_000);
    expect((await rest("GET", "/limits")).status).toBe(200);
  });

  it("only count when they are off", async () => {
    const { rest } = testClient({ dailyLimit: 1, limits: "off" });
    await rest("GET", "/limits");
    const beyond = await rest("GET", "/limits");
    expect([beyond.status, beyond.headers.get("sforce-limit-info")]).toEqual([200, "api-usage=2/1"]);
  });

  it("refuse addresses, and addresses with headers, of more than 16,384 bytes", async () => {
    const { query } = testClient();
    const soql = (length: number) => `SELECT Id FROM Account WHERE Name = '${"x".repeat(length)}'`;
    expect((await query(soql(3900))).status).toBe(200);
    const padding = { "x-padding": "p".repeat(13_000) };
    expect((await query(soql(3900), padding)).status).toBe(431);
    expect((await query(`${soql(3900)}${" ".repeat(4200)}`)).status).toBe(414);
  });
});

describe("faults", () => {
  it("hit the next request that fits, as often as asked, and count as that request", async () => {
    const { sandbox, rest } = testClient();
    sandbox.failNext({
      match: { method: "GET", path: "/limits" },
      status: 503,
      times: 2,
      headers: { "x-a": "b" },
    });
    expect((await rest("GET", "/sobjects/Account/describe")).status).toBe(200);
    const failed = await rest("GET", "/limits");
    expect([failed.status, failed.headers.get("x-a"), at(failed.body, "0.errorCode")]).toEqual([
      503,
      "b",
      "SERVER_UNAVAILABLE",
    ]);
    expect((await rest("GET", "/limits")).status).toBe(503);
    expect((await rest("GET", "/limits")).status).toBe(200);
    expect(sandbox.requests()).toEqual({ total: 4, byOperation: { "describe Account": 1, limits: 3 } });
    sandbox.resetRequests();
    expect(sandbox.requests()).toEqual({ total: 0, byOperation: {} });
  });

  it("find their request by words of its query", async () => {
    const { sandbox, query } = testClient();
    sandbox.failNext({ match: { path: "FROM Account" }, status: 500 });
    expect((await query("SELECT Id FROM Contact")).status).toBe(200);
    expect((await query("SELECT Id FROM Account")).status).toBe(500);
  });

  it("meet a part of a composite as a request of its own, and leave the other parts alone", async () => {
    const { sandbox, rest } = testClient();
    sandbox.create("Account", { Name: "A" });
    const part = (object: string) => ({
      method: "GET",
      url: `/services/data/v67.0/query?q=SELECT+Id+FROM+${object}`,
      referenceId: object,
    });
    const compositeRequest = [part("Account"), part("Contact"), part("Account")];
    sandbox.failNext({ match: { method: "GET", path: "FROM Contact" }, status: 503 });
    const answer = await rest("POST", "/composite", { compositeRequest });
    expect(answer.status).toBe(200);
    expect([0, 1, 2].map((index) => at(answer.body, `compositeResponse.${index}.httpStatusCode`))).toEqual([
      200, 503, 200,
    ]);
    expect(at(answer.body, "compositeResponse.1.body.0.errorCode")).toBe("SERVER_UNAVAILABLE");
    expect(sandbox.requests()).toEqual({ total: 1, byOperation: { "composite Account+Contact": 1 } });
    sandbox.failNext({ match: { path: "FROM Contact" }, status: 0, dropResponse: true });
    await expect(rest("POST", "/composite", { compositeRequest })).rejects.toMatchObject({
      code: "ECONNRESET",
    });
  });

  it("may come after the effect, cut the body, or leave no answer", async () => {
    const { sandbox, rest } = testClient();
    sandbox.failNext({ status: 500, afterEffect: true });
    expect((await rest("POST", "/sobjects/Account", { Name: "A" })).status).toBe(500);
    expect(sandbox.records("Account")).toHaveLength(1);
    sandbox.failNext({ status: 500 });
    expect((await rest("POST", "/sobjects/Account", { Name: "B" })).status).toBe(500);
    expect(sandbox.records("Account")).toHaveLength(1);
    sandbox.failNext({ status: 0, dropResponse: true, afterEffect: true });
    await expect(rest("POST", "/sobjects/Account", { Name: "C" })).rejects.toMatchObject({
      name: "DroppedResponse",
      code: "ECONNRESET",
    });
    expect(sandbox.records("Account").map((row) => row.Name)).toEqual(["A", "C"]);
    sandbox.failNext({ status: 200, body: '{"totalSize":1}', brokenBody: true });
    await expect(rest("GET", "/query?q=x")).rejects.toThrow(SyntaxError);
  });
});

describe("the same calls", () => {
  it("give the same ids and tokens", async () => {
    const make = () => {
      const { sandbox } = testClient();
      return [
        sandbox.accessToken,
        sandbox.create("Account", { Name: "A" }),
        sandbox.create("Task", { Subject: "S" }),
      ];
    };
    expect(make()).toEqual(make());
  });

  it("give ids that begin as Salesforce's do, end in their checksum, and grow", () => {
    const { sandbox } = testClient();
    const ids = Array.from({ length: 70 }, (_, index) => sandbox.create("Account", { Name: `A${index}` }));
    expect(ids[0]).toMatch(/^001[0-9A-Za-z]{15}$/);
    expect(ids).toEqual([...ids].sort());
    expect(sandbox.record("Account", ids[9]?.slice(0, 15) ?? "")?.Name).toBe("A9");
  });
});

describe("features", () => {
  it("without e-mails as records the object does not exist", async () => {
    const { query } = testClient({ features: { emailMessages: false } });
    expect(at((await query("SELECT Id FROM EmailMessage")).body, "0.errorCode")).toBe("INVALID_TYPE");
    expect((await query("SELECT Id, (SELECT Id FROM Emails) FROM Opportunity")).status).toBe(400);
  });

  it("with several currencies records carry theirs, the organisation's unless told", async () => {
    const plain = testClient();
    expect((await plain.query("SELECT CurrencyIsoCode FROM Opportunity")).status).toBe(400);
    const { sandbox, query } = testClient({ features: { multiCurrency: true } });
    sandbox.create("Account", { Name: "A" });
    sandbox.create("Account", { Name: "B", CurrencyIsoCode: "EUR" });
    const answer = await query("SELECT CurrencyIsoCode FROM Account ORDER BY Id");
    expect(column(answer, "CurrencyIsoCode")).toEqual(["USD", "EUR"]);
  });
});
