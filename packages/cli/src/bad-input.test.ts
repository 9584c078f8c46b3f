import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cliProcess } from "./testing/cli-process.ts";
import {
  expectCrmErrorsDocument,
  expectNoSecret,
  expectOneError,
  expectOneErrorDocument,
} from "./testing/one-error.ts";
import { type SandboxWorld, sandboxWorld } from "./testing/sandbox-world.ts";

let world: SandboxWorld;
const nothingWritten = { hubspot: 0, salesforce: 0 };

beforeEach(async () => {
  world = await sandboxWorld();
});

afterEach(() => world.close());

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("credentials that do not fit", () => {
  it.each([
    ["HUBSPOT_ACCESS_TOKEN", "hubspot", "check that the access token is of this account"],
    ["SALESFORCE_CLIENT_SECRET", "salesforce", "check the consumer secret"],
  ])("a wrong %s ends with 3, names the CRM and writes nothing there", async (variable, crm, remedy) => {
    const cli = world.cli({ [variable]: "wrong-canary-0123456789" });
    expectOneError(await cli.run("sync", "--crm", crm), 3, [`${crm}: `, remedy]);
    expectCrmErrorsDocument(await cli.run("sync", "--crm", crm, "--json"), 3, [crm]);
    expect(world.writtenDeals()).toEqual(nothingWritten);
    const { exitCode, stdout } = await cli.run("doctor");
    expect(exitCode).toBe(3);
    expect(stdout).toContain(`FAILED   ${crm} connection`);
  });

  it("a host that is not on the list gets no request, and is named by its variable", async () => {
    const cli = world.cli({ HUBSPOT_BASE_URL: "https://evil.example" });
    expectOneError(await cli.run("sync"), 2, ["`HUBSPOT_BASE_URL`", "api.hubapi.com", "`hosts`"]);
    expect(world.writtenDeals()).toEqual(nothingWritten);
  });

  it("a host that nobody answers at ends with 3 and the way out", async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const cli = world.cli({ HUBSPOT_BASE_URL: url });
    const ended = await cli.run("sync", "--crm", "hubspot");
    expectOneError(ended, 3, ["hubspot: no answer to", `the address is ${url}`]);
    expect((await cli.run("doctor")).stdout.replace(/\s+/g, " ")).toContain(`the address is ${url}`);
  });
});

describe("a config file that is off", () => {
  const secretSection = '"hubspot": { "accessToken": "canary-0123456789" }';

  it.each([
    ["no JSON", `{ ${secretSection}, `, 0o600, ["expected JSON"]],
    ["an unknown section", `{ ${secretSection}, "hubspott": {} }`, 0o600, ["unknown `hubspott`"]],
    ["an unknown key", '{ "hubspot": { "accesToken": "canary-01" } }', 0o600, ["`hubspot.accesToken`"]],
    ["a wrong type", '{ "hosts": "example.com" }', 0o600, ["`hosts` expected a list of host names"]],
    ["a mode that others can read", `{ ${secretSection} }`, 0o644, ["found mode 0644", "chmod 600"]],
  ])("%s ends with 2 before anything is asked or made", async (_, content, mode, names) => {
    const cli = world.cli();
    const path = join(cli.directory, ".headway", "config.json");
    mkdirSync(join(cli.directory, ".headway"));
    writeFileSync(path, content);
    chmodSync(path, mode);
    expectOneError(await cli.run("sync"), 2, [path, ...names, "nothing was read or written"]);
    expectOneErrorDocument(await cli.run("sync", "--json"), 2);
    expect(existsSync(join(cli.directory, ".headway", "headway.db"))).toBe(false);
    expect(world.running.hubspot.sandbox.requests().total).toBe(0);
  });
});

describe("a policy that is off", () => {
  const rule = (object: string, field: string) => ({
    id: "pilot",
    version: "1",
    on: { object, where: [{ field, present: true }] },
    gives: { kind: "next-step-committed", actorSide: "buyer", grade: 2 },
  });

  it.each([
    ["an unknown key", { version: "x", momentun: 1 }, ["unknown key `momentun`"]],
    ["a wrong type", { version: 5 }, ["`version`", "expected string"]],
    [
      "an unknown object",
      { version: "x", evidenceRules: [rule("metting", "a")] },
      ["`evidenceRules[0].on.object`"],
    ],
  ])("%s ends with 2, path and expectation", async (_, policy, names) => {
    const cli = world.cli();
    writeFileSync(join(cli.directory, "policy.json"), JSON.stringify(policy));
    expectOneError(await cli.run("sync", "--policy", "policy.json"), 2, ["policy.json", ...names]);
    expect(world.writtenDeals()).toEqual(nothingWritten);
  });

  it("a field that the CRM does not have is named with its rule, and everything else is done", async () => {
    const cli = world.cli();
    await cli.run("provision", "--crm", "hubspot");
    const policy = { version: "x", evidenceRules: [rule("deal", "agreed_acton")] };
    writeFileSync(join(cli.directory, "policy.json"), JSON.stringify(policy));
    const { stdout } = await cli.run("sync", "--crm", "hubspot", "--policy", "policy.json");
    expect(stdout.replace(/\s+/g, " ")).toContain("rule pilot: no deal has `agreed_acton`; set it right");
    expect(world.writtenDeals().hubspot).toBe(60);
  });
});

