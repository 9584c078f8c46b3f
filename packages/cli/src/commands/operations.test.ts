import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "../testing/fake-context.ts";

/** A CRM with one deal and one person, synced once. */
async function synced() {
  const crm = stillCrm();
  const deal = await crm.backend.create("deal", { name: "Rollout" });
  const links = [{ object: "deal" as const, id: deal }];
  const person = await crm.backend.create("contact", { email: "jane@example.com" }, { links });
  await crm.backend.create(
    "email",
    { subject: "Hello", direction: "inbound" },
    { links: [...links, { object: "contact", id: person }] },
  );
  const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
  await fake.run("provision");
  expect((await fake.run("sync")).exitCode).toBe(0);
  crm.backend.advanceClock(1_000);
  return { ...fake, crm, deal, person };
}

async function refused() {
  const fake = await synced();
  const ref = { object: "deal" as const, id: fake.deal };
  await fake.crm.backend.edit("deal", fake.deal, { headway_stall: "typed over" });
  fake.crm.backend.failNext({ kind: "refuse-one-row", on: "write", times: 1, ref });
  fake.crm.backend.advanceClock(1_000);
  expect((await fake.run("sync")).exitCode).toBe(1);
  return fake;
}

const documentOf = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>;

describe("headway status", () => {
  it("ends with 0 and says up to when everything was read", async () => {
    const fake = await synced();
    const asked = fake.crm.backend.requestCount();
    const { exitCode, stdout } = await fake.run("status");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("all well");
    expect(stdout).toMatch(/last run +1: complete/);
    expect(stdout).toMatch(/caught up +2026-03-01T12:00:00.000Z; the 0 seconds before/);
    expect(stdout).toMatch(/headway\.db · \d+\.\d MB/);
    expect(fake.crm.backend.requestCount()).toBe(asked);
  });

  it("ends with 1 and names what is amiss", async () => {
    const fake = await refused();
    const { exitCode, stdout } = await fake.run("status", "--json");
    expect(exitCode).toBe(1);
    expect(documentOf(stdout)).toMatchObject({
      crms: [{ crm: "memory", parked: 1, conflicts: 1, lastRun: { status: "incomplete" } }],
    });
    expect((await fake.run("status")).stdout).toContain("`headway retry` sends them again");
  });

  it("ends with 2 without a store", async () => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())] });
    expect((await fake.run("status")).exitCode).toBe(2);
  });
});

describe("headway retry", () => {
  it("lets the next run send what was refused, and that run is complete", async () => {
    const fake = await refused();
    const { stdout } = await fake.run("retry", `deal/${fake.deal}`);
    expect(stdout).toContain("memory: the next run sends 1 writes again");
    const { exitCode, stdout: run } = await fake.run("sync", "--json");
    expect(exitCode).toBe(0);
    expect(documentOf(run)).toMatchObject({ runs: [{ written: { deal: 1 } }] });
  });

  it.each([
    ["a write that is well", "deal/nothing", "it is neither"],
    ["no write at all", "nothing", "expected a write such as"],
  ])("ends with 2 for %s", async (_, target, expected) => {
    const fake = await synced();
    const { exitCode, stderr } = await fake.run("retry", target);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(expected);
  });
});

describe("headway conflicts", () => {
  it("lists both values of a field that somebody had changed, as sync does", async () => {
    const fake = await refused();
    for (const command of [["conflicts"], ["conflicts", "list"]]) {
      const { exitCode, stdout } = await fake.run(...command);
      expect(exitCode).toBe(0);
      expect(stdout.replace(/\s+/g, " ")).toContain(`headway_stall: theirs "typed over"`);
    }
  });

  it("ends with 2 where an undo needs a mirror that the config does not describe", async () => {
    const fake = await synced();
    const { exitCode, stderr } = await fake.run("conflicts", "undo", "x");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("mirror");
  });
});

describe("headway drift", () => {
  it("ends with 0 where the CRM holds what was written, with 1 and the field where it does not", async () => {
    const fake = await synced();
    const before = await fake.run("drift");
    expect(before.exitCode).toBe(0);
    expect(before.stdout).toContain("the CRM holds what was written");
    await fake.crm.backend.edit("deal", fake.deal, { headway_stall: "typed over" });
    const { exitCode, stdout } = await fake.run("drift");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`headway_stall: written "unknown", held "typed over"`);
    expect((await fake.crm.backend.read("deal", fake.deal)).fields.headway_stall).toBe("typed over");
  });
});

