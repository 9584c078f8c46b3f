import { CrmError } from "@headway/crm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PullState, readCursor, writeCursor } from "./cursor.ts";

const instant = fc
  .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString());
const id = fc.stringMatching(/^[a-zA-Z0-9]{18}$/);
const state: fc.Arbitrary<PullState> = fc.oneof(
  fc.record({ phase: fc.constant("all" as const), from: instant, lastId: fc.option(id) }),
  fc.record({
    phase: fc.constant("changes" as const),
    since: instant,
    from: fc.option(instant),
    last: fc.option(fc.record({ at: instant, id })),
  }),
);

describe("cursor", () => {
  it("reads what it wrote", () => {
    fc.assert(
      fc.property(state, (given) => {
        expect(readCursor(writeCursor(given))).toEqual(given);
      }),
    );
  });

  it("is text with a version, so that a later one can refuse it", () => {
    expect(writeCursor({ phase: "all", from: "2026-01-01T00:00:00.000Z", lastId: null })).toBe(
      '{"v":1,"phase":"all","from":"2026-01-01T00:00:00.000Z","lastId":null}',
    );
  });

  it.each([
    ["no JSON", "abc"],
    ["another version", '{"v":2,"phase":"all","from":"2026-01-01T00:00:00.000Z","lastId":null}'],
    ["another adapter's", '{"page":3}'],
    [
      "text that would become SOQL",
      '{"v":1,"phase":"all","from":"2026-01-01T00:00:00.000Z","lastId":"x\' OR Id != \'"}',
    ],
  ])("refuses %s as `invalid`", (_, text) => {
    const refusal = expect.objectContaining({ code: "invalid" });
    expect(() => readCursor(text)).toThrow(CrmError);
    expect(() => readCursor(text)).toThrow(refusal);
  });
});
