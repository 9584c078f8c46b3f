import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "../testing/fake-context.ts";

/** A CRM with two deals of one company, one of them named like a third. */
async function filledCrm() {
  const crm = stillCrm();
  const account = await crm.backend.create("account", { name: "Acme" });
  const links = [{ object: "account" as const, id: account }];
  const deal = await crm.backend.create("deal", { name: "Rollout" }, { links });
  await crm.backend.create("deal", { name: "Renewal" }, { links });
  await crm.backend.create("deal", { name: "Renewal" }, { links });
  await crm.backend.create(
    "email",
    { subject: "Hello", direction: "inbound", text: "Hello there" },
    { links },
  );
  return { crm, account, deal };
}

async function syncedContext() {
  const filled = await filledCrm();
  const fake = fakeContext({ vendors: [memoryVendor(filled.crm)], env: memoryEnvironment });
  expect((await fake.run("provision")).exitCode).toBe(0);
  expect((await fake.run("sync")).exitCode).toBe(0);
  return { ...fake, ...filled };
}

function documentOf(stdout: string): Record<string, unknown> {
  expect(stdout.endsWith("\n")).toBe(true);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("headway sync", () => {
  it("ends with 1 while fields are missing, with 0 once they are there, and then writes nothing", async () => {
    const { crm } = await filledCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    const before = await fake.run("sync");
    expect(before.exitCode).toBe(1);
    expect(before.stdout).toContain("headway provision");
    await fake.run("provision");
    const first = await fake.run("sync", "--json");
    expect(first.exitCode).toBe(0);
    expect(documentOf(first.stdout)).toMatchObject({ runs: [{ written: { deal: 3, account: 1 } }] });
    const second = await fake.run("sync", "--json");
    expect(documentOf(second.stdout)).toMatchObject({ runs: [{ state: "complete", written: {} }] });
  });

  it("invariant:W7 writes nothing in a dry run", async () => {
    const { crm, deal } = await filledCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    await fake.run("provision");
    const { exitCode, stdout } = await fake.run("sync", "--dry-run", "--json");
    expect(exitCode).toBe(0);
    const [run] = documentOf(stdout).runs as { planned: unknown[]; written: object }[];
    expect(run?.planned.length).toBeGreaterThan(0);
    expect(run?.written).toEqual({});
    expect((await crm.backend.read("deal", deal)).fields.headway_stall).toBeUndefined();
  });

  it("ends with 1 and names a record whose write was refused", async () => {
    const { crm, deal, ...fake } = await syncedContext();
    await crm.backend.edit("deal", deal, { headway_stall: "typed over" });
    crm.backend.failNext({
      kind: "refuse-one-row",
      on: "write",
      times: 1,
      ref: { object: "deal", id: deal },
    });
    crm.backend.advanceClock(1_000);
    const { exitCode, stdout } = await fake.run("sync");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`deal/${deal}`);
  });

  it.each(["unauthenticated", "unavailable"] as const)(
    "ends with 3 when the CRM is %s, in four sentences",
    async (kind) => {
      const crm = stillCrm();
      crm.backend.failNext({ kind, on: "any", times: 10 });
      const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
      const { exitCode, stdout, stderr } = await fake.run("sync");
      expect(exitCode).toBe(3);
      expect(stdout).toBe("");
      for (const sentence of ["failed:", "written:", "what next:", "you can:"])
        expect(stderr).toContain(sentence);
    },
  );

  it("ends with 3 when the store is no store", async () => {
    const fake = fakeContext({ vendors: [memoryVendor()], env: memoryEnvironment });
    writeFileSync(
      join(fake.directory, "broken.db"),
      "this is no database, whatever its name says ".repeat(40),
    );
    const { exitCode, stderr } = await fake.run("sync", "--store", "broken.db");
    expect(exitCode).toBe(3);
    expect(stderr).toContain("cannot be read");
  });

  it("says how to go on when it is stopped", async () => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())], env: memoryEnvironment });
    fake.stop.abort();
    const { exitCode, stderr } = await fake.run("sync");
    expect(exitCode).toBe(130);
    expect(stderr.replace(/\s+/g, " ")).toContain("Run the same command again; it goes on");
  });
});

