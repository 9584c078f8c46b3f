import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withChosenStore } from "../chosen-store.ts";
import { fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "../testing/fake-context.ts";

async function syncedContext() {
  const crm = stillCrm();
  const account = await crm.backend.create("account", { name: "Acme" });
  await crm.backend.create("deal", { name: "Rollout" }, { links: [{ object: "account", id: account }] });
  const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
  await fake.run("provision");
  await fake.run("sync");
  return fake;
}

describe("headway backtest", () => {
  it("says how much there is first, and too little to say under the floor", async () => {
    const { exitCode, stdout } = await (await syncedContext()).run("backtest");
    expect(exitCode).toBe(0);
    expect(stdout.indexOf("## How much there is")).toBeLessThan(stdout.indexOf("## Too little to say"));
    expect(stdout).toContain("- 0 won, 0 lost, 1 open; base rate unknown");
    expect(stdout).toContain("- won deals that were open on a past date: 0 of 50");
  });

  it("gives the same as JSON", async () => {
    const { exitCode, stdout } = await (await syncedContext()).run("backtest", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      backtests: [
        { crm: "memory", backtest: { status: "too-little-to-say", sample: { open: 1, baseRate: null } } },
      ],
    });
  });

  it("writes a page for its owner alone, and names it at the end", async () => {
    const fake = await syncedContext();
    const { exitCode, stdout } = await fake.run("backtest", "--html", "backtest.html");
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^Written: backtest\.html \(/);
    const path = join(fake.directory, "backtest.html");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).toContain("memory: too little to say");
  });

  it("names a CRM of which no run has come to its end, in every form", async () => {
    const fake = await syncedContext();
    const storePath = join(fake.directory, ".headway", "headway.db");
    await withChosenStore(fake.context, { storePath }, (store) => store.saveState("other", { schema: null }));
    const { stdout } = await fake.run("backtest", "--html", "backtest.html");
    expect(stdout).toContain("other is not tested: no run of it has come to its end.");
    expect(readFileSync(join(fake.directory, "backtest.html"), "utf8")).toContain("Not tested: other.");
    expect(JSON.parse((await fake.run("backtest", "--json")).stdout)).toMatchObject({ notTested: ["other"] });
  });

  it("refuses two forms at once, and a date that is none, by the flag", async () => {
    const fake = await syncedContext();
    const both = await fake.run("backtest", "--json", "--markdown");
    expect(both.exitCode).not.toBe(0);
    expect(both.stdout).toContain("--markdown");
    const date = await fake.run("backtest", "--as-of", "yesterday");
    expect(date.exitCode).not.toBe(0);
    expect(date.stderr).toContain("--as-of");
  });
});
