import { CrmError } from "@headway/crm";
import type { MemoryCrm } from "@headway/crm/memory";
import { ownFields } from "@headway/sync";
import { beforeEach, describe, expect, it } from "vitest";
import type { Vendor } from "../adapters.ts";
import {
  type FakeContext,
  type FakeOptions,
  fakeContext,
  memoryEnvironment,
  memoryVendor,
  stillCrm,
} from "../testing/fake-context.ts";

let crm: MemoryCrm;
let deal: string;
let cli: FakeContext;

const advance = [
  "--verdict",
  "advance",
  "--buyer",
  "Dana",
  "--what",
  "returns the redlines",
  "--by",
  "2026-05-12",
];

function at(options: FakeOptions = {}): FakeContext {
  return fakeContext({ vendors: [memoryVendor(crm)], env: memoryEnvironment, ...options });
}

beforeEach(async () => {
  crm = stillCrm();
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const account = {
    object: "account",
    id: await crm.backend.create("account", { name: "Alpha Ltd" }),
  } as const;
  const dana = await crm.backend.create("contact", { firstName: "Dana", lastName: "Fox" });
  const links = [account, { object: "contact", id: dana } as const];
  deal = await crm.backend.create("deal", { name: "Alpha roll-out" }, { links });
  await crm.backend.create("deal", { name: "Beta first" });
  await crm.backend.create("deal", { name: "Beta second" });
  cli = at();
  await cli.run("sync");
});

async function subjects(): Promise<(string | null)[]> {
  return (await crm.backend.tasks()).map(({ subject }) => subject).sort();
}

describe("headway log", () => {
  it("puts the verdict and the buyer's commitment into the CRM and says where", async () => {
    const { exitCode, stdout } = await cli.run(
      "log",
      `deal/${deal}`,
      ...advance,
      "--quote",
      "On your desk by May",
    );
    expect(exitCode).toBe(0);
    expect(await subjects()).toEqual([
      "Logged: the buyer will: returns the redlines",
      "Logged: the meeting ended with advance",
    ]);
    expect(stdout).toContain(`Logged about deal ${deal}, Alpha roll-out (Memory):`);
    expect(stdout).toContain("Memory holds it as done task");
    expect(stdout).toContain("from the next `headway sync` on");
  });

  it("counts as the deal's advance after the next sync (domain:V8)", async () => {
    await cli.run("log", `deal/${deal}`, ...advance);
    await cli.run("sync", "--as-of", "2026-03-02");
    const { stdout } = await cli.run("explain", "deal", deal, "--json");
    const { assessment } = JSON.parse(stdout) as { assessment: { commitmentsAhead: object[] } };
    expect(assessment.commitmentsAhead).toMatchObject([{ what: "returns the redlines", status: "ahead" }]);
  });

  it.each([
    ["thanks", ["--quote", "You saved our week"], "Logged: the client thanked us"],
    ["introduction", ["--from", "us", "--topic", "hiring"], "Logged: we made an introduction"],
    ["benefit", ["--benefit", "cash-flow"], "Logged: the client confirmed a benefit: cash flow"],
    ["not-sold", ["--reason", "too early"], "Logged: we advised not to buy"],
    ["promise", ["--what", "a test account", "--by", "2026-03-09"], "Logged: we promised: a test account"],
    ["words", ["--about", "need", "--quote", "We lose a day"], "Logged: the buyer's words about need"],
    ["triage", ["--decision", "a-list", "--reason", "three benefits"], "Logged: decided: a list"],
    ["commitment", advance.slice(2), "Logged: the buyer will: returns the redlines"],
  ])("logs %s", async (kind, flags, subject) => {
    expect((await cli.run("log", "Alpha roll-out", kind, ...flags)).exitCode).toBe(0);
    expect(await subjects()).toEqual([subject]);
  });

  it("is one task when the same is logged twice (invariant:W1)", async () => {
    await cli.run("log", "alpha roll", "thanks");
    const { stdout } = await cli.run("log", "alpha roll", "thanks");
    expect(stdout).toContain("held it already");
    expect(await subjects()).toHaveLength(1);
  });

  it.each([
    ["an advance without a day", advance.slice(0, 6), "--by"],
    ["a day that is none", [...advance.slice(0, 7), "2026-02-31"], "such as 2026-05-12"],
    ["a day that has passed", [...advance.slice(0, 7), "2025-05-12"], "2026-03-01 or a later day"],
    ["an unknown verdict", ["--verdict", "great"], "advance, continuation, order, no-sale"],
    ["nothing at all", [], "how it ended"],
    ["a part of another kind", [...advance, "--benefit", "profit"], "--benefit"],
  ])("logs nothing for %s and says what was expected", async (_, flags, said) => {
    const { exitCode, stderr } = await cli.run("log", `deal/${deal}`, ...flags);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(said);
    expect(await subjects()).toEqual([]);
    const { stdout } = await cli.run("status", "--json");
    expect(stdout).not.toContain("task:");
  });

  it.each(["2999-01-01", "1999-01-01"])("takes nothing that happened on %s", async (day) => {
    const { exitCode, stderr } = await cli.run(
      "log",
      `deal/${deal}`,
      "thanks",
      "--quote",
      "Thank you",
      "--at",
      day,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--at");
    expect(await subjects()).toEqual([]);
  });

  it("lists what fits where a name is not enough", async () => {
    const { exitCode, stderr } = await cli.run("log", "beta", "thanks");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Beta first");
    expect(stderr).toContain("Beta second");
    expect(await subjects()).toEqual([]);
  });

  it("asks four short questions on a terminal, and again where an answer is off", async () => {
    const asked = at({
      isTerminal: true,
      directory: cli.directory,
      answers: ["great", "advance", "returns the redlines", "Dana by 2026-05-12", "On your desk by May"],
    });
    expect((await asked.run("log", `deal/${deal}`)).exitCode).toBe(0);
    expect(asked.questions).toHaveLength(5);
    expect(asked.questions[1]).toContain("expected advance, continuation, order, no-sale");
    expect(await subjects()).toHaveLength(2);
  });

  it("keeps it in the outbox while the CRM is away, says so, and the next sync sends it", async () => {
    const networkDown = new CrmError("unavailable", { crm: "memory", message: "the network is down" });
    const away: Vendor = {
      ...memoryVendor(crm),
      open: () => ({ ...crm, describe: () => Promise.reject(networkDown) }),
    };
    const offline = at({ vendors: [away], directory: cli.directory });
    const { exitCode, stdout } = await offline.run("log", `deal/${deal}`, "thanks", "--json");
    expect(exitCode).toBe(1);
    const { outcomes } = JSON.parse(stdout) as { outcomes: { status: string }[] };
    expect(outcomes.map(({ status }) => status)).toEqual(["waiting"]);
    expect(await subjects()).toEqual([]);
    await cli.run("sync");
    expect(await subjects()).toEqual(["Logged: the client thanked us"]);
  });
});
