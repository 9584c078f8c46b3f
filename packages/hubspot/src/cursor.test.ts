import { CrmError } from "@headway/crm";
import { describe, expect, test } from "vitest";
import { type CursorState, formatCursor, parseCursor } from "./cursor.ts";

const states: readonly CursorState[] = [
  { phase: "list" },
  { phase: "list", startedAt: 1_000, after: "394" },
  { phase: "search", since: 0 },
  { phase: "search", since: 5, startedAt: 6, lastId: "31000000001", after: "200" },
  { phase: "archived", since: 5, startedAt: 6 },
  { phase: "owners", archived: true, after: "x", seen: ["a"], now: [] },
];

describe("cursors", () => {
  test.each(states)("%j is read back as it was written", (state) => {
    expect(parseCursor("deal", formatCursor("deal", state))).toEqual(state);
  });

  test.each([
    ["another object's", formatCursor("contact", { phase: "list" })],
    ["none", ""],
    ["another adapter's", '{"v":1,"since":"2026-01-01"}'],
    ["of a later version", '{"v":2,"object":"deal","state":{"phase":"list"}}'],
    [
      "with an id that is none",
      '{"v":1,"object":"deal","state":{"phase":"search","since":1,"lastId":"1 OR 1"}}',
    ],
    ["with a phase nobody knows", '{"v":1,"object":"deal","state":{"phase":"dream"}}'],
  ])("a cursor that is %s is refused", (_, cursor) => {
    const attempt = () => parseCursor("deal", cursor);
    expect(attempt).toThrow(CrmError);
    expect(attempt).toThrow(/cursor/);
  });
});
