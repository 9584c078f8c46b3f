import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expectCrmErrorsDocument, expectNoSecret } from "./testing/one-error.ts";
import { type SandboxWorld, sandboxWorld } from "./testing/sandbox-world.ts";

let world: SandboxWorld;
const wrong = "wrong-canary-0123456789";

beforeEach(async () => {
  world = await sandboxWorld();
});

afterEach(() => world.close());

describe("one CRM of two that fails", () => {
  it.each([
    ["HUBSPOT_ACCESS_TOKEN", "hubspot", "salesforce", { hubspot: 0, salesforce: 60 }],
    ["SALESFORCE_CLIENT_SECRET", "salesforce", "hubspot", { hubspot: 60, salesforce: 0 }],
  ])(
    "for a wrong %s: %s is said to fail, %s is provisioned, written and shown",
    async (variable, failing, other, written) => {
      const cli = world.cli({ [variable]: wrong });
      const provisioned = await cli.run("provision");
      expect(provisioned.exitCode).toBe(3);
      expect(provisioned.stdout).toContain(`Headway's fields in ${other}`);
      expect(provisioned.stderr).toContain(`failed:      ${failing}: `);
      const synced = await cli.run("sync");
      expect(synced.exitCode).toBe(3);
      expect(synced.stdout).toContain(`${other} · account`);
      expect(synced.stdout).toContain("complete");
      expect(synced.stderr.split("failed:")).toHaveLength(2);
      expect(synced.stderr).toContain(`failed:      ${failing}: `);
      expect(synced.stderr).toContain(`written:     in ${failing}: `);
      expectNoSecret(synced);
      expect(world.writtenDeals()).toEqual(written);
      const again = await cli.run("sync", "--json");
      expectCrmErrorsDocument(again, 3, [failing]);
      expect(JSON.parse(again.stdout)).toMatchObject({ runs: [{ crm: other, state: "complete" }] });
    },
    30_000,
  );

  it("is said for each where both fail, and a failure beats records that were refused", async () => {
    const both = world.cli({ HUBSPOT_ACCESS_TOKEN: wrong, SALESFORCE_CLIENT_SECRET: wrong });
    expectCrmErrorsDocument(await both.run("sync", "--json"), 3, ["hubspot", "salesforce"]);
    const unprovisioned = await world.cli({ HUBSPOT_ACCESS_TOKEN: wrong }).run("sync");
    expect(unprovisioned.stdout).toContain("incomplete");
    expect(unprovisioned.exitCode).toBe(3);
  });
});
