import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsePolicy } from "@headway/core";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type FakeOptions,
  fakeContext,
  memoryEnvironment,
  memoryVendor,
  stillCrm,
} from "../testing/fake-context.ts";

const canary = memoryEnvironment.MEMORY_TOKEN;
const words = (text: string) => text.replace(/\s+/g, " ");

let crm: ReturnType<typeof stillCrm>;

beforeEach(() => {
  crm = stillCrm();
});

function cli(options: FakeOptions = {}) {
  const opened: string[] = [];
  const vendors = [memoryVendor(crm, (token) => opened.push(token))];
  const fake = fakeContext({ vendors, ...options });
  const path = (name: string) => join(fake.directory, ".headway", name);
  const json = (name: string) => JSON.parse(readFileSync(path(name), "utf8")) as Record<string, unknown>;
  return { ...fake, opened, path, json };
}

const files = ["config.json", "policy.json", "README.md"];

describe("headway init away from a terminal", () => {
  it("takes credentials from the environment, keeps none of them, and writes for the owner alone", async () => {
    const fake = cli({ env: memoryEnvironment });
    const { exitCode, stdout, stderr } = await fake.run("init", "--yes");
    expect(exitCode, stderr).toBe(0);
    for (const name of files) expect(statSync(fake.path(name)).mode & 0o777).toBe(0o600);
    expect(fake.json("config.json")).toEqual({
      store: ".headway/headway.db",
      policy: ".headway/policy.json",
      notebook: ".headway/notebook.jsonl",
    });
    expect(parsePolicy(fake.json("policy.json")).version).toBe("mine-1");
    expect(words(stdout)).toContain("Next: `headway provision --dry-run`, then `headway sync --dry-run`");
    for (const name of files) expect(readFileSync(fake.path(name), "utf8")).not.toContain(canary);
    // The lines of the checks came out as well.
    expect(stderr).toContain("memory scopes: all that are needed");
  });

  it("keeps the name of a variable in place of the secret, and the other commands read it from there", async () => {
    const fake = cli({ env: { MY_TOKEN: canary } });
    const flags = ["--crm", "memory", "--variable", "memory.accessToken=MY_TOKEN", "--yes"];
    expect((await fake.run("init", ...flags)).exitCode).toBe(0);
    expect(fake.json("config.json").memory).toEqual({ accessToken: { fromEnvironment: "MY_TOKEN" } });
    expect(fake.opened).toEqual([canary]);
    expect((await fake.run("sync", "--dry-run")).exitCode).toBe(1);
    expect(fake.opened).toEqual([canary, canary]);
    const without = fakeContext({ vendors: [memoryVendor(crm)], directory: fake.directory });
    const { exitCode, stderr } = await without.run("sync");
    expect([exitCode, words(stderr)]).toEqual([
      2,
      expect.stringContaining("variable MY_TOKEN to hold it, it is not set"),
    ]);
    // Only who needs the credentials misses them.
    expect((await without.run("review")).exitCode).toBe(0);
  });

  it("writes a rule for what a stage's label claims, as the seller's word", async () => {
    const schema = await crm.describe();
    const stages = [
      { id: "s1", label: "Contract Sent", status: "open" as const, probability: null },
      { id: "s2", label: "Verbal commit", status: "open" as const, probability: null },
    ];
    const pipelines = { status: "known" as const, value: [{ id: "p", label: "Sales", stages }] };
    const described = { ...crm, describe: async () => ({ ...schema, pipelines }) };
    const fake = fakeContext({ vendors: [memoryVendor(described)], env: memoryEnvironment });
    const { stdout } = await fake.run("init", "--yes", "--json");
    const document = JSON.parse(stdout) as { stages: unknown[]; next: string[]; state: string };
    expect(document).toMatchObject({
      state: "written",
      next: ["headway provision --dry-run", "headway sync --dry-run"],
    });
    expect(document.stages).toMatchObject([{ kind: null }, { kind: "verbal-agreement" }]);
    const policy = readFileSync(join(fake.directory, ".headway", "policy.json"), "utf8");
    expect(policy).toContain('"toStageId"');
    expect(policy).not.toContain("Contract Sent");
    expect(readFileSync(join(fake.directory, ".headway", "README.md"), "utf8")).toContain("Verbal commit");
  });

  it("sets up the sandbox without any CRM", async () => {
    const fake = cli();
    const { exitCode, stdout } = await fake.run("init", "--crm", "sandbox", "--yes");
    expect(exitCode).toBe(0);
    expect(words(stdout)).toContain("Next: `headway sandbox`, then `headway sync` in another terminal");
    expect(fake.json("policy.json").version).toBe("demo-1");
    expect(fake.opened).toEqual([]);
  });

  it("overwrites nothing without being told to", async () => {
    const fake = cli({ env: memoryEnvironment });
    await fake.run("init", "--yes");
    writeFileSync(fake.path("policy.json"), '{"version":"own"}', { mode: 0o600 });
    const { exitCode, stderr } = await fake.run("init", "--yes");
    expect([exitCode, words(stderr)]).toEqual([2, expect.stringContaining("--overwrite")]);
    expect(fake.json("policy.json")).toEqual({ version: "own" });
    expect((await fake.run("init", "--yes", "--overwrite")).exitCode).toBe(0);
    expect(fake.json("policy.json").version).toBe("mine-1");
  });

  it("writes nothing where the CRM cannot be reached, and says what to do", async () => {
    crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 10 });
    const fake = cli({ env: memoryEnvironment });
    const { exitCode, stdout, stderr } = await fake.run("init", "--yes");
    expect(exitCode).toBe(3);
    expect(stderr).toContain("FAILED");
    expect(words(stdout)).toContain("could not be reached with these credentials; nothing was written");
    for (const name of files) expect(existsSync(fake.path(name))).toBe(false);
  });

  it.each([
    ["no CRM that can be told", {}, ["--yes"], "--crm"],
    ["a CRM that is none", {}, ["--crm", "other", "--yes"], "--crm"],
    ["no credentials", {}, ["--crm", "memory", "--yes"], "MEMORY_TOKEN"],
    ["a secret as an argument", {}, ["--variable", `memory.accessToken=${canary}`], "--variable"],
    ["a credential that is none", {}, ["--variable", "memory.password=X"], "--variable"],
  ])("refuses %s with 2", async (_, env, flags, expected) => {
    const fake = cli({ env });
    const { exitCode, stdout, stderr } = await fake.run("init", ...flags);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(expected);
    expect(existsSync(fake.path("config.json"))).toBe(false);
  });
});

