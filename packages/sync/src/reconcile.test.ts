import { type DealRecord, type FieldValue, known } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { fieldKey, reconcile, sameValue } from "./reconcile.ts";
import { ownFields } from "./write-back.ts";

const writable = new Set(ownFields.map((field) => fieldKey(field.object, field.name)));

function deal(fields: Readonly<Record<string, FieldValue>>): DealRecord {
  return {
    object: "deal",
    id: "d1",
    createdAt: "2026-03-01T10:00:00.000Z",
    modifiedAt: "2026-03-01T10:00:00.000Z",
    links: {},
    fields,
    name: null,
    pipelineId: null,
    stageId: null,
    amount: null,
    closeDate: null,
    ownerId: null,
    nextStep: null,
    stageHistory: known([]),
  };
}

describe("sameValue", () => {
  it.each([
    ["number", "2.50", 2.5, true],
    ["number", "2.4", 2.5, false],
    ["number", "", null, true],
    ["number", "0", null, false],
    ["date", "2026-03-01T00:00:00.000Z", "2026-03-01", true],
    ["date", "2026-03-02", "2026-03-01", false],
    ["instant", "2026-03-01T10:00:00.000+0000", "2026-03-01T10:00:00.400Z", true],
    ["instant", "2026-03-01T10:00:02Z", "2026-03-01T10:00:00Z", false],
    ["boolean", "true", true, true],
    ["text", " moving ", "moving", true],
    ["long-text", "one\r\ntwo", "one\ntwo", true],
    ["text", null, "", true],
    ["text", "a", "b", false],
  ] as const)("%s: held %j, wanted %j gives %j", (kind, held, wanted, expected) => {
    expect(sameValue(kind, held, wanted)).toBe(expected);
  });
});

describe("reconcile", () => {
  it("asks for nothing when the record reads as wanted (invariant:W5)", () => {
    expect(reconcile(deal({ headway_advances: "2" }), { headway_advances: 2 }, writable)).toBeNull();
  });

  it("names only what differs, and moves the stamp with it", () => {
    const held = deal({ headway_advances: "1", headway_stall: "moving" });
    const wanted = {
      headway_advances: 2,
      headway_stall: "moving",
      headway_computed_at: "2026-03-02T00:00:00Z",
    };
    expect(reconcile(held, wanted, writable)).toEqual({
      type: "update",
      ref: { object: "deal", id: "d1" },
      fields: { headway_advances: 2, headway_computed_at: "2026-03-02T00:00:00Z" },
    });
  });

  it("never moves the stamp by itself", () => {
    const held = deal({ headway_advances: 2, headway_computed_at: "2026-03-01T00:00:00Z" });
    const wanted = { headway_advances: 2, headway_computed_at: "2026-03-02T00:00:00Z" };
    expect(reconcile(held, wanted, writable)).toBeNull();
  });

  it("clears a value that no longer holds", () => {
    const patch = reconcile(deal({ headway_next_ask: "Ask" }), { headway_next_ask: null }, writable);
    expect(patch).toMatchObject({ fields: { headway_next_ask: null } });
  });

  it("leaves out fields that cannot be written (invariant:W5)", () => {
    const some = new Set([fieldKey("deal", "headway_stall")]);
    const wanted = { headway_advances: 2, headway_stall: "moving" };
    expect(reconcile(deal({}), wanted, some)).toMatchObject({ fields: { headway_stall: "moving" } });
    expect(reconcile(deal({}), { headway_advances: 2 }, some)).toBeNull();
  });
});
