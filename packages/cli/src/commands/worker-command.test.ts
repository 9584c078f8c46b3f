import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SyncError } from "@headway/sync";
import { describe, expect, inject, it } from "vitest";
import type { Vendor } from "../adapters.ts";
import { fakeContext, memoryVendor, stillCrm } from "../testing/fake-context.ts";

type Door =
  | { readonly status: "ready"; readonly url: string }
  | { readonly status: "absent"; readonly reason: string };

const door = (await (await fetch(inject("postgresDoor"))).json()) as Door;
const absent = door.status === "absent" ? door.reason : "";
const url = door.status === "ready" ? door.url : "";
const key = Buffer.alloc(32, 9).toString("base64");
const canary = "canary-token-0123456789";

const environment = { DATABASE_URL: url, HEADWAY_KEY: key };

function worker(
  accountId: string,
  vendor: Vendor = memoryVendor(stillCrm()),
  env: Record<string, string> = environment,
) {
  const fake = fakeContext({ env, vendors: [vendor] });
  const path = join(fake.directory, "accounts.json");
  const account = { tenant: "acme", crm: "memory", accountId, credentials: { accessToken: canary } };
  writeFileSync(path, JSON.stringify({ accounts: [account] }));
  chmodSync(path, 0o600);
  return { ...fake, path, start: (...more: string[]) => fake.run("worker", "--accounts", path, ...more) };
}

function events(stdout: string): Record<string, unknown>[] {
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe.skipIf(absent !== "")(`headway worker ${absent}`, () => {
  it("runs every account once, says so line by line, and shows no secret (invariant:X1)", async () => {
    const memory = stillCrm();
    const { account } = await memory.describe();
    const { start } = worker(account.id);
    const { exitCode, stdout, stderr } = await start("--once");
    expect(events(stdout).map(({ type }) => type)).toEqual(["started", "done", "ended"]);
    expect(events(stdout)[1]).toMatchObject({
      tenant: "acme",
      crm: "memory",
      attempt: 1,
      counts: { written: 0 },
    });
    // Headway's fields are not there yet, which is a gap and no success.
    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(stdout + stderr).not.toContain(canary);
    expect(stdout + stderr).not.toContain(key);
  });

  it("refuses credentials that open another account, before anything is read", async () => {
    const { start } = worker("another");
    const { exitCode, stdout } = await start("--once");
    expect(events(stdout)).toContainEqual(
      expect.objectContaining({ type: "failed", code: "account-changed" }),
    );
    expect(exitCode).toBe(1);
  });

  it("does not end well when it lost an account, and says why (invariant:K2)", async () => {
    const lost = () => {
      throw new SyncError("lease-lost", "another worker may have taken over");
    };
    const { start } = worker("lost", { ...memoryVendor(stillCrm()), open: lost });
    const { exitCode, stdout } = await start("--once");
    const reason = "another worker may have taken over";
    expect(events(stdout)).toContainEqual(
      expect.objectContaining({ type: "lost", code: "lease-lost", accountId: "lost", reason }),
    );
    expect(exitCode).toBe(1);
  });

  it("ends when it is asked to", async () => {
    const { start, stop } = worker("another");
    stop.abort();
    const { exitCode, stdout } = await start();
    expect([events(stdout).at(-1)?.type, exitCode]).toEqual(["ended", 0]);
  });

  it("does not open credentials with another key, and leaves them as they are", async () => {
    const other = Buffer.alloc(32, 8).toString("base64");
    const { start } = worker("another", undefined, { ...environment, HEADWAY_KEY: other });
    const { exitCode, stderr } = await start("--once");
    expect(stderr).toContain("do not open");
    expect(exitCode).not.toBe(0);
  });
});

describe("headway worker without what it needs", () => {
  it.each([
    ["DATABASE_URL", { HEADWAY_KEY: key }],
    ["HEADWAY_KEY", { DATABASE_URL: "postgres://nobody:pass-word@127.0.0.1:1/none" }],
  ])("asks for %s from the environment", async (name, env) => {
    const { exitCode, stderr } = await worker("1", undefined, env as Record<string, string>).start();
    expect(stderr).toContain(`\`${name}\`: expected a text, it is not set`);
    expect(exitCode).toBe(2);
  });

  it("refuses a file of accounts that others may read, or that says something else", async () => {
    const fake = worker("1");
    chmodSync(fake.path, 0o644);
    expect((await fake.start()).stderr).toContain("chmod 600");
    writeFileSync(
      fake.path,
      JSON.stringify({ accounts: [{ tenant: "a b", crm: "memory", accountId: "1" }] }),
    );
    chmodSync(fake.path, 0o600);
    const { stderr } = await fake.start();
    expect(stderr).toContain("`accounts.0.tenant`");
    expect(stderr).toContain("`accounts.0.credentials`");
  });

  it("says that the database is away without its password", async () => {
    const env = { HEADWAY_KEY: key, DATABASE_URL: "postgres://nobody:pass-word@127.0.0.1:1/none" };
    const { exitCode, stderr } = await worker("1", undefined, env).start("--once");
    expect(stderr).toContain("does not answer");
    expect(stderr).not.toContain("pass-word");
    expect(exitCode).toBe(3);
  });
});
