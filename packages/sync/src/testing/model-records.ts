import type { Evidence } from "@headway/core";
import type { CrmRecord, ObjectName, RecordRef } from "@headway/crm";
import fc from "fast-check";
import type { DerivedRecord } from "../store.ts";

/** Few ids, so that commands meet each other. */
const idsOf: Readonly<Partial<Record<ObjectName, readonly string[]>>> = {
  deal: ["d1", "d2", "d3"],
  account: ["a1", "a2"],
  contact: ["c1", "c2"],
  user: ["u1", "u2"],
  email: ["e1", "e2"],
  task: ["t1", "t2"],
};

/** The instants of the model. */
export const instants = [
  "2026-03-01T10:00:00.000Z",
  "2026-03-02T10:00:00.000Z",
  "2026-03-03T10:00:00.000Z",
] as const;

/** One of three instants. */
export const instant = fc.constantFrom(...instants);

/** Texts that a store must not stumble over. */
export const text = fc.constantFrom(
  "plain",
  "",
  "two\nlines\r\n",
  `"quoted" 'twice' \\ {a,b} $1 ?`,
  "Grüße 🎉 \u2028 ‮",
  "null",
);

/** Texts in bodies may be worse: a NUL, and half of a pair of code units. */
const bodyText = fc.oneof(text, fc.constantFrom("nul \0 inside", "half \ud83c of a pair"));

/** The objects that records of the model have. */
export const objects = Object.keys(idsOf) as ObjectName[];

/** A reference to a record that is stored or not. */
export const ref: fc.Arbitrary<RecordRef> = fc
  .constantFrom(...objects)
  .chain((object) => idOf(object).map((id) => ({ object, id })));

function idOf(object: ObjectName): fc.Arbitrary<string> {
  return fc.constantFrom(...(idsOf[object] ?? []));
}

function reading(object: ObjectName): fc.Arbitrary<unknown> {
  const known = fc.uniqueArray(idOf(object), { maxLength: 2 }).map((value) => ({ status: "known", value }));
  return fc.oneof(
    { arbitrary: known, weight: 4 },
    text.map((reason) => ({ status: "unknown", reason })),
  );
}

const linkedTo: Readonly<Partial<Record<ObjectName, readonly ObjectName[]>>> = {
  deal: ["account", "contact"],
  contact: ["account"],
  email: ["deal", "contact"],
  task: ["deal"],
};

function partsOf(object: ObjectName): fc.Arbitrary<object> {
  const ownerId = fc.option(idOf("user"));
  const unread = fc.constantFrom({ status: "known", value: [] }, { status: "unknown", reason: "no scope" });
  if (object === "deal") return fc.record({ name: bodyText, ownerId, stageHistory: unread });
  if (object === "email") return fc.record({ subject: bodyText, ownerId, text: unread });
  if (object === "task") {
    const key = fc.constantFrom("v1:k1", "v1:k2", null);
    return fc.record({ subject: text, ownerId, key, status: fc.constantFrom("open", "done") });
  }
  return object === "user" ? fc.record({ name: text }) : fc.record({ name: bodyText, ownerId });
}

/** A record of the model, whole enough for every store. */
export const record: fc.Arbitrary<CrmRecord> = fc.constantFrom(...objects).chain((object) => {
  const links = Object.fromEntries((linkedTo[object] ?? []).map((name) => [name, reading(name)]));
  return fc
    .record({
      id: idOf(object),
      modifiedAt: instant,
      links: fc.record(links, { requiredKeys: [] }),
      parts: partsOf(object),
      fields: fc.dictionary(
        fc.constantFrom("a", "headway_x"),
        fc.oneof(bodyText, fc.integer(), fc.constant(null)),
      ),
    })
    .map(({ parts, ...rest }) => {
      const made = { object, createdAt: instants[0], ...rest, fields: { ...rest.fields }, ...parts };
      return { ...made, links: { ...rest.links } } as unknown as CrmRecord;
    });
});

const piece = fc.record(
  {
    actorSide: fc.constantFrom("buyer", "seller"),
    object: fc.constantFrom("email", "stage-change"),
    ruleId: fc.constantFrom("r1", "r2"),
    dealId: idOf("deal"),
    accountId: idOf("account"),
    contactId: idOf("contact"),
    personId: idOf("user"),
    note: bodyText,
  },
  { requiredKeys: ["actorSide", "object", "ruleId", "note"] },
);

/** A record with up to three pieces of evidence, whose ids are its own. */
export const derived: fc.Arbitrary<DerivedRecord> = fc
  .record({ record, pieces: fc.array(piece, { maxLength: 3 }) })
  .map(({ record: made, pieces }) => ({
    record: made,
    evidence: pieces.map(({ object, ruleId, note, ...rest }, index) => ({
      id: `${made.object}/${made.id}#${index}`,
      occurredAt: made.modifiedAt,
      recordedAt: made.modifiedAt,
      situation: "opportunity",
      // Of one record and rule, all pieces of one kind may end a wait, or none.
      kind: ruleId === "r2" && rest.actorSide === "buyer" ? "contract-signed" : "buyer-reply",
      grade: 2,
      polarity: 0,
      ...rest,
      source: { crm: "crm", object, id: made.id, field: note },
      rule: { id: ruleId, version: "1" },
    })) as unknown as Evidence[],
  }));
