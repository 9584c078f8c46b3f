import { salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";

function open(secret?: string) {
  const sandbox = salesforceSandbox({ now: () => Date.UTC(2027, 0, 4), limits: "off" });
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    clientId: sandbox.clientId,
    clientSecret: secret ?? sandbox.clientSecret,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  });
  const count = (operation: string): number => {
    const counted = Object.entries(sandbox.requests().byOperation);
    const own = counted.filter(([name]) => name === operation || name.startsWith(`${operation} `));
    return own.reduce((sum, [, times]) => sum + times, 0);
  };
  return { sandbox, adapter, count };
}

describe("signing in by client credentials", () => {
  it("fifty calls at once sign in once, and once more when the token has expired (invariant:A1)", async () => {
    const { sandbox, adapter, count } = open();
    const fifty = () => Promise.all(Array.from({ length: 50 }, () => adapter.describe()));
    await fifty();
    expect(count("token")).toBe(1);
    sandbox.expireTokens();
    await fifty();
    expect(count("token")).toBe(2);
  });

  it("401 for ever ends after one renewal and one more try (invariant:A4)", async () => {
    const { sandbox, adapter, count } = open();
    sandbox.failNext({ match: { path: "/services/data" }, status: 401, times: 100 });
    await expect(adapter.describe()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(count("composite")).toBe(2);
    expect(count("token")).toBe(2);
  });

  it("a wrong secret is told without the secret (invariant:X1)", async () => {
    const { adapter } = open("canary-secret");
    const error: unknown = await adapter.describe().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unauthenticated", details: { vendorCode: "invalid_client" } });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("canary");
  });

  it("a token given from outside is asked for again when refused", async () => {
    const sandbox = salesforceSandbox({ now: () => Date.UTC(2027, 0, 4), limits: "off" });
    const tokens = ["stale", sandbox.accessToken];
    const adapter = salesforceFetch({
      instanceUrl: "https://acme.my.salesforce.com",
      accessToken: () => tokens.shift() ?? sandbox.accessToken,
      fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    });
    expect((await adapter.describe()).account.name).toBe("Headway Sandbox");
  });

  it("SOAP calls carry the session where nobody else sees it, and renew it too", async () => {
    const { sandbox, adapter, count } = open();
    const field = { object: "deal", name: "headway_x", label: "x", kind: "text", description: "x" } as const;
    await adapter.describe();
    sandbox.expireTokens();
    expect(await adapter.provision([{ type: "create-field", field }])).toMatchObject([{ status: "created" }]);
    expect(count("token")).toBe(2);
  });
});