describe("records that are off", () => {
  it("without an id or a time of change are listed, and the others go through", async () => {
    const cli = world.cli();
    await cli.run("provision", "--crm", "hubspot");
    const { sandbox } = world.running.hubspot;
    const [, second, third] = sandbox.page("calls", 0, 3);
    const row = (id: string | null, updatedAt: string | null) => ({
      id,
      properties: { ...third?.properties, hs_lastmodifieddate: updatedAt },
      createdAt: "2026-01-01T00:00:00Z",
      ...(updatedAt === null ? {} : { updatedAt }),
      archived: false,
    });
    const results = [row(null, "2026-02-01T00:00:00Z"), row(second?.id ?? "", null)];
    sandbox.failNext({ match: { path: "/objects/2026-09/calls" }, status: 200, body: { results } });
    const { exitCode, stdout } = await cli.run("sync", "--crm", "hubspot");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("call/? `id`: missing");
    expect(stdout).toContain(`call/${second?.id} \`updatedAt\`: missing`);
    expect(world.writtenDeals().hubspot).toBe(60);
    const again = await cli.run("sync", "--crm", "hubspot");
    expect(again).toMatchObject({ exitCode: 1 });
    expect(again.stdout).toContain(`call/${second?.id}`);
  });

  it("a deal in an unknown stage stays undecided and unwritten, the others go through", async () => {
    const cli = world.cli();
    await cli.run("provision", "--crm", "salesforce");
    const { sandbox } = world.running.salesforce;
    const id = String(sandbox.records("Opportunity")[0]?.Id);
    sandbox.edit("Opportunity", id, { StageName: "Nowhere" });
    const { exitCode, stdout } = await cli.run("sync", "--crm", "salesforce");
    expect(exitCode).toBe(1);
    const words = stdout.replace(/\s+/g, " ");
    expect(words).toContain(`deal/${id}: its stage \`Nowhere\` is in no pipeline that can be read; restore`);
    expect(world.writtenDeals().salesforce).toBe(59);
    expect(sandbox.record("Opportunity", id)?.Headway_Policy__c ?? null).toBeNull();
  });
});

describe("a scope that is missing", () => {
  it("for writing deals is named once per record, companies are written, and it is sent again once granted", async () => {
    await world.close();
    const scopes: string[] = [
      ...["deals", "companies", "contacts"].flatMap((name) => [
        `crm.objects.${name}.read`,
        `crm.schemas.${name}.read`,
        `crm.schemas.${name}.write`,
      ]),
      "crm.objects.companies.write",
      "crm.objects.contacts.write",
      "crm.objects.owners.read",
      "sales-email-read",
    ];
    world = await sandboxWorld({ hubspot: { scopes } });
    const cli = world.cli();
    await cli.run("provision", "--crm", "hubspot");
    const ended = await cli.run("sync", "--crm", "hubspot");
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("60 writes were refused");
    expect(ended.stdout.replace(/\s+/g, " ")).toContain("grant the scope crm.objects.deals.write");
    expect(world.writtenDeals().hubspot).toBe(0);
    expect(ended.stdout).toContain("written: account 25");
    expectNoSecret(ended);
    scopes.push("crm.objects.deals.write");
    expect((await cli.run("sync", "--crm", "hubspot")).exitCode).toBe(0);
    expect(world.writtenDeals().hubspot).toBe(60);
  });
});

describe("Ctrl-C in the middle of a sync", () => {
  it.each([
    ["while reading", "GET /crm/objects/2026-09/emails"],
    ["while writing", "POST /crm/objects/2026-09/deals/batch/update"],
  ])(
    "%s ends with 130, says how to go on, and the next run does so",
    async (_, request) => {
      await world.close();
      let onRequest: (name: string) => void = () => undefined;
      world = await sandboxWorld({ onHubspotRequest: (name) => onRequest(name) });
      const cli = world.cli();
      await cli.run("provision", "--crm", "hubspot");
      const sync = ["sync", "--crm", "hubspot", "--as-of", "2026-03-01"];
      const first = cliProcess(cli.directory, world.env, sync);
      onRequest = (name) => {
        if (name === request) first.interrupt();
      };
      expectOneError(await first.ended, 130, ["stopped, as asked", "Run the same command again; it goes on"]);
      onRequest = () => undefined;
      expect((await cliProcess(cli.directory, world.env, sync).ended).exitCode).toBe(0);
      expect(world.writtenDeals().hubspot).toBe(60);
      const third = await cliProcess(cli.directory, world.env, [...sync, "--json"]).ended;
      expect(JSON.parse(third.stdout)).toMatchObject({ runs: [{ state: "complete", written: {} }] });
    },
    60_000,
  );
});

describe("a store that cannot be used", () => {
  it.each(["sync", "review"])("is refused with 3 by %s where the file is no SQLite", async (command) => {
    const cli = world.cli();
    const path = join(cli.directory, "notes.db");
    writeFileSync(path, "words ".repeat(500));
    expectOneError(await cli.run(command, "--store", path), 3, [path, "Nothing was written", "Move it away"]);
    expect(world.writtenDeals()).toEqual(nothingWritten);
  });

  it("is refused with 3 where the file is another program's database, which stays as it is", async () => {
    const cli = world.cli();
    const path = join(cli.directory, "other.db");
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE people (name TEXT)");
    expectOneError(await cli.run("sync", "--store", path), 3, [path, "another program"]);
    expect(other.prepare("SELECT name FROM sqlite_master").all()).toEqual([{ name: "people" }]);
    other.close();
  });

  it("is refused with 3 while another process writes to it, and nothing reaches the CRMs", async () => {
    const cli = world.cli();
    expect((await cli.run("sync", "--dry-run", "--crm", "hubspot")).exitCode).toBe(1);
    const path = join(cli.directory, ".headway", "headway.db");
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    expectOneError(await cli.run("sync"), 3, [path, "Wait for it to end, then run again"]);
    expect(world.writtenDeals()).toEqual(nothingWritten);
    other.exec("ROLLBACK");
    other.close();
  }, 20_000);
});
