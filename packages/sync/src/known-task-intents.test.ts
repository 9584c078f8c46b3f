import type { CrmAdapter } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const hourMs = 3_600_000;
const key = "v1:test";
const target = `task:${key}`;

/**
 * A task whose making had an effect and no answer, and what a person does with it once the next run has read it; `half`:
 * it was made without its links, and the person came before that run.
 */
async function unanswered(
  meddle: (crm: MemoryCrm, id: string) => Promise<unknown>,
  { arrives = true, half = false }: { readonly arrives?: boolean; readonly half?: boolean } = {},
) {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock });
  const store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const deal = await crm.backend.create("deal", { name: "A" });
  const links = half ? [{ object: "deal" as const, id: deal }] : [];
  const task = { subject: "Ask Ann", body: "", dueOn: "2026-03-09", ownerId: null, links };
  const patch = { type: "upsert-task" as const, key, task };
  await store.commitAssessments("memory", {
    assessments: [],
    intents: [{ id: `${target}@1`, target, patch, version: "" }],
  });
  const lost: CrmAdapter = {
    ...crm,
    push: async (patches, options) => {
      const tasks = patches.filter((each) => each.type === "upsert-task");
      const unlinked = tasks.map((each) => ({ ...each, task: { ...each.task, links: [] } }));
      if (arrives) await crm.push(unlinked, options);
      return patches.map(() => ({ status: "unknown", reason: "no answer" }));
    },
  };
  await createSync({ crm: lost, store, clock: clock.now }).run();
  const [unlinked] = half ? await crm.backend.tasks() : [];
  if (unlinked !== undefined) await meddle(crm, unlinked.id);
  clock.advance(hourMs);
  let sent = 0;
  const meddling: CrmAdapter = {
    ...crm,
    pull: async function* (request, options) {
      yield* crm.pull(request, options);
      const [made] = await crm.backend.tasks();
      if (request.type === "changes" && request.object === "task" && made !== undefined && !half)
        await meddle(crm, made.id);
    },
    push: async (patches, options) => {
      sent += patches.filter(({ type }) => type === "upsert-task").length;
      return crm.push(patches, options);
    },
  };
  const sync = createSync({ crm: meddling, store, clock: clock.now });
  const report = await sync.run();
  return { crm, store, report, sent: () => sent };
}

it("a task without an answer that was read since is not made again after a person deleted it (invariant:W1)", async () => {
  const { crm, store, report, sent } = await unanswered((one, id) => one.backend.remove("task", id));
  expect(await crm.backend.tasks()).toEqual([]);
  expect(sent()).toBe(0);
  expect(await store.intentFor("memory", target)).toBeNull();
  expect(report.unsettled).toEqual([]);
});

it("a task without an answer that was read since keeps what a person made of it (invariant:W1)", async () => {
  const { crm, store } = await unanswered((one, id) =>
    one.backend.edit("task", id, { subject: "Ask Ann on Monday" }),
  );
  expect(await crm.backend.tasks()).toMatchObject([{ subject: "Ask Ann on Monday" }]);
  expect(await store.intentFor("memory", target)).toBeNull();
});

it("a task that was made without its links gets them, and keeps what a person made of it (invariant:K1)", async () => {
  const edit = (one: MemoryCrm, id: string) => one.backend.edit("task", id, { subject: "Ask Ann on Monday" });
  const { crm, store, sent } = await unanswered(edit, { half: true });
  expect(sent()).toBe(1);
  const [made, ...others] = await crm.backend.tasks();
  expect(made).toMatchObject({ subject: "Ask Ann on Monday", links: [{ object: "deal" }] });
  expect(others).toEqual([]);
  expect(await store.intentFor("memory", target)).toBeNull();
});

it("a task that never arrived is sent again (invariant:W2)", async () => {
  const { crm, store, sent } = await unanswered(async () => undefined, { arrives: false });
  expect(sent()).toBe(1);
  expect(await crm.backend.tasks()).toHaveLength(1);
  expect(await store.intentFor("memory", target)).toBeNull();
});
