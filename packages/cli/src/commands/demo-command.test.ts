import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vendors } from "../adapters.ts";
import type { SandboxRunReport } from "../sandbox-run-report.ts";
import { fakeContext } from "../testing/fake-context.ts";

describe("headway demo", () => {
  it("syncs both CRMs twice over their SDKs, checks them past the adapters, and can explain a deal", async () => {
    const fake = fakeContext({ vendors });
    const { exitCode, stdout, stderr } = await fake.run("demo");
    const folder = join(fake.directory, ".headway", "demo");
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as SandboxRunReport;
    expect(Object.keys(report.crms)).toEqual(["hubspot", "salesforce"]);
    for (const crm of Object.values(report.crms)) {
      expect(crm).toMatchObject({ secondRunWrites: 0, refused: 0, witnessedDeals: 60 });
      expect(crm.pulled.deal).toBe(60);
      expect(crm.outcomes).toEqual({ won: 12, lost: 15, open: 33 });
      expect(crm.returnedOffers).toBe(12);
      expect(crm.details.requestsSeenBySandbox).toBeGreaterThan(crm.requests);
    }
    expect(report.rate).toContain("published rates");
    expect(report.peakRssBytes).toBeGreaterThan(process.memoryUsage().rss / 2);
    expect(report.peakRssBytes).toBeLessThanOrEqual(process.resourceUsage().maxRSS * 1_024);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("AHEAD");
    expect(stdout).toContain("8 promises of buyers");
    expect(stdout + stderr).not.toMatch(/pat-na1-sandbox|headway-sandbox-secret/);
    expect(statSync(join(folder, "headway.db")).mode & 0o077).toBe(0);
    const review = readFileSync(join(folder, "review.html"), "utf8");
    expect(review).toContain("Northlight Optics");
    expect(statSync(join(folder, "review.html")).mode & 0o077).toBe(0);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("  .headway/demo/review.html");

    const next = /explain deal (\S+) --store (\S+)/.exec(stdout);
    const explained = await fake.run("explain", "deal", next?.[1] ?? "", "--store", next?.[2] ?? "");
    expect(explained.exitCode).toBe(0);
    expect(explained.stdout).toContain("rule demo-");
  }, 60_000);
});
