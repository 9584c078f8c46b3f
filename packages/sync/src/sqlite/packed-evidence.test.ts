import type { Evidence } from "@headway/core";
import { describe, expect, it } from "vitest";
import { evidenceIn, evidenceText } from "./packed-evidence.ts";

const plain: Evidence = {
  id: "crm:email/1:reply",
  occurredAt: "2026-03-01T10:00:00.000Z",
  recordedAt: "2026-03-01T11:00:00.000Z",
  situation: "opportunity",
  kind: "buyer-reply",
  actorSide: "buyer",
  grade: 1,
  polarity: 0,
  source: { crm: "crm", object: "email", id: "1" },
  rule: { id: "reply", version: "1" },
};

const full: Evidence = {
  ...plain,
  accountId: "a",
  dealId: "d",
  personId: "p",
  contactId: "c",
  hours: 0,
  quote: { speaker: "Bo", text: "Thank you" },
  source: { crm: "crm", object: "email", id: "1", field: "text", version: "2026-03-01T10:00:00.000Z" },
};

/** As rules make it: its id follows from the rest, it happened when its record changed, its rule is named as its kind. */
const usual: Evidence = {
  ...plain,
  id: "crm:email:1:buyer-reply:d",
  recordedAt: plain.occurredAt,
  dealId: "d",
  source: { crm: "crm", object: "email", id: "1", field: "text", version: plain.occurredAt },
  rule: { id: "buyer-reply", version: "1" },
};
const aboutNoDeal: Evidence = { ...plain, id: "crm:email:1:reply", situation: "development" };
const almostUsual: Evidence = { ...usual, id: "crm:email:1:buyer-reply:e", actorSide: "system" };

describe("packed evidence", () => {
  it.each([
    { evidence: [] },
    { evidence: [plain] },
    { evidence: [full, plain] },
    { evidence: [usual, almostUsual, aboutNoDeal, { ...aboutNoDeal, situation: "meeting" as const }] },
  ])("reads as it was written", ({ evidence }) => {
    expect(evidenceIn(evidenceText(evidence))).toEqual(evidence);
  });

  it("adds nothing that was not there", () => {
    expect(Object.keys(evidenceIn(evidenceText([plain]))[0] ?? {}).sort()).toEqual(Object.keys(plain).sort());
  });

  it("is read as well where a store from before holds it as it is", () => {
    expect(evidenceIn(JSON.stringify(full))).toEqual([full]);
  });

  it("is read as well where a store of version 7 holds it with all its words", () => {
    const group = [6, "crm", "email", "1", plain.occurredAt, plain.occurredAt, 0, 0, "d", 0, 0];
    const body = ["x", "buyer-reply", "opportunity", "buyer", 1, 0, "reply", "1", "text", { hours: 1 }];
    const { occurredAt: recordedAt, source } = usual;
    const rule = { id: "reply", version: "1" };
    expect(evidenceIn(JSON.stringify([...group, ...body]))).toEqual([
      { ...usual, id: "x", recordedAt, source, rule, hours: 1 },
    ]);
  });

  it("is about half as long as the plain text, and under a third where it is as rules make it", () => {
    expect(evidenceText([full]).length).toBeLessThan(JSON.stringify([full]).length * 0.65);
    expect(evidenceText([usual]).length).toBeLessThan(JSON.stringify([usual]).length * 0.3);
  });
});
