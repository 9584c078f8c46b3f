import { deepEqual, equal, ok } from "node:assert/strict";
import { type CrmAdapter, type Patch, type PushOutcome, taskKeyField } from "@headway/crm";
import type { HubspotSandbox } from "@headway/sandbox";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, type Open, pathOf, portalCase } from "./portal-case.ts";
import type { OpenPortalOptions } from "./testing/portal-world.ts";

/** One task per key, whatever HubSpot allows and whatever gets lost (`invariant:W1`). */
export const taskCases: readonly ProofCase[] = [
  portalCase("unknown-outcome-create", async (open) => {
    const { crm, sandbox, deal } = await withoutUnique(open);
    sandbox.failNext({
      match: { path: "/tasks/batch/create" },
      afterEffect: true,
      dropResponse: true,
      times: 9,
    });
    const [outcome] = await crm.push([task("v1:lost", deal)]);
    ok(["written", "unknown"].includes(outcome?.status ?? ""));
    sandbox.clearFaults();
    await crm.push([task("v1:lost", deal)]);
    equal(sandbox.count("tasks"), 1);
  }),
  portalCase("create-is-never-retried-blindly", async (open) => {
    const { crm, sandbox, deal, requests } = await withoutUnique(open);
    sandbox.failNext({ match: { path: "/tasks/batch/create" }, afterEffect: true, status: 502, times: 9 });
    requests.length = 0;
    await crm.push([task("v1:502", deal)]).catch(() => undefined);
    equal(requests.filter((line) => /objects\/.*tasks\/batch\/create/.test(line)).length, 1);
    equal(sandbox.count("tasks"), 1);
  }),
  portalCase("task-where-no-property-can-be-unique", async (open) => {
    const { crm, sandbox, deal } = await withoutUnique(open);
    const patches = ["v1:a", "v1:b"].map((key) => task(key, deal));
    const first = await crm.push(patches);
    const second = await crm.push(patches);
    deepEqual(first.map(idOf), second.map(idOf));
    equal(sandbox.count("tasks"), 2);
    const body = sandbox.records("tasks")[0]?.properties.hs_task_body ?? "";
    ok(body.includes("[headway:v1:a]"));
  }),
  portalCase("unique-property-refused-falls-back", async (open) => {
    const { crm } = await open({ portal: { limits: "off", uniqueTaskProperty: false } });
    const [outcome] = await crm.provision([{ type: "create-field", field: taskKeyField }]);
    ok(outcome?.status === "created" && outcome.note?.includes("no unique value"));
    const [again] = await crm.provision([{ type: "create-field", field: taskKeyField }]);
    ok(again?.status === "already-there" && again.note?.includes("no unique value"));
  }),
  portalCase("task-without-key-property", async (open) => {
    const { crm, sandbox } = await open({ portal: { limits: "off" } });
    const [deal = ""] = addDeals(sandbox, 1);
    await crm.push([task("v1:bare", deal)]);
    await crm.push([task("v1:bare", deal)]);
    equal(sandbox.count("tasks"), 1);
  }),
  portalCase("looking-for-a-task-never-searches", async (open) => {
    const { crm, deal, requests } = await withoutUnique(open, { indexLagMs: 3_600_000 });
    await crm.push([task("v1:late", deal)]);
    requests.length = 0;
    const [again] = await crm.push([task("v1:late", deal)]);
    ok(again?.status === "written" && !again.created);
    deepEqual(
      requests.filter((line) => line.includes("/search")),
      [],
    );
  }),
  portalCase("associations-unreadable-make-no-task", async (open) => {
    const { crm, sandbox, deal } = await withoutUnique(open);
    sandbox.failNext({ match: { path: "/deals/tasks/batch/read" }, status: 403, times: 9 });
    const [outcome] = await crm.push([task("v1:blind", deal)]);
    ok(outcome?.status === "not-sent");
    equal(sandbox.count("tasks"), 0);
  }),
  portalCase("completed-task-stays-completed", async (open) => {
    const { crm, sandbox, deal } = await withUnique(open);
    const [first] = await crm.push([task("v1:done", deal)]);
    sandbox.edit("tasks", idOf(first), { hs_task_status: "COMPLETED" });
    await crm.push([{ ...task("v1:done", deal), knownId: idOf(first) }]);
    await crm.push([task("v1:done", deal)]);
    equal(sandbox.record("tasks", idOf(first))?.properties.hs_task_status, "COMPLETED");
    equal(sandbox.count("tasks"), 1);
  }),
  portalCase("link-of-a-task-that-was-not-confirmed", async (open) => {
    const { crm, sandbox, deal } = await withUnique(open);
    sandbox.failNext({ match: { path: "/tasks/deals/batch/create" }, status: 500, times: 9 });
    const [outcome] = await crm.push([task("v1:unlinked", deal)]);
    ok(outcome?.status === "unknown" && outcome.reason.includes(`deal/${deal}`));
    sandbox.clearFaults();
    const [again] = await crm.push([task("v1:unlinked", deal)]);
    equal(again?.status, "written");
    deepEqual(
      sandbox.records("tasks").map((each) => each.associations.deals?.map(({ id }) => id)),
      [[deal]],
    );
  }),
  portalCase("upsert-answered-late-makes-one-task", async (open) => {
    const { crm, sandbox, deal } = await withUnique(open, {}, async (request, pass) => {
      const answer = await pass(request.clone());
      // As when a proxy repeats a request whose answer it lost.
      return pathOf(request).endsWith("/tasks/batch/upsert") ? pass(request) : answer;
    });
    const [outcome] = await crm.push([task("v1:proxy", deal)]);
    equal(outcome?.status, "written");
    equal(sandbox.count("tasks"), 1);
  }),
];

type Between = NonNullable<OpenPortalOptions["between"]>;

async function withUnique(open: Open, portal: OpenPortalOptions["portal"] = {}, between?: Between) {
  const world = await open({
    portal: { limits: "off", ...portal },
    adapter: { limits: "off" },
    ...(between === undefined ? {} : { between }),
  });
  return prepared(world);
}

function withoutUnique(open: Open, portal: OpenPortalOptions["portal"] = {}) {
  return withUnique(open, { uniqueTaskProperty: false, ...portal });
}

async function prepared<World extends { readonly crm: CrmAdapter; readonly sandbox: HubspotSandbox }>(
  world: World,
) {
  await world.crm.provision([{ type: "create-field", field: taskKeyField }]);
  const [deal = ""] = addDeals(world.sandbox, 1);
  return { ...world, deal };
}

function task(key: string, deal: string): Extract<Patch, { type: "upsert-task" }> {
  const links = [{ object: "deal", id: deal } as const];
  const state = { subject: "Ask", body: "Why", dueOn: "2027-01-15", ownerId: null, links };
  return { type: "upsert-task", key, task: state };
}

function idOf(outcome: PushOutcome | undefined): string {
  ok(outcome?.status === "written", JSON.stringify(outcome));
  return outcome.ref.id;
}
