import { join } from "node:path";
import type { CrmAdapter, PullRequest } from "@headway/crm";
import { memoryCrm } from "@headway/crm/memory";
import { describe, expect, it } from "vitest";
import { openStore, withStore } from "../open-store.ts";
import { fakeContext, memoryEnvironment, memoryVendor } from "../testing/fake-context.ts";

const pageSize = 10;
const contacts = 30;

/** A CRM with pages of ten whose records were made minute by minute. */
async function filledCrm() {
  const now = Date.parse("2026-03-01T10:00:00Z");
  // Back-off passes at once; the deadline of a call, which is long, never comes.
  const sleep = (ms: number): Promise<void> =>
    ms < 60_000 ? Promise.resolve() : new Promise(() => undefined);
  const ports = { now: () => now, sleep, random: () => 0 };
  const crm = memoryCrm({ pageSize, clock: { ports } });
  const deal = await crm.backend.create("deal", { name: "Rollout" });
  for (let index = 0; index < contacts; index++) {
    crm.backend.advanceClock(60_000);
    await crm.backend.create("contact", { lastName: `Contact ${index}` });
  }
  return { crm, deal };
}

/** The CRM with its fields, behind an adapter that can be watched at work, and two command lines on one store. */
async function watched() {
  const { crm, deal } = await filledCrm();
  const watch = {
    contacts: 0,
    onContacts: (): void => undefined,
    onPush: (): void => undefined,
  };
  async function* pull(request: PullRequest, call = {}): ReturnType<CrmAdapter["pull"]> {
    for await (const page of crm.pull(request, call)) {
      if (page.object === "contact") watch.contacts += page.changes.length;
      yield page;
      if (page.object === "contact") watch.onContacts();
    }
  }
  function push(...args: Parameters<CrmAdapter["push"]>): ReturnType<CrmAdapter["push"]> {
    watch.onPush();
    return crm.push(...args);
  }
  const setting = { vendors: [memoryVendor({ ...crm, pull, push })], env: memoryEnvironment };
  const stopped = fakeContext(setting);
  expect((await stopped.run("provision")).exitCode).toBe(0);
  const next = fakeContext({ ...setting, directory: stopped.directory });
  return { crm, deal, watch, stopped, next };
}

function firstRun(stdout: string): unknown {
  return (JSON.parse(stdout) as { runs: unknown[] }).runs[0];
}

describe("headway sync that somebody stops", () => {
  it("ends after a page with 130, says how to go on, and the next run goes on from that page", async () => {
    const { watch, stopped, next } = await watched();
    watch.onContacts = () => stopped.stop.abort();
    const { exitCode, stdout, stderr } = await stopped.run("sync");
    expect([exitCode, stdout]).toEqual([130, ""]);
    const said = stderr.replace(/\s+/g, " ");
    expect(said).toContain("failed: stopped, as asked");
    expect(said).toContain("what was confirmed before stays; nothing else was written");
    expect(said).toContain("Run the same command again; it goes on from the last page stored");
    expect(watch.contacts).toBeLessThanOrEqual(2 * pageSize);

    watch.onContacts = () => undefined;
    watch.contacts = 0;
    const rest = await next.run("sync", "--json");
    expect(rest.exitCode).toBe(0);
    expect(firstRun(rest.stdout)).toMatchObject({ state: "complete", written: { deal: 1 } });
    expect(watch.contacts).toBeGreaterThanOrEqual(contacts - 2 * pageSize);
    expect(watch.contacts).toBeLessThan(contacts);
    const store = openStore(join(next.directory, ".headway", "headway.db"));
    expect(await withStore(store, (open) => open.counts("memory"))).toMatchObject({
      deal: 1,
      contact: contacts,
    });
  });

  it("leaves no write in doubt when it is stopped while it writes", async () => {
    const { crm, deal, watch, stopped, next } = await watched();
    let pushes = 0;
    watch.onPush = () => {
      pushes += 1;
      stopped.stop.abort();
    };
    expect((await stopped.run("sync")).exitCode).toBe(130);
    expect(pushes).toBe(1);
    watch.onPush = () => undefined;
    expect((await next.run("sync")).exitCode).toBe(0);
    expect((await crm.backend.read("deal", deal)).fields.headway_stall).toBe("unknown");
    const last = await next.run("sync", "--json");
    expect(firstRun(last.stdout)).toMatchObject({ state: "complete", written: {}, unsettled: [] });
  });
});
