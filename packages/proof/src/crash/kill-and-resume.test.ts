import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { demoPortfolio, type HubspotSandbox, startSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";

const asOf = "2026-03-01T00:00:00.000Z";
const script = new URL("./sync-process.ts", import.meta.url).pathname;

interface World {
  readonly url: string;
  readonly sandbox: HubspotSandbox;
  readonly storePath: string;
  close(): Promise<void>;
}

async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "headway-kill-"));
  const running = await startSandbox({ hubspot: { limits: "off" } });
  running.hubspot.sandbox.loadPortfolio(demoPortfolio({ seed: 7, asOf }));
  return {
    url: running.hubspot.url,
    sandbox: running.hubspot.sandbox,
    storePath: join(folder, "store.db"),
    close: async () => {
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the process; kills it with SIGKILL as soon as it says `killAt`-th step. Gives every line it said. */
async function runProcess(
  { url, sandbox, storePath }: World,
  killAt = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const argv = ["--conditions=@headway/source", script, url, sandbox.accessToken, storePath, asOf];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === killAt) child.kill("SIGKILL");
  }
  return lines;
}

/** What the CRM holds of ours, past the adapter: fields of deals and companies, tasks by key. */
function heldBy(sandbox: HubspotSandbox): Record<"deals" | "companies" | "tasks", unknown[]> {
  const own = (type: string): unknown[] =>
    sandbox.records(type).map(({ id, properties }) => [
      id,
      Object.entries(properties)
        .filter(([name]) => name.startsWith("headway_"))
        .sort(),
    ]);
  const tasks = sandbox
    .records("tasks")
    .map(({ properties }) => [properties.headway_key, properties.hs_task_subject])
    .filter(([key]) => key !== undefined)
    .sort();
  return { deals: own("deals"), companies: own("companies"), tasks };
}

describe("a process killed with SIGKILL", () => {
  it("ends, after a restart, where an undisturbed run ends, whichever step it died at (invariant:K1)", async () => {
    const calm = await openWorld();
    const steps = (await runProcess(calm)).filter((line) => line.startsWith("step"));
    const expected = heldBy(calm.sandbox);
    expect(expected.tasks.length, "the portfolio asks for tasks").toBeGreaterThan(0);
    await calm.close();
    const moments = [1, 4, 9, 14, 20, steps.length - 6, steps.length - 1, steps.length].filter(
      (moment) => moment > 0,
    );
    for (const moment of new Set(moments)) {
      const world = await openWorld();
      const killed = await runProcess(world, moment);
      expect(killed.at(-1), `killed at ${steps[moment - 1]}`).not.toMatch(/^written/);
      await runProcess(world);
      expect(heldBy(world.sandbox), `killed at ${steps[moment - 1]}`).toEqual(expected);
      const idle = await runProcess(world);
      expect(idle.at(-1), `a third run after ${steps[moment - 1]}`).toBe("written {}");
      await world.close();
    }
  });
});
