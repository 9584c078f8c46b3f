import type { Patch, PushOutcome } from "../patch.ts";
import type { FieldValue } from "../records.ts";
import { check, checkEqual } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { pullOne } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { provisionAll, sampleFields } from "./sample-fields.ts";
import { createDeals } from "./sample-records.ts";

/** What `push` owes for updates: one true outcome each, in the order given (`invariant:W4`). */
export const pushCases: readonly ConformanceCase[] = [
  {
    name: "no-patches-no-request",
    async run({ adapter, backend }) {
      const before = backend.requestCount();
      checkEqual(await adapter.push([]), [], "outcomes of no patches");
      checkEqual(backend.requestCount() - before, 0, "requests for no patches");
    },
  },
  {
    name: "outcomes-stand-in-the-order-given",
    faults: ["refuse-one-row"],
    async run(harness) {
      const { backend } = harness;
      const [a = "", b = "", c = "", gone = "", bad = ""] = await createDeals(harness, 5);
      await backend.remove("deal", gone);
      const ref = { object: "deal", id: bad } as const;
      backend.failNext({ kind: "refuse-one-row", on: "write", times: 100, ref });
      const outcomes = await harness.adapter.push([c, gone, a, bad, b].map(rename));
      const statuses = outcomes.map(briefly);
      const wanted = [`written ${c}`, "refused not-found", `written ${a}`, "refused invalid", `written ${b}`];
      checkEqual(statuses, wanted, "outcomes");
      for (const id of [a, b, c]) checkEqual(await nameOf(harness, id), `Renamed ${id}`, `deal/${id}`);
      checkEqual(await nameOf(harness, bad), "Deal 5", "the deal whose change was refused");
    },
  },
  {
    name: "one-bad-row-does-not-sink-the-rest",
    async run(harness) {
      const ids = await createDeals(harness, 4);
      const patches = ids.map(rename);
      const bad = update(ids[2] ?? "", { closeDate: "next Tuesday or so" });
      const outcomes = await harness.adapter.push(patches.with(2, bad));
      const statuses = outcomes.map((outcome) => outcome.status);
      checkEqual(statuses, ["written", "written", "refused", "written"], "outcomes around a bad value");
      const refusal = outcomes[2];
      check(refusal?.status === "refused" && refusal.reason !== "", "a refusal must give its reason");
      checkEqual(await nameOf(harness, ids[3] ?? ""), `Renamed ${ids[3]}`, "the deal after the bad one");
    },
  },
  {
    name: "same-patches-twice-change-nothing-more",
    async run(harness) {
      const { adapter, backend } = harness;
      const ids = await createDeals(harness, 3);
      const patches = ids.map(rename);
      const first = await adapter.push(patches);
      const states = await Promise.all(ids.map((id) => backend.read("deal", id)));
      checkEqual(await adapter.push(patches), first, "outcomes of the second push");
      const later = await Promise.all(ids.map((id) => backend.read("deal", id)));
      checkEqual(later, states, "the deals after the second push");
    },
  },
  {
    name: "more-than-one-batch-is-split",
    async run(harness) {
      const ids = await createDeals(harness, harness.adapter.capabilities.pushBatchSize + 1);
      const outcomes = await harness.adapter.push(ids.map(rename));
      checkEqual(
        outcomes.map(briefly),
        ids.map((id) => `written ${id}`),
        "outcomes",
      );
      for (const id of ids) checkEqual(await nameOf(harness, id), `Renamed ${id}`, `deal/${id}`);
    },
  },
  {
    name: "the-same-record-twice-ends-as-the-last-says",
    async run(harness) {
      const [id = ""] = await createDeals(harness, 1);
      const patches = [update(id, { name: "First" }), update(id, { name: "Last" })];
      const outcomes = await harness.adapter.push(patches);
      checkEqual(outcomes.map(briefly), [`written ${id}`, `written ${id}`], "outcomes");
      checkEqual(await nameOf(harness, id), "Last", "the deal's name");
    },
  },
  {
    name: "values-survive-the-way-there-and-back",
    async run(harness) {
      await provisionAll(harness, sampleFields);
      const [id = ""] = await createDeals(harness, 1);
      const [outcome] = await harness.adapter.push([update(id, sampleValues)]);
      checkEqual(outcome?.status, "written", "the push of all kinds of value");
      await checkHeld(harness, id, sampleValues);
    },
  },
  {
    name: "null-clears",
    async run(harness) {
      await provisionAll(harness, sampleFields);
      const [id = ""] = await createDeals(harness, 1);
      const cleared = Object.fromEntries(Object.keys(sampleValues).map((name) => [name, null]));
      // A check box has no third state everywhere, so clearing it is left out.
      const { headway_paused: _, ...empty } = cleared;
      await harness.adapter.push([update(id, sampleValues)]);
      const [outcome] = await harness.adapter.push([update(id, empty)]);
      checkEqual(outcome?.status, "written", "the push of null");
      await checkHeld(harness, id, empty);
    },
  },
  {
    name: "canonical-fields-are-written",
    async run(harness) {
      const [id = ""] = await createDeals(harness, 1);
      const stageId = harness.backend.stages()[1] ?? "";
      const fields = { stageId, amount: "99.95", closeDate: "2028-02-29", nextStep: "Zoë räumt auf" };
      const [outcome] = await harness.adapter.push([update(id, fields)]);
      checkEqual(outcome?.status, "written", "the push of canonical fields");
      const { stageId: stage, amount, closeDate, nextStep } = await pullOne(harness, "deal", id);
      const seen = { stageId: stage, amount: amount?.amount, closeDate, nextStep };
      checkEqual(seen, fields, "the deal as pulled");
    },
  },
  {
    name: "an-unknown-field-is-refused-by-name",
    async run(harness) {
      const [id = "", other = ""] = await createDeals(harness, 2);
      const bad = update(id, { name: "Half written", headway_never_made: "x" });
      const [refusal, written] = await harness.adapter.push([bad, rename(other)]);
      check(refusal?.status === "refused", "a field that the CRM does not have must be refused");
      const told = `${refusal.field ?? ""} ${refusal.reason}`;
      check(told.includes("headway_never_made"), `the refusal must name the field: ${told}`);
      checkEqual(await nameOf(harness, id), "Deal 1", "the refused deal, of which nothing may be written");
      checkEqual(written?.status, "written", "the patch after it");
    },
  },
];

