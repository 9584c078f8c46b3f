import type { Patch, PushOutcome, TaskState } from "../patch.ts";
import { check, checkEqual, checkSame } from "./check.ts";
import { type ConformanceCase, withoutTasks } from "./conformance-case.ts";
import { pullOne } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { provisionTaskKey } from "./sample-fields.ts";

/** What `push` owes for tasks: one task per key, for ever, whatever gets lost (`invariant:W1`). */
export const taskCases: readonly ConformanceCase[] = [
  taskCase("a-task-upserted-twice-is-one-task", async (harness) => {
    const [first] = await harness.adapter.push([upsert("v1:twice", { subject: "Ask for the date" })]);
    const [second] = await harness.adapter.push([upsert("v1:twice", { subject: "Ask again" })]);
    check(first?.status === "written" && first.created, "the first upsert must be written and created");
    checkEqual(second, { status: "written", ref: first.ref, created: false }, "the second upsert");
    await checkTasks(harness, [["v1:twice", "Ask again"]]);
  }),
  taskCase("a-task-reads-as-given", async (harness) => {
    const body = "Why: three deferrals.\nSource: call of 3 May, “we’ll see”";
    const task = { subject: "Zoë – nächster Schritt 🚀", body, dueOn: "2028-02-29" };
    const [outcome] = await harness.adapter.push([upsert("v1:reads", task)]);
    check(outcome?.status === "written", `the upsert must be written: ${JSON.stringify(outcome)}`);
    const record = await pullOne(harness, "task", outcome.ref.id);
    const { subject, body: text, key, status } = record;
    const wanted = { subject: task.subject, text: body, key: "v1:reads", status: "open" };
    checkEqual({ subject, text, key, status }, wanted, "the task as pulled");
    checkEqual(record.occurredAt.slice(0, 10), "2028-02-29", "the day it is due");
  }),
  taskCase("a-task-hangs-on-its-records", async (harness) => {
    const { backend, adapter } = harness;
    const links = [{ object: "deal" as const, id: await backend.create("deal", { name: "Linked" }) }];
    for (const time of ["first", "second"]) {
      const [outcome] = await adapter.push([upsert("v1:linked", { links })]);
      check(outcome?.status === "written", `the ${time} upsert must be written`);
      const [task] = await backend.tasks();
      checkSame(task?.links.map(linkText) ?? [], links.map(linkText), `links after the ${time} upsert`);
    }
    const [outcome] = await adapter.push([upsert("v1:linked", { links })]);
    const ref = outcome?.status === "written" ? outcome.ref : undefined;
    const record = await pullOne(harness, "task", ref?.id ?? "");
    checkEqual(record.links.deal, { status: "known", value: [links[0]?.id] }, "deals of the task as pulled");
  }),
  taskCase("one-key-twice-in-a-call-makes-one-task", async (harness) => {
    const patches = [upsert("v1:same", { subject: "First" }), upsert("v1:same", { subject: "Last" })];
    const outcomes = await harness.adapter.push(patches);
    checkEqual(
      outcomes.map((outcome) => outcome.status),
      ["written", "written"],
      "outcomes",
    );
    checkEqual(new Set(outcomes.map(writtenId)).size, 1, "different tasks written");
    await checkTasks(harness, [["v1:same", "Last"]]);
  }),
  taskCase("more-tasks-than-one-batch-are-all-made-once", async (harness) => {
    const count = harness.adapter.capabilities.pushBatchSize + 1;
    const keys = Array.from({ length: count }, (_, index) => `v1:many:${index}`);
    const patches = keys.map((key) => upsert(key, { subject: `Task ${key}` }));
    const first = await harness.adapter.push(patches);
    const second = await harness.adapter.push(patches);
    checkEqual(second.map(writtenId), first.map(writtenId), "tasks written by the second push");
    await checkTasks(
      harness,
      keys.map((key) => [key, `Task ${key}`]),
    );
    const tasks = await harness.backend.tasks();
    const keyOf = new Map(tasks.map((task) => [task.id, task.key]));
    checkEqual(
      first.map((outcome) => keyOf.get(writtenId(outcome))),
      keys,
      "keys in the order given",
    );
  }),
  taskCase("a-known-id-leads-to-the-same-task", async (harness) => {
    const [first] = await harness.adapter.push([upsert("v1:known", { subject: "First" })]);
    const knownId = first === undefined ? "" : writtenId(first);
    const again: Patch = { ...upsert("v1:known", { subject: "Second" }), knownId };
    const [second] = await harness.adapter.push([again]);
    checkEqual(second === undefined ? "" : writtenId(second), knownId, "the task written");
    await checkTasks(harness, [["v1:known", "Second"]]);
  }),
  taskCase("a-known-id-that-is-gone-is-not-called-written-in-vain", async (harness) => {
    const { adapter, backend } = harness;
    const [first] = await adapter.push([upsert("v1:gone", { subject: "First" })]);
    const knownId = first === undefined ? "" : writtenId(first);
    await backend.remove("task", knownId);
    const [second] = await adapter.push([{ ...upsert("v1:gone", { subject: "Second" }), knownId }]);
    const living = (await backend.tasks()).map((task) => task.id);
    const expected = second?.status === "written" ? [second.ref.id] : [];
    checkSame(living, expected, `living tasks after \`${second?.status}\``);
  }),
  {
    ...taskCase("a-lost-answer-never-makes-a-second-task", loseAnswer),
    faults: ["no-answer-after-effect"],
  },
];

async function loseAnswer(harness: ConformanceHarness): Promise<void> {
  const { adapter, backend } = harness;
  backend.failNext({ kind: "no-answer-after-effect", on: "write", times: 1 });
  const patch = upsert("v1:lost", { subject: "Made, but nobody heard" });
  const [outcome] = await adapter.push([patch]);
  const status = outcome?.status ?? "missing";
  check(
    ["unknown", "written"].includes(status),
    `a lost answer is \`unknown\` or settled, not \`${status}\``,
  );
  await checkTasks(harness, [["v1:lost", "Made, but nobody heard"]]);
  const [again] = await adapter.push([patch]);
  checkEqual(again?.status, "written", "the push after the lost answer");
  await checkTasks(harness, [["v1:lost", "Made, but nobody heard"]]);
}

function taskCase(name: string, body: (harness: ConformanceHarness) => Promise<void>): ConformanceCase {
  const run = async (harness: ConformanceHarness): Promise<void> => {
    await provisionTaskKey(harness);
    await body(harness);
  };
  return { name, besideThePoint: withoutTasks, run };
}

function upsert(key: string, task: Partial<TaskState>): Extract<Patch, { type: "upsert-task" }> {
  const whole = { subject: "Sample", body: "Sample", dueOn: "2027-01-15", ownerId: null, links: [] };
  return { type: "upsert-task", key, task: { ...whole, ...task } };
}

async function checkTasks(
  { backend }: ConformanceHarness,
  expected: readonly (readonly [key: string, subject: string])[],
): Promise<void> {
  const seen = (await backend.tasks()).map((task) => `${task.key}: ${task.subject}`);
  checkSame(
    seen,
    expected.map(([key, subject]) => `${key}: ${subject}`),
    "tasks in the CRM",
  );
}

function writtenId(outcome: PushOutcome): string {
  check(outcome.status === "written", `expected \`written\`, got ${JSON.stringify(outcome)}`);
  return outcome.ref.id;
}

function linkText(link: { readonly object: string; readonly id: string }): string {
  return `${link.object}/${link.id}`;
}