describe("headway explain", () => {
  it("answers by id and by a name that only one has, and asks the CRM nothing", async () => {
    const { crm, deal, account, ...fake } = await syncedContext();
    const asked = crm.backend.requestCount();
    for (const inputs of [
      ["deal", deal],
      ["deal", "rollout"],
      ["account", account],
    ]) {
      const { exitCode, stdout } = await fake.run("explain", ...inputs);
      expect(exitCode).toBe(0);
      expect(stdout).toContain("contributions plus prior add up to each basis");
    }
    expect(crm.backend.requestCount()).toBe(asked);
  });

  it("prints the whole explanation as data", async () => {
    const { deal, ...fake } = await syncedContext();
    const { stdout } = await fake.run("explain", "deal", deal, "--json");
    expect(documentOf(stdout)).toMatchObject({
      subject: { subject: "deal", id: deal },
      crm: "memory",
      write: null,
    });
  });

  it.each([
    ["a name that two have", ["deal", "Renewal"], "2 have that name"],
    ["an id that is not there", ["deal", "nothing"], "is not in the store"],
    ["a CRM that is not there", ["person", "x", "--crm", "all"], "is not in the store"],
  ])("ends with 2 for %s", async (_, inputs, expected) => {
    const fake = await syncedContext();
    const { exitCode, stderr } = await fake.run("explain", ...inputs);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(expected);
  });
});

describe("headway review and headway rules", () => {
  it("shows the review of every CRM in the store", async () => {
    const fake = await syncedContext();
    const { exitCode, stdout } = await fake.run("review");
    expect(exitCode).toBe(0);
    expect(stdout.indexOf("AHEAD")).toBeLessThan(stdout.indexOf("OPEN DEALS  3"));
    const asData = await fake.run("review", "--json");
    expect(documentOf(asData.stdout)).toMatchObject({ reviews: [{ crm: "memory", deals: [{}, {}, {}] }] });
  });

  it("shows what rules catch", async () => {
    const fake = await syncedContext();
    const { exitCode, stdout } = await fake.run("rules", "test");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/1 {2}email-inbound/);
  });
});

function writeJson(directory: string, name: string, content: unknown): void {
  writeFileSync(join(directory, name), JSON.stringify(content));
}

describe("headway policy diff", () => {
  it("says who and what another policy would change, and writes nothing", async () => {
    const { crm, deal, ...fake } = await syncedContext();
    const asked = crm.backend.requestCount();
    writeJson(fake.directory, "strict.json", { version: "strict", advance: { minimumGrade: 4 } });
    const { exitCode, stdout } = await fake.run("policy", "diff", "--policy", "strict.json");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("advance.minimumGrade: 2 → 4");
    expect(stdout).toMatch(/\d+ {2}deal headway_policy/);
    expect(stdout).toContain("Nothing was written");
    expect(crm.backend.requestCount()).toBe(asked);
    const asData = await fake.run("policy", "diff", "--policy", "strict.json", "--json");
    expect(documentOf(asData.stdout)).toMatchObject({
      crms: [
        {
          crm: "memory",
          compared: { deals: 3 },
          writes: expect.arrayContaining([
            {
              object: "deal",
              id: deal,
              field: "headway_policy",
              before: "headway-default-1",
              after: "strict",
            },
          ]),
        },
      ],
    });
  });

  it("finds nothing to change in the policy of the last run", async () => {
    const fake = await syncedContext();
    const { stdout } = await fake.run("policy", "diff");
    expect(stdout).toContain("The policies do not differ.");
    expect(stdout).toContain("No field in the CRM would change.");
  });

  it("refuses a policy it cannot read, naming the path", async () => {
    const fake = await syncedContext();
    writeJson(fake.directory, "bad.json", { stall: { quantile: 2 } });
    const { exitCode, stderr } = await fake.run("policy", "diff", "--policy", "bad.json");
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("`stall.quantile`: expected at most 1");
  });
});

