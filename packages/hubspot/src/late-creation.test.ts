import type { Patch } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { hubspotSandbox } from "@headway/sandbox";
import { expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";

const timeoutMs = 60_000;

/** A push of one task, whose worker sleeps for so long before the answer to one of its requests reaches it. */
async function pushAsleep(uniqueTaskProperty: boolean, isSlept: (path: string) => boolean, sleptMs: number) {
  const time = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: time.now, limits: "off", uniqueTaskProperty });
  const deal = sandbox.create("deals", {
    properties: { dealname: "D", dealstage: "appointmentscheduled" },
  }).id;
  // Timers come last on waking.
  const sleep = () => new Promise<void>(() => undefined);
  const crm = hubspotFetch({
    ...{ accessToken: sandbox.accessToken, ports: { ...time.ports, sleep }, limits: "off" },
    async fetch(url, init) {
      const answer = await sandbox.fetch(new Request(url, init));
      if (isSlept(String(url))) time.advance(sleptMs);
      return answer;
    },
  });
  const patch: Patch = {
    ...{ type: "upsert-task", key: "v1:late" },
    task: {
      ...{ subject: "Ask", body: "Why", dueOn: "2027-02-01", ownerId: null },
      links: [{ object: "deal", id: deal }],
    },
  };
  const pushed = await crm.push([patch], { timeoutMs }).catch((error: unknown) => error);
  return { pushed, tasks: sandbox.records("tasks") };
}

test.each([
  ["without a unique key, between looking for it and making it", false, "/associations/"],
  ["with a unique key, before making it", true, "/properties/"],
])("a worker that slept past its time makes no task: %s (invariant:W1)", async (_, isUnique, path) => {
  const { pushed, tasks } = await pushAsleep(isUnique, (url) => url.includes(path), timeoutMs);
  expect(pushed).toMatchObject({ code: "deadline-exceeded" });
  expect(tasks).toEqual([]);
});

test.each([false, true])("a worker that slept for less makes it (unique key: %s)", async (isUnique) => {
  const { pushed, tasks } = await pushAsleep(isUnique, () => true, 1000);
  expect(pushed).toMatchObject([{ status: "written" }]);
  expect(tasks).toHaveLength(1);
});
