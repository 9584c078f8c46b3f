import type { Patch } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type HubspotSandbox, hubspotSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { hubspotRecords } from "./record-crm.ts";

const time = simulatedClock(Date.UTC(2027, 0, 4));

interface Scene {
  readonly sandbox: HubspotSandbox;
  readonly deal: string;
  readonly company: string;
  readonly requests: string[];
}

function scene(hasUniqueKey: boolean): Scene {
  const sandbox = hubspotSandbox({ now: time.now, limits: "off" });
  const key = { name: "headway_key", label: "Key", type: "string", fieldType: "text" } as const;
  if (hasUniqueKey) sandbox.defineProperty("tasks", { ...key, hasUniqueValue: true });
  const company = sandbox.create("companies", { properties: { name: "Alpha" } }).id;
  const deal = sandbox.create("deals", {
    properties: { dealname: "D", dealstage: "appointmentscheduled" },
  }).id;
  return { sandbox, deal, company, requests: [] };
}

type Meeting = (request: Request, answer: () => Promise<Response>) => Promise<Response>;
const honest: Meeting = (_request, answer) => answer();

function records({ sandbox, requests }: Scene, meet: Meeting = honest) {
  return hubspotRecords({
    ...{ accessToken: sandbox.accessToken, ports: time.ports, accountId: "42" },
    fetch: (url, init) => {
      const request = new Request(url, init);
      return meet(request, () => sandbox.fetch(request));
    },
    onRequest: ({ method, path }) => requests.push(`${method} ${path.replace("/2026-09", "")}`),
  });
}

function rename({ deal }: Scene, name: string): Patch {
  return { type: "update", ref: { object: "deal", id: deal }, fields: { nextStep: name } };
}

function ask({ deal, company }: Scene, subject = "Ask"): Patch {
  const links = [
    { object: "deal", id: deal },
    { object: "account", id: company },
  ] as const;
  const task = { subject, body: "Why", dueOn: "2027-02-01", ownerId: null, links };
  return { type: "upsert-task", key: "v1:ask", task };
}

const linkedTo = ({ sandbox }: Scene, objectType: string, id: string) =>
  sandbox.record(objectType, id)?.associations.tasks?.map((task) => task.id) ?? [];
const tasksOf = ({ sandbox }: Scene) => sandbox.records("tasks").filter((task) => !task.archived);
const statuses = (outcomes: readonly { readonly status: string }[]) => outcomes.map(({ status }) => status);

describe("writing one record", () => {
  it("sets fields by one request, with the names of HubSpot behind them", async () => {
    const subject = scene(true);
    const [outcome] = await records(subject).push([rename(subject, "call Ada")]);
    expect(outcome).toEqual({ status: "written", ref: { object: "deal", id: subject.deal }, created: false });
    expect(subject.sandbox.record("deals", subject.deal)?.properties.hs_next_step).toBe("call Ada");
    expect(subject.requests).toEqual([`PATCH /crm/objects/deals/${subject.deal}`]);
  });

  it.each([
    ["a field that HubSpot has not", "1", { headway_absent: "x" }, "invalid"],
    ["a name that no patch has", "1", { dealname: "x" }, "invalid"],
    ["a close date, whose day depends on a zone", "1", { closeDate: "2027-01-01" }, "invalid"],
    ["a record that is gone", "999999", { name: "x" }, "not-found"],
    ["an id that could be a path", "1/../2", { name: "x" }, "not-found"],
  ] as const)("refuses %s, and writes the rest", async (_, id, fields, code) => {
    const subject = scene(true);
    const ref = { object: "deal", id: id === "1" ? subject.deal : id } as const;
    const outcomes = await records(subject).push([{ type: "update", ref, fields }, ask(subject)]);
    expect(outcomes).toMatchObject([
      { status: "refused", code },
      { status: "written", created: true },
    ]);
  });

  it.each([true, false])(
    "makes a task once, with its links, however often it runs: unique key %s",
    async (unique) => {
      const subject = scene(unique);
      const [first] = await records(subject).push([ask(subject)]);
      const [second] = await records(subject).push([ask(subject, "Ask again")]);
      const [task, other] = tasksOf(subject);
      expect(other).toBeUndefined();
      expect(task?.properties.hs_task_subject).toBe("Ask again");
      expect([first, second]).toEqual(
        [true, false].map((created) => ({
          status: "written",
          ref: { object: "task", id: task?.id },
          created,
        })),
      );
      expect(linkedTo(subject, "deals", subject.deal)).toEqual([task?.id]);
      expect(linkedTo(subject, "companies", subject.company)).toEqual([task?.id]);
    },
  );

  it("of two that make the same task at once takes the younger back (invariant:W1)", async () => {
    const subject = scene(false);
    let isFirst = true;
    // The other one looks and creates in the moment between this one's looking and creating.
    const crm = records(subject, async (request, answer) => {
      if (isFirst && request.method === "POST" && request.url.endsWith("/objects/2026-09/tasks")) {
        isFirst = false;
        await records(subject).push([ask(subject)]);
      }
      return answer();
    });
    const [outcome] = await crm.push([ask(subject)]);
    const left = tasksOf(subject);
    expect([isFirst, left.length]).toEqual([false, 1]);
    expect(outcome).toEqual({ status: "written", ref: { object: "task", id: left[0]?.id }, created: false });
  });

  it("has no task without a link where only a link leads to it", async () => {
    const subject = scene(false);
    const patch = ask(subject);
    if (patch.type !== "upsert-task") throw new Error("a task is expected");
    const [outcome] = await records(subject).push([{ ...patch, task: { ...patch.task, links: [] } }]);
    expect(outcome).toMatchObject({ status: "refused", code: "unsupported", field: "links" });
    expect(tasksOf(subject)).toEqual([]);
  });
});

