import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPortfolio, type HubspotSandbox, hubspotSandbox, startSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { runSyncProcess } from "./run-sync-process.ts";

const asOf = "2026-03-01T00:00:00.000Z";

/** A portal, a store, and everybody who asked the portal for something. */
interface World {
  readonly sandbox: HubspotSandbox;
  /** Called with every request's method and path, after the portal has done it and before it answers. */
  onRequest: (name: string) => void;
  run(): ReturnType<typeof runSyncProcess>;
  close(): Promise<void>;
}

async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "headway-kill-"));
  const sandbox = hubspotSandbox({ limits: "off" });
  sandbox.loadPortfolio(demoPortfolio({ seed: 7, asOf }));
  const watched: HubspotSandbox = {
    ...sandbox,
    fetch: async (request) => {
      const answer = await sandbox.fetch(request);
      world.onRequest(`${request.method} ${new URL(request.url).pathname}`);
      return answer;
    },
  };
  const running = await startSandbox({ hubspot: watched });
  const storePath = join(folder, "store.db");
  const world: World = {
    sandbox,
    onRequest: () => undefined,
    run: () => runSyncProcess([running.hubspot.url, sandbox.accessToken, storePath, asOf]),
    close: async () => {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** What the CRM holds of ours, past the adapter: fields of deals and companies, tasks by key with their links. */
function heldBy(sandbox: HubspotSandbox): Record<"deals" | "companies" | "tasks", unknown[]> {
  const own = (type: string): unknown[] =>
    sandbox.records(type).map(({ id, properties }) => {
      const ours = Object.entries(properties).filter(([name]) => name.startsWith("headway_"));
      return [id, ours.sort()];
    });
  const tasks = sandbox.records("tasks").filter(({ properties }) => properties.headway_key !== undefined);
  const said = tasks.map(({ properties, associations }) => [
    properties.headway_key,
    properties.hs_task_subject,
    Object.entries(associations).map(([type, links]) => [type, links.map((link) => link.id)]),
  ]);
  return { deals: own("deals"), companies: own("companies"), tasks: said.sort() };
}

/** Runs until the `n`-th request was done, then kills without an answer, and says what that request was. */
async function runAndKill(world: World, n: number): Promise<string> {
  const child = world.run();
  let seen = 0;
  let last = "";
  world.onRequest = (name) => {
    seen += 1;
    if (seen > n) return;
    last = name;
    if (seen === n) child.kill();
  };
  expect(await child.lines, "it was killed before it could say what it did").toEqual([]);
  world.onRequest = () => undefined;
  return last;
}

/** The first request, some in between, and every one that writes records. */
function momentsIn(requests: readonly string[]): number[] {
  const isWrite = (name: string): boolean => /batch\/(update|upsert|create)/.test(name);
  const writes = requests.flatMap((name, index) => (isWrite(name) ? [index + 1] : []));
  const first = requests.findIndex((name) => name.endsWith("/objects/2026-09/deals")) + 1;
  return [...new Set([1, first, first + 3, ...writes])];
}

describe("a process killed with SIGKILL", () => {
  it("ends, after a restart, where an undisturbed one ends, also when it never heard what its write did (invariant:K1, invariant:W2)", async () => {
    const calm = await openWorld();
    const requests: string[] = [];
    calm.onRequest = (name) => requests.push(name);
    await calm.run().lines;
    const expected = heldBy(calm.sandbox);
    expect(expected.tasks.length, "the portfolio asks for tasks").toBeGreaterThan(0);
    await calm.close();
    for (const moment of momentsIn(requests)) {
      const world = await openWorld();
      const at = `killed after request ${moment}, ${await runAndKill(world, moment)}`;
      await world.run().lines;
      expect(heldBy(world.sandbox), at).toEqual(expected);
      expect((await world.run().lines).slice(-2), at).toEqual(["written {}", "state complete"]);
      await world.close();
    }
  });
});
