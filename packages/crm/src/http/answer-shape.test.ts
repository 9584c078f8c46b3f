import { describe, expect, test } from "vitest";
import * as shape from "./answer-shape.ts";

const rows = shape.asRecord({
  results: shape.asListOf(shape.asRecord({ id: shape.asText, size: shape.asOptional(shape.asNumber) })),
  after: shape.asOptional(shape.asNullable(shape.asText)),
  total: shape.asLenient(shape.asOptional(shape.asNumber), undefined),
});

describe("the shape of an answer", () => {
  test("reads what it names and leaves the rest out", () => {
    const body = { results: [{ id: "1", size: 2, colour: "red" }], after: null, total: 1, took: 3 };
    expect(shape.readShape(rows, body)).toEqual({
      fits: true,
      value: { results: [{ id: "1", size: 2 }], after: null, total: 1 },
    });
  });

  test("leaves absent what is absent, and what is forgiven", () => {
    expect(shape.readShape(rows, { results: [], total: "many" })).toEqual({
      fits: true,
      value: { results: [] },
    });
  });

  test.each([
    [{ results: [{ id: "1" }, { id: 2 }] }, "results.1.id"],
    [{ results: [{ id: "1", size: null }] }, "results.0.size"],
    [{ results: "none" }, "results"],
    [{ results: { length: 0 } }, "results"],
    [{ results: [], after: 3 }, "after"],
    [{}, "results"],
    [[], ""],
    [null, ""],
    ["text", ""],
  ])("says where %j does not fit: `%s`", (body, place) => {
    expect(shape.readShape(rows, body)).toEqual({ fits: false, place });
  });

  test.each([
    [shape.asText, "", true],
    [shape.asText, 1, false],
    [shape.asFlag, false, true],
    [shape.asFlag, "false", false],
    [shape.asNumber, "1", false],
    [shape.asTextLike(/^\d+$/), "12", true],
    [shape.asTextLike(/^\d+$/), "1a", false],
    [shape.asTextLike(/^\d+$/), 12, false],
    [shape.asEither(shape.asNumber, shape.asText), "1", true],
    [shape.asEither(shape.asNumber, shape.asText), true, false],
    [shape.asRecordOf(shape.asText), { any: "text" }, true],
    [shape.asRecordOf(shape.asText), { any: 1 }, false],
    [shape.asRecordOf(shape.asText), ["text"], false],
    [shape.asAnything, undefined, true],
    [shape.asList, [1, "2", null], true],
  ] as const)("%o of %j: %j", (one, value, fits) => {
    const read = shape.readShape<unknown>(one, value);
    expect(read.fits).toBe(fits);
    if (read.fits) expect(read.value).toEqual(value);
  });

  test("lets an error of somebody else's through", () => {
    const broken = (): never => {
      throw new TypeError("broken");
    };
    expect(() => shape.readShape(shape.asRecord({ id: broken }), {})).toThrow(TypeError);
  });
});