describe("a write that meets a fault", () => {
  const lostAfter =
    (path: RegExp): Meeting =>
    async (request, answer) => {
      const response = await answer();
      if (path.test(request.url)) throw new TypeError("fetch failed");
      return response;
    };

  it("is sent once, and what may pass is thrown for whoever runs the function again", async () => {
    const subject = scene(true);
    const limited: Meeting = async () => Response.json({ status: "error" }, { status: 429 });
    const push = records(subject, limited).push([rename(subject, "a"), ask(subject)]);
    await expect(push).rejects.toMatchObject({ code: "rate-limited" });
    expect(subject.requests).toHaveLength(1);
  });

  it("is unknown where its answer was lost, and nothing is sent after it", async () => {
    const subject = scene(true);
    const outcomes = await records(subject, lostAfter(/deals/)).push([rename(subject, "a"), ask(subject)]);
    expect(statuses(outcomes)).toEqual(["unknown", "not-sent"]);
    expect(tasksOf(subject)).toEqual([]);
  });

  it.each([
    [true, /upsert/],
    [true, /associations.*companies/],
    [true, /associations.*deals/],
    [false, /objects\/2026-09\/tasks$/],
  ] as const)(
    "leaves one whole task once the function ran again: unique key %s, lost at %s",
    async (unique, path) => {
      const subject = scene(unique);
      const [lost] = await records(subject, lostAfter(path)).push([ask(subject)]);
      const [again] = await records(subject).push([ask(subject)]);
      expect([lost?.status, again?.status]).toEqual(["unknown", "written"]);
      expect(tasksOf(subject)).toHaveLength(1);
      expect(linkedTo(subject, "companies", subject.company)).toHaveLength(1);
      expect(linkedTo(subject, "deals", subject.deal)).toHaveLength(1);
    },
  );

  it("keeps the task from the deal until its other links are made", async () => {
    const subject = scene(true);
    const refusing: Meeting = async (request, answer) =>
      /associations.*companies/.test(request.url) ? Response.json({}, { status: 500 }) : answer();
    const [outcome] = await records(subject, refusing).push([ask(subject)]);
    expect(outcome?.status).toBe("unknown");
    expect(linkedTo(subject, "deals", subject.deal)).toEqual([]);
  });

  it("that a scope forbids is refused, and the rest is written", async () => {
    const subject = scene(true);
    const forbidding: Meeting = async (request, answer) =>
      request.method === "PATCH" ? Response.json({ category: "MISSING_SCOPES" }, { status: 403 }) : answer();
    const outcomes = await records(subject, forbidding).push([rename(subject, "a"), ask(subject)]);
    expect(outcomes).toMatchObject([{ status: "refused", code: "forbidden" }, { status: "written" }]);
  });
});
