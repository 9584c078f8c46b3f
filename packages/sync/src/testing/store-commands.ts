import fc from "fast-check";
import type { Erasure, JournalRows, RowKind, RowName } from "../journal.ts";
import type { CrmState, Intent, PageCommit, Settlement, Store } from "../store.ts";
import { derived, instant, objects, record, ref, text } from "./model-records.ts";

/** Calls one writing method of a store; plain data, so that a failing sequence can be read. */
export interface StoreCommand {
  readonly call: keyof Store;
  readonly values: readonly unknown[];
}

const object = fc.constantFrom(...objects);

function call(name: keyof Store, ...values: fc.Arbitrary<unknown>[]): fc.Arbitrary<StoreCommand> {
  return fc.tuple(...values).map((given) => ({ call: name, values: given }));
}

const unreadable = fc.record({
  object,
  id: fc.constantFrom("d1", "e1", null),
  field: fc.constantFrom("amount", "text"),
  reason: text,
});

const page: fc.Arbitrary<PageCommit> = fc.record({
  object,
  cursor: fc.constantFrom("c1", "c2", null),
  upserts: fc.array(derived, { maxLength: 6 }),
  removals: fc.array(ref, { maxLength: 2 }),
  merges: fc.array(
    fc
      .tuple(ref, ref)
      .map(([from, to]) => ({ ref: from, into: { ...from, id: to.object === from.object ? to.id : "x" } })),
    { maxLength: 1 },
  ),
  unreadable: fc.array(unreadable, { maxLength: 2 }),
});

const intent: fc.Arbitrary<Intent> = fc
  .record({
    target: fc.constantFrom("deal/d1", "deal/d2", "account/a1", "task:v1:k1"),
    want: fc.constantFrom(1, 2),
    version: instant,
  })
  .map(({ target, want, version }) => {
    const [name = "", id = ""] = target.split("/");
    const patch = target.startsWith("task:")
      ? { type: "upsert-task", key: "v1:k1", subject: `Ask ${want}` }
      : {
          type: "update",
          ref: { object: name, id },
          fields: { headway_x: want, [`headway_${want}`]: "set" },
        };
    return {
      id: `${target}@${want}`,
      target,
      version,
      patch,
      state: "pending",
      attempts: 0,
    } as unknown as Intent;
  });

const settlement: fc.Arbitrary<Settlement> = fc
  .record({ intent, status: fc.constantFrom("done", "parked", "retry"), reason: text })
  .map(({ intent: settled, status, reason }) => {
    if (status === "parked") return { status, intent: settled, code: "invalid", reason };
    if (status === "retry") return { status, intent: settled };
    const { patch } = settled;
    const made = patch.type === "update" ? patch.ref : ({ object: "task", id: "t9" } as const);
    return { status: "done", intent: settled, ref: made };
  });

const conflict = fc
  .record({ id: fc.constantFrom("k1", "k2"), ref, field: text })
  .map((row) => ({ ...row, written: 1, theirs: "x", ours: null, changedBy: "", seenAt: "" }));

const subject = fc.record({
  subject: fc.constantFrom("deal", "account", "person"),
  id: fc.constantFrom("d1", "a1", "u1", "u2"),
});

const assessment = fc
  .record({ named: subject, asOf: instant, said: text })
  .map(({ named, asOf, said }) => ({ ...named, asOf, policyVersion: "1", summary: { said } }));

const assessments = fc.record(
  {
    assessments: fc.array(assessment, { maxLength: 3 }),
    intents: fc.array(intent, { maxLength: 3 }),
    stayDirty: fc.array(subject, { maxLength: 3 }),
    conflicts: fc.array(conflict, { maxLength: 2 }),
  },
  { requiredKeys: ["assessments", "intents"] },
);

const state: fc.Arbitrary<Partial<CrmState>> = fc.record(
  { accountId: text, assessedOn: fc.option(text), fieldsRead: fc.constant({ deal: ["name"] }) },
  { requiredKeys: [] },
);

/** The kinds of rows of the journal. */
export const rowKinds: readonly RowKind[] = ["run", "conflict", "nudge", "tombstone"];

const row = fc.record({ id: fc.constantFrom("r1", "r2", "r3"), said: text });
const rowName: fc.Arbitrary<RowName> = fc.record({
  kind: fc.constantFrom(...rowKinds),
  id: fc.constantFrom("r1", "r2", "k1"),
});
const rows = fc.array(row, { maxLength: 2 }) as unknown as fc.Arbitrary<JournalRows[RowKind][]>;

const erasure: fc.Arbitrary<Erasure> = fc.record({
  refs: fc.array(ref, { maxLength: 2 }),
  kept: fc.array(record, { maxLength: 1 }),
  subjects: fc.array(subject, { maxLength: 1 }),
  targets: fc.constantFrom([], ["deal/d2"]),
  written: fc.array(ref, { maxLength: 1 }),
  rows: fc.array(rowName, { maxLength: 1 }),
  runs: fc.array(row, { maxLength: 1 }),
  tombstones: fc.array(row, { maxLength: 1 }),
}) as unknown as fc.Arbitrary<Erasure>;

const intentIds = fc.subarray(["deal/d1@1", "deal/d2@1", "task:v1:k1@1", "nobody@1"]);

/** One call of every writing method; pages and settlements come more often, erasing seldom, since it rewrites files. */
export const storeCommand: fc.Arbitrary<StoreCommand> = fc.oneof(
  { weight: 12, arbitrary: call("commitPage", page) },
  { weight: 4, arbitrary: call("commitAssessments", assessments) },
  { weight: 4, arbitrary: call("settle", fc.array(settlement, { maxLength: 3 })) },
  { weight: 2, arbitrary: call("markInflight", intentIds, instant) },
  { weight: 2, arbitrary: call("replaceEvidence", fc.array(derived, { maxLength: 2 })) },
  { weight: 2, arbitrary: call("saveState", state) },
  { weight: 1, arbitrary: call("markAllDirty") },
  { weight: 2, arbitrary: call("putRows", fc.constantFrom(...rowKinds), rows) },
  { weight: 1, arbitrary: call("removeRows", fc.array(rowName, { maxLength: 2 })) },
);

/** A privacy deletion; apart, since stores rewrite their files for it. */
export const eraseCommand: fc.Arbitrary<StoreCommand> = call("erase", erasure);