describe("headway explain", () => {
  it("says why a deal was not synced", async () => {
    const fake = await refused();
    const { stdout } = await fake.run("explain", "deal", fake.deal);
    expect(stdout).toContain("SYNC  refused");
    expect(stdout).toContain("the CRM refused it");
    const asData = documentOf((await fake.run("explain", "deal", fake.deal, "--json")).stdout);
    expect(asData).toMatchObject({ sync: { status: "refused", write: { state: "parked", attempts: 1 } } });
  });
});

describe("headway forget", () => {
  it("asks on a terminal, and erases nothing without a yes", async () => {
    const { person, crm, directory } = await synced();
    const env = memoryEnvironment;
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env, directory, isTerminal: true });
    const { stdout } = await fake.run("forget", `contact/${person}`);
    expect(fake.questions).toHaveLength(1);
    expect(stdout).toContain("nothing was erased");
  });

  it("erases a person with what hangs on them, and says what it does not do", async () => {
    const fake = await synced();
    const { exitCode, stdout } = await fake.run("forget", fake.person);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("erased     1 activities");
    expect(stdout).toContain("the CRM still has the person");
    const again = await fake.run("forget", fake.person, "--json");
    expect(documentOf(again.stdout)).toMatchObject({ wasStored: false });
  });
});

describe("headway store", () => {
  it("copies the store to a new file, which can be used, and never over one", async () => {
    const fake = await synced();
    const copy = join(fake.directory, "copy.db");
    expect((await fake.run("store", "backup", "copy.db")).exitCode).toBe(0);
    expect(existsSync(copy)).toBe(true);
    expect((await fake.run("status", "--store", "copy.db")).exitCode).toBe(0);
    expect((await fake.run("store", "backup", "copy.db")).exitCode).toBe(2);
  });

  it("brings a store up to this version and says what it holds", async () => {
    const fake = await synced();
    const { exitCode, stdout } = await fake.run("store", "upgrade");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("is of this version and holds memory");
  });

  it.each([
    ["postgres", {}, "DATABASE_URL"],
    ["postgres", { DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    ["postgres://user:canary-7f3a@host/db", {}, "found an address"],
  ])("ends with 2 for --store %s where it cannot be meant", async (store, env, expected) => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())], env: { ...memoryEnvironment, ...env } });
    const { exitCode, stderr, stdout } = await fake.run("sync", "--store", store);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(expected);
    expect(`${stderr}${stdout}`).not.toContain("canary-7f3a");
  });
});

describe("headway sync", () => {
  it("writes a log of lines that hold no value of a record", async () => {
    const fake = await synced();
    await fake.crm.backend.edit("deal", fake.deal, { headway_stall: "canary-7f3a" });
    fake.crm.backend.advanceClock(1_000);
    const { stderr } = await fake.run("sync", "--log", "json");
    const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(["run-started", "field-overwritten", "run-ended"]);
    expect(lines.join("")).not.toContain("canary-7f3a");
    fake.crm.backend.advanceClock(1_000);
    expect((await fake.run("sync", "--log", "text")).stderr).toMatch(/info {2}run-ended crm=memory/);
  });

  it("invariant:L1 goes on after a budget that was too short", async () => {
    const fake = await synced();
    expect((await fake.run("sync", "--budget", "60")).exitCode).toBe(0);
    expect((await fake.run("sync", "--budget", "0")).exitCode).toBe(2);
  });
});

describe("headway mirror", () => {
  it.each([
    ["no section", {}, "expected a section `mirror`"],
    ["a CRM that is none", { mirror: { left: "memory", right: "paper" } }, "`mirror.right` expected memory"],
    ["what code alone decides", { mirror: { left: "memory", right: "memory", store: 1 } }, "`mirror.store`"],
    ["an option that is none", { mirror: { left: "memory", right: "memory", filds: [] } }, "filds"],
  ])("ends with 2 for %s, naming it", async (_, config, expected) => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())], env: memoryEnvironment });
    writeFileSync(join(fake.directory, "config.json"), JSON.stringify(config), { mode: 0o600 });
    const { exitCode, stderr } = await fake.run("mirror", "run", "--config", "config.json");
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(expected);
  });
});
