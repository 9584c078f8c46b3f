import { describe, expect, it } from "vitest";
import { vendors } from "./adapters.ts";
import { findUnwitnessed } from "./witness.ts";

const written = new Map([
  [
    "1",
    {
      headway_advances: 3,
      headway_last_advance: "2026-02-20",
      headway_reasons: "One.\nTwo.",
      headway_next_ask: null,
    },
  ],
]);

const held: Readonly<Record<string, (fields: Record<string, unknown>) => Record<string, unknown>>> = {
  hubspot: (properties) => ({ id: "1", properties }),
  salesforce: (fields) => ({ Id: "1", ...fields }),
};

const names: Readonly<Record<string, Record<string, string>>> = {
  hubspot: {
    advances: "headway_advances",
    day: "headway_last_advance",
    reasons: "headway_reasons",
    ask: "headway_next_ask",
  },
  salesforce: {
    advances: "Headway_Advances__c",
    day: "Headway_Last_Advance__c",
    reasons: "Headway_Reasons__c",
    ask: "Headway_Next_Ask__c",
  },
};

describe.each(vendors.map((vendor) => [vendor.crm, vendor.sandbox] as const))(
  "a witness in %s",
  (crm, shape) => {
    const field = (name: string): string => names[crm]?.[name] ?? name;
    const look = (over: Record<string, unknown>) => {
      const fields = {
        [field("advances")]: "3",
        [field("day")]: "2026-02-20",
        [field("reasons")]: "One.\r\nTwo.",
        ...over,
      };
      return findUnwitnessed(written, new Map([["1", held[crm]?.(fields) ?? {}]]), shape);
    };

    it("agrees when every field is held as written", () => {
      expect(look({})).toEqual([]);
    });

    it.each([
      ["another number", "advances", "4"],
      ["nothing where a number was written", "advances", null],
      ["another day", "day", "2026-02-21"],
      ["other words", "reasons", "One."],
      ["a value where none was written", "ask", "Ask"],
    ])("does not agree with %s", (_, name, value) => {
      expect(look({ [field(name)]: value })).toEqual([
        { id: "1", reason: expect.stringContaining("the sandbox holds another headway_") },
      ]);
    });

    it("does not agree with a deal that is gone, or to which nothing was written", () => {
      expect(findUnwitnessed(written, new Map(), shape)).toHaveLength(1);
      const nothing = new Map([["1", { headway_advances: null }]]);
      expect(findUnwitnessed(nothing, new Map([["1", held[crm]?.({}) ?? {}]]), shape)).toHaveLength(1);
    });
  },
);
