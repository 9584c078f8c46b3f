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

describe("packed evidence", () => {
  it.each([{ evidence: [] }, { evidence: [plain] }, { evidence: [full, plain] }])(
    "reads as it was written",
    ({ evidence }) => {
      expect(evidenceIn(evidenceText(evidence))).toEqual(evidence);
    },
  );

  it("adds nothing that was not there", () => {
    expect(Object.keys(evidenceIn(evidenceText([plain]))[0] ?? {}).sort()).toEqual(Object.keys(plain).sort());
  });

  it("is read as well where a store from before holds it as it is", () => {
    expect(evidenceIn(JSON.stringify(full))).toEqual([full]);
  });

  it("is about half as long as the plain text", () => {
    expect(evidenceText([full]).length).toBeLessThan(JSON.stringify([full]).length * 0.65);
  });
});