/** A value of every kind that has proved hard to carry. */
const sampleValues: Readonly<Record<string, FieldValue>> = {
  headway_reason: "Zoë 🚀 — 漢字 <b>\"'&\\ 100 %",
  headway_story: `First line\nsecond line\t${"långt ".repeat(60)}end`,
  headway_momentum: 0.1,
  headway_last_advance: "2024-02-29",
  headway_computed_at: "2024-03-31T01:30:00.000Z",
  headway_paused: true,
};

function update(id: string, fields: Readonly<Record<string, FieldValue>>): Patch {
  return { type: "update", ref: { object: "deal", id }, fields };
}

function rename(id: string): Patch {
  return update(id, { name: `Renamed ${id}` });
}

function briefly(outcome: PushOutcome): string {
  if (outcome.status === "written") return `written ${outcome.ref.id}`;
  return outcome.status === "refused" ? `refused ${outcome.code}` : outcome.status;
}

async function nameOf({ backend }: ConformanceHarness, id: string): Promise<FieldValue | undefined> {
  return (await backend.read("deal", id)).fields.name;
}

/** Looks at the values both past the adapter and through it. */
async function checkHeld(
  harness: ConformanceHarness,
  id: string,
  values: Readonly<Record<string, FieldValue>>,
): Promise<void> {
  const names = Object.keys(values);
  const held = (await harness.backend.read("deal", id)).fields;
  const pulled = (await pullOne(harness, "deal", id, names)).fields;
  for (const name of names) {
    const wanted = neutral(values[name]);
    checkEqual(neutral(held[name]), wanted, `\`${name}\` in the CRM`);
    checkEqual(neutral(pulled[name]), wanted, `\`${name}\` as pulled`);
  }
}

/** CRMs tell numbers and truth as text or not; the same instant may be written in several ways. */
function neutral(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text).toISOString() : text;
}
