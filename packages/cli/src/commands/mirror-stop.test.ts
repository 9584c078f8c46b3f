import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CrmAdapter } from "@headway/crm";
import { memoryCrm } from "@headway/crm/memory";
import { describe, expect, it } from "vitest";
import { fakeContext, memoryEnvironment, memoryVendor } from "../testing/fake-context.ts";

const now = Date.parse("2026-03-01T10:00:00Z");
const clock = { ports: { now: () => now, sleep: async () => undefined, random: () => 0 } };
const stages = ["first-call", "evaluation", "proposal", "won", "lost"].map((stage) => [stage, stage]);
const mirror = {
  left: "memory",
  right: "second",
  fields: ["stageId", "nextStep"],
  stages: [{ left: "sales", right: "sales", pairs: stages }],
  conflict: { stageId: "rank", nextStep: "left" },
};

/** Two CRMs and what happens before the first write. */
async function twoCrms() {
  const [left, right] = [memoryCrm({ crm: "memory", clock }), memoryCrm({ crm: "second", clock })];
  const watch = { onPush: (): void => undefined };
  const push: CrmAdapter["push"] = (...args) => {
    watch.onPush();
    return right.push(...args);
  };
  const second = {
    ...memoryVendor({ ...right, push }),
    crm: "second",
    environment: { accessToken: "SECOND_TOKEN" },
  };
  const vendors = [memoryVendor(left), second];
  const env = { ...memoryEnvironment, SECOND_TOKEN: "canary-token-9876543210" };
  const fake = fakeContext({ vendors, env });
  writeFileSync(join(fake.directory, "config.json"), JSON.stringify({ mirror }), { mode: 0o600 });
  const ids = [
    await left.backend.create("deal", { name: "ACME", nextStep: "Call Ann" }),
    await right.backend.create("deal", { name: "ACME" }),
  ];
  const at = (now: string) => fakeContext({ vendors, env, directory: fake.directory, now });
  return { fake, at, ids, right, watch };
}

const flags = ["--config", "config.json"];

describe("headway mirror run that somebody stops", () => {
  it("ends with 130, says how to go on, and the next run looks at what was cut off", async () => {
    const { fake, at, ids, right, watch } = await twoCrms();
    const linked = await fake.run("mirror", "link", ...ids, ...flags);
    expect(linked.exitCode, linked.stderr).toBe(0);
    watch.onPush = () => fake.stop.abort();
    const { exitCode, stdout } = await fake.run("mirror", "run", ...flags);
    expect([exitCode, stdout]).toEqual([130, expect.stringContaining("the next run goes on from here")]);
    watch.onPush = () => undefined;
    // The write that was cut off may have arrived: it is read first, never taken for done.
    const next = await at("2026-03-01T12:10:00Z").run("mirror", "run", ...flags);
    expect(next.stdout.replace(/\s+/g, " ")).toContain("did not take effect; the next run sends it again");
    expect((await right.backend.read("deal", ids[1] ?? "")).fields.nextStep ?? null).toBeNull();
  });
});
