import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor } from "./testing/fake-context.ts";

function documentOf(stdout: string): Record<string, unknown> {
  expect(stdout.endsWith("\n")).toBe(true);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("usage and configuration end with 2 and write nothing", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown command", ["bogus"], "bogus"],
    ["an unknown flag", ["sync", "--token", "x"], "token"],
    ["an unknown CRM", ["sync", "--crm", "other"], "memory, all"],
    ["no credentials", ["sync"], "MEMORY_TOKEN"],
    ["an instant that is none", ["sync", "--as-of", "yesterday"], "2026-03-01"],
    ["a day that does not exist", ["sync", "--as-of", "2026-02-31"], "2026-03-01"],
    ["an instant without an offset", ["sync", "--as-of", "2026-02-28T00:00:00"], "2026-03-01"],
    ["no store to review", ["review"], "headway sync"],
    ["no store to explain from", ["explain", "deal", "1"], "headway sync"],
    ["no subject to explain", ["explain", "deal"], "ID"],
    ["a policy that is not there", ["sync", "--policy", "none.json"], "policy"],
    ["a config that is not there", ["sync", "--config", "none.json"], "none.json"],
    ["a count of rows that is none", ["review", "--rows", "many"], "--rows"],
    ["too few ports", ["sandbox", "--ports", "1"], "ports"],
    ["a port that is none", ["sandbox", "--ports", "1,99999"], "65535"],
  ];

  it.each(cases)("%s", async (_, inputs, expected) => {
    const { exitCode, stdout, stderr } = await fakeContext({ vendors: [memoryVendor()] }).run(...inputs);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(expected);
  });

  it.each(cases)("with --json in one document: %s", async (_, inputs, expected) => {
    const fake = fakeContext({ vendors: [memoryVendor()] });
    const { exitCode, stdout } = await fake.run(...inputs, "--json");
    expect(exitCode).toBe(2);
    const error = documentOf(stdout).error as Record<string, unknown>;
    expect(JSON.stringify(error)).toContain(expected);
    expect(Object.keys(error).sort()).toEqual(["code", "exitCode", "happened", "next", "written", "youCan"]);
  });

  it("names path and expectation of a policy that is off", async () => {
    const fake = fakeContext({ vendors: [memoryVendor()], env: memoryEnvironment });
    writeFileSync(
      join(fake.directory, "policy.json"),
      JSON.stringify({ momentum: { halfLifeDays: "long" } }),
    );
    const { exitCode, stderr } = await fake.run("sync", "--policy", "policy.json");
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("`momentum.halfLifeDays`: expected number");
  });

  it("names a flag that is off once", async () => {
    const { stderr } = await fakeContext({ vendors: [memoryVendor()] }).run("sync", "--crm", "other");
    expect(stderr.trim()).toBe('Failed to parse "other": `--crm`: expected memory, all');
  });

  it("shows help with 0", async () => {
    const { exitCode, stdout } = await fakeContext({ vendors: [memoryVendor()] }).run("--help");
    expect(exitCode).toBe(0);
    for (const command of ["demo", "sandbox", "provision", "sync", "review", "explain", "rules", "doctor"]) {
      expect(stdout).toContain(`headway ${command}`);
    }
  });
});
