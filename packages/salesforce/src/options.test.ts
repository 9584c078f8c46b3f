import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";
import { salesforce } from "./index.ts";
import { parseFetchOptions } from "./options.ts";

const good = { instanceUrl: "https://acme.my.salesforce.com", accessToken: "00D!secret" };

describe("options", () => {
  it("fills the defaults in", () => {
    expect(parseFetchOptions(good)).toMatchObject({
      apiVersion: "67.0",
      shares: { day: 0.6, run: 0.25 },
      bulkFrom: 50_000,
      overlapMs: 300_000,
      pageSize: 2000,
      attempts: 3,
    });
  });

  it.each([
    ["an unknown name", { ...good, acessToken: "x" }, "acessToken"],
    ["nobody to sign in", { instanceUrl: good.instanceUrl }, "accessToken"],
    ["half a client", { ...good, clientId: "3MVG9" }, "clientSecret"],
    ["a line break in the token", { ...good, accessToken: "abc\n" }, "accessToken"],
    ["a share above 1", { ...good, share: { day: 2 } }, "share.day"],
    ["a page beyond the vendor's", { ...good, pageSize: 5000 }, "pageSize"],
    ["a version like 67", { ...good, apiVersion: "67" }, "apiVersion"],
    ["half a clock", { ...good, ports: { now: () => 0 } }, "ports"],
  ])("refuses %s, naming it, without showing a secret", (_, options, name) => {
    const make = () => salesforceFetch(options as unknown as typeof good);
    expect(make).toThrow(
      expect.objectContaining({ code: "invalid", message: expect.stringContaining(`\`${name}\``) }),
    );
    expect(make).not.toThrow(/secret|3MVG9/);
  });

  it.each([
    "http://acme.my.salesforce.com",
    "https://169.254.169.254",
    "https://[::1]",
    "https://user:pass@acme.my.salesforce.com",
    "https://acme.my.salesforce.com:8443",
    "https://acme.my.salesforce.com/path",
    "https://acme.my.salesforce.com.",
    "https://acme.my.salesforce.com?x=1",
    "https://acme.my.salesforce.com#x",
    "http://169.254.169.254",
    "ftp://acme.my.salesforce.com",
    "acme.my.salesforce.com",
  ])("refuses the address %s (invariant:X6)", (instanceUrl) => {
    const refusal = expect.objectContaining({
      code: "invalid",
      message: expect.stringContaining("instanceUrl"),
    });
    expect(() => salesforceFetch({ ...good, instanceUrl })).toThrow(refusal);
    expect(() => salesforce({ ...good, instanceUrl })).toThrow(refusal);
  });

  it.each([
    "https://acme.my.salesforce.com",
    "https://acme--test.sandbox.my.salesforce.com/",
    "http://127.0.0.1:8080",
    "http://localhost:1",
  ])("takes the address %s", (instanceUrl) => {
    expect(salesforceFetch({ ...good, instanceUrl }).crm).toBe("salesforce");
    expect(salesforce({ ...good, instanceUrl }).capabilities.abortsRequests).toBe(false);
  });

  it("refuses a connection that is none", () => {
    expect(() => salesforce({ connection: {} as never })).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });
});