describe("headway init on a terminal", () => {
  it("asks, hides what is secret, and keeps it in the private config", async () => {
    const fake = cli({ isTerminal: true, answers: ["memory", canary] });
    const { exitCode, stdout, stderr } = await fake.run("init");
    expect(exitCode, stderr).toBe(0);
    expect(fake.questions[0]).toContain("Which CRM: memory, all, sandbox? [sandbox]");
    expect(fake.questions[1]).toBe("Memory: access token, not shown ($NAME for an environment variable):");
    expect(fake.json("config.json").memory).toEqual({ accessToken: canary });
    expect(statSync(fake.path("config.json")).mode & 0o777).toBe(0o600);
    expect(stdout + stderr).not.toContain(canary);
    expect((await fake.run("doctor")).exitCode).toBe(1);
  });

  it("takes the name of a variable in the same place", async () => {
    const fake = cli({ isTerminal: true, answers: ["memory", "$MY_TOKEN"], env: { MY_TOKEN: canary } });
    expect((await fake.run("init")).exitCode).toBe(0);
    expect(fake.json("config.json").memory).toEqual({ accessToken: { fromEnvironment: "MY_TOKEN" } });
  });

  it("asks again for a CRM that is none", async () => {
    const fake = cli({ isTerminal: true, answers: ["hubsport", "sandbox"] });
    const { exitCode, stderr } = await fake.run("init");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("expected memory, all, sandbox");
  });

  it("changes nothing where files are there and nobody agrees", async () => {
    const fake = cli({ isTerminal: true, env: memoryEnvironment });
    await fake.run("init", "--yes");
    writeFileSync(fake.path("policy.json"), "{}", { mode: 0o600 });
    const { exitCode, stdout } = await fake.run("init");
    expect([exitCode, stdout]).toEqual([0, "Not agreed; nothing was changed.\n"]);
    expect(fake.json("policy.json")).toEqual({});
  });

  it("lets every guess be changed, and refuses a kind that is none", async () => {
    const answers = ["memory", canary, "preference-statd", "preference-stated", "-"];
    const fake = cli({ isTerminal: true, answer: true, answers });
    const { exitCode, stderr } = await fake.run("init");
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain("there is no such kind; closest are preference-stated");
    const { evidenceRules } = fake.json("policy.json") as { evidenceRules: { gives: { kind: string } }[] };
    expect(evidenceRules[0]?.gives.kind).toBe("preference-stated");
  });
});