describe("headway provision", () => {
  it("asks on a terminal and changes nothing without a yes", async () => {
    const crm = stillCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment, isTerminal: true });
    const { exitCode, stdout } = await fake.run("provision");
    expect(exitCode).toBe(0);
    expect(fake.questions).toHaveLength(1);
    expect(stdout).toContain("Not agreed; nothing was changed.");
    expect(await crm.backend.customFields("deal")).toEqual({});
  });

  it.each([
    ["with --yes", true, ["--yes"]],
    ["away from a terminal", false, []],
  ])("does not ask %s", async (_, isTerminal, flags) => {
    const crm = stillCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment, isTerminal });
    expect((await fake.run("provision", ...flags)).exitCode).toBe(0);
    expect(fake.questions).toHaveLength(0);
    expect(await crm.backend.customFields("deal")).toHaveProperty("headway_stall");
  });

  it("shows the plan only with --dry-run, and finds nothing to do the second time", async () => {
    const crm = stillCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    expect((await fake.run("provision", "--dry-run")).stdout).toContain("nothing was changed");
    expect(await crm.backend.customFields("deal")).toEqual({});
    await fake.run("provision");
    expect((await fake.run("provision")).stdout).toContain("Nothing to do.");
  });

  it("removes its own fields and no other", async () => {
    const crm = stillCrm();
    const foreign = await crm.backend.addForeignField("deal");
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    await fake.run("provision");
    expect((await fake.run("provision", "--remove", "--dry-run")).stdout).toContain("would be removed");
    const removed = await fake.run("provision", "--remove");
    expect(removed).toMatchObject({ exitCode: 0 });
    expect(removed.stdout).toContain("a second run finds nothing to remove");
    const second = await fake.run("provision", "--remove");
    expect(second.stdout).toContain("already gone");
    expect(second.stdout).toContain("Nothing to remove.");
    const { stdout } = await fake.run("provision", "--remove", "--json");
    expect(stdout).toContain('"type":"remove-field"');
    expect(stdout).not.toContain("create-field");
    expect(Object.keys(await crm.backend.customFields("deal"))).toEqual([foreign]);
  });
});

describe("headway doctor", () => {
  it("names what the account does not have, and finds nothing wrong with that", async () => {
    const crm = stillCrm();
    const absentFeatures = [{ name: "Opportunity.PushCount", without: "how often a close date was put off" }];
    const describe = async () => ({ ...(await crm.describe()), absentFeatures });
    const vendor = memoryVendor({ ...crm, describe });
    const { stdout } = await fakeContext({ vendors: [vendor], env: memoryEnvironment }).run("doctor");
    const words = stdout.replace(/\s+/g, " ");
    expect(words).toContain("memory without: Opportunity.PushCount, which this account does not have");
    expect(words).toContain("how often a close date was put off");
  });

  it("names what is missing and what to do about it", async () => {
    const fake = fakeContext({ vendors: [memoryVendor(stillCrm())], env: memoryEnvironment });
    const { exitCode, stdout } = await fake.run("doctor");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("headway provision");
    // The fake CRM's clock is two hours behind.
    expect(stdout).toContain("7200 s apart");
  });

  it("says that no CRM is set up, and how to go on without one", async () => {
    const { exitCode, stdout } = await fakeContext({ vendors: [memoryVendor()] }).run("doctor");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("MEMORY_TOKEN");
    expect(stdout).toContain("headway demo");
  });

  it.each([
    ["an old Node", { nodeVersion: "20.20.2" }, 2, "22.19"],
    ["a CRM that does not answer", { env: memoryEnvironment }, 3, "memory connection"],
  ])("fails for %s", async (_, options, expectedCode, expected) => {
    const crm = stillCrm();
    crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 10 });
    const { exitCode, stdout } = await fakeContext({ vendors: [memoryVendor(crm)], ...options }).run(
      "doctor",
    );
    expect(exitCode).toBe(expectedCode);
    expect(stdout).toContain(expected);
  });
});
