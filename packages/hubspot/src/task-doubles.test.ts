import type { Patch } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { hubspotSandbox } from "@headway/sandbox";
import { expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";

const time = simulatedClock(Date.UTC(2027, 0, 4));

test("two who look at once and both create leave one task, the older (invariant:W1)", async () => {
  const sandbox = hubspotSandbox({ now: time.now, limits: "off", uniqueTaskProperty: false });
  const deal = sandbox.create("deals", {
    properties: { dealname: "D", dealstage: "appointmentscheduled" },
  }).id;
  const open = (before: (path: string) => Promise<void>) =>
    hubspotFetch({
      ...{ accessToken: sandbox.accessToken, ports: time.ports, limits: "off" },
      async fetch(url, init) {
        await before(String(url));
        return sandbox.fetch(new Request(url, init));
      },
    });
  const patch: Patch = {
    ...{ type: "upsert-task", key: "v1:race" },
    task: {
      ...{ subject: "Ask", body: "Why", dueOn: "2027-02-01", ownerId: null },
      links: [{ object: "deal", id: deal }],
    },
  };
  const other = open(async () => undefined);
  let isFirst = true;
  // The other one looks and creates in the moment between this one's looking and creating.
  const crm = open(async (path) => {
    if (!isFirst || !path.endsWith("/tasks/batch/create")) return;
    isFirst = false;
    await other.push([patch]);
  });
  const [outcome] = await crm.push([patch]);
  expect(isFirst).toBe(false);
  const left = sandbox.records("tasks").filter((task) => !task.archived);
  expect(left).toHaveLength(1);
  expect(outcome).toEqual({ status: "written", ref: { object: "task", id: left[0]?.id }, created: false });
});
