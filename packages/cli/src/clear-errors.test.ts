import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor, stillCrm } from "./testing/fake-context.ts";
import { expectOneError } from "./testing/one-error.ts";

function cli() {
  return fakeContext({ vendors: [memoryVendor(stillCrm())], env: memoryEnvironment });
}

function words(text: string): string {
  return text.replace(/\s+/g, " ");
}

describe("a store where none can be made", () => {
  it.each([
    ["a file is in the way", "file/headway.db", "a file is in the way"],
    ["a file is far up in the way", "file/a/b/headway.db", "a file is in the way"],
    ["nobody may write", "/proc/headway/headway.db", "`/proc"],
  ])("ends sync with 3 and one error, and is seen by doctor before: %s", async (_, store, expected) => {
    const fake = cli();
    writeFileSync(join(fake.directory, "file"), "");
    const ended = await fake.run("sync", "--store", store);
    expectOneError(ended, 3, [expected, "name another with --store", "nothing was read or written"]);
    expect(ended.stderr).not.toContain("defect");
    if (store.startsWith("/proc")) return;
    const doctor = await fake.run("doctor", "--store", store);
    expect(doctor.exitCode).toBe(3);
    expect(words(doctor.stdout)).toContain(`FAILED store: \`${join(fake.directory, "file")}\``);
  });

  it("is refused with 2 where a directory is in its place, and nothing is asked of the CRM", async () => {
    const crm = stillCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    expectOneError(await fake.run("sync", "--store", fake.directory), 2, [fake.directory, "--store"]);
    expect(crm.backend.requestCount()).toBe(0);
  });

  it("is no defect for the demo either", async () => {
    const fake = cli();
    writeFileSync(join(fake.directory, ".headway"), "");
    expectOneError(await fake.run("demo"), 3, ["a file is in the way"]);
  });

  it("doctor does not send who runs it to doctor", async () => {
    const fake = cli();
    writeFileSync(join(fake.directory, "broken.db"), "words ".repeat(500));
    const { stdout } = await fake.run("doctor", "--store", "broken.db");
    expect(words(stdout)).toContain("FAILED store");
    expect(stdout).not.toContain("headway doctor");
    expect(stdout).not.toContain("as said above");
  });
});

describe("a policy that another run used", () => {
  it("is named with the one that the numbers are rewritten with, once", async () => {
    const fake = cli();
    await fake.run("provision");
    expect((await fake.run("sync")).stdout).not.toContain("notice");
    writeFileSync(join(fake.directory, "policy.json"), JSON.stringify({ version: "mine-2" }));
    const dry = await fake.run("sync", "--policy", "policy.json", "--dry-run");
    expect(words(dry.stdout)).toContain("would be rewritten with `mine-2`");
    const asData = await fake.run("sync", "--policy", "policy.json", "--json");
    expect(asData.exitCode).toBe(0);
    expect(JSON.parse(asData.stdout)).toMatchObject({ notices: [{ crm: "memory", version: "mine-2" }] });
    const back = await fake.run("sync");
    expect(words(back.stdout)).toMatch(
      /^notice: the numbers of memory were made with policy `mine-2` and are/,
    );
    expect((await fake.run("sync")).stdout).not.toContain("notice");
  });
});

describe("a rule in another version", () => {
  it("is said to let go what only its former version had seen, by sync and by status", async () => {
    const crm = stillCrm();
    const fake = fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment });
    const deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
    const on = { object: "deal", where: [{ field: "nextStep", present: true }] };
    const gives = { kind: "next-step-committed", actorSide: "buyer", grade: 3 };
    const syncWith = async (version: string) => {
      const policy = { version: "mine", evidenceRules: [{ id: "said", version, on, gives }] };
      writeFileSync(join(fake.directory, "policy.json"), JSON.stringify(policy));
      return words((await fake.run("sync", "--policy", "policy.json")).stdout);
    };
    expect(await syncWith("1")).not.toContain("let go");
    await crm.backend.edit("deal", deal, { nextStep: "Jane asks the board" });
    const said = "1 pieces of evidence in 1 deals are let go: rule said in version 1";
    expect(await syncWith("2")).toContain(`notice: in memory ${said}`);
    expect(words((await fake.run("status")).stdout)).toContain(said);
  });
});

describe("a policy that is off", () => {
  it("is said issue by issue, with the closest of many allowed values", async () => {
    const fake = cli();
    const gives = { kind: "next-step-commited", actorSide: "buyer", grade: 2 };
    const rule = {
      id: "a",
      version: "1",
      on: { object: "deal", where: [{ field: "x", present: true }] },
      gives,
    };
    writeFileSync(join(fake.directory, "policy.json"), JSON.stringify({ version: 5, evidenceRules: [rule] }));
    const { stderr } = await fake.run("sync", "--policy", "policy.json");
    expect(words(stderr)).toContain("`version`: expected string; `evidenceRules[0].gives.kind`: expected");
    expect(words(stderr)).toMatch(
      /expected "next-step-committed", "[a-z-]+", "[a-z-]+" or another of the \d+ that/,
    );
  });

  it.each([
    ["that is missing", "none.json", "expected a policy file, there is none"],
    ["that is a folder", "folder", "expected a policy file that can be read (EISDIR)"],
  ])("%s is said in a sentence", async (_, file, expected) => {
    const fake = cli();
    mkdirSync(join(fake.directory, "folder"));
    const ended = await fake.run("sync", "--policy", file);
    expectOneError(ended, 2, [expected, join(fake.directory, file)]);
    expect(ended.stderr).not.toContain("ENOENT");
  });
});

describe("headway doctor", () => {
  it("says that it looks at field lists only", async () => {
    expect(words((await cli().run("doctor")).stdout)).toContain("memory field lists: all can be read");
  });
});
