import { describe, expect, test } from "vitest";
import * as shape from "./answer-shape.ts";

const rows = shape.record({
  results: shape.listOf(shape.record({ id: shape.text, size: shape.optional(shape.number) })),
  after: shape.optional(shape.nullable(shape.text)),
  total: shape.lenient(shape.optional(shape.number), undefined),
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
    [shape.text, "", true],
    [shape.text, 1, false],
    [shape.flag, false, true],
    [shape.flag, "false", false],
    [shape.number, "1", false],
    [shape.textLike(/^\d+$/), "12", true],
    [shape.textLike(/^\d+$/), "1a", false],
    [shape.textLike(/^\d+$/), 12, false],
    [shape.either(shape.number, shape.text), "1", true],
    [shape.either(shape.number, shape.text), true, false],
    [shape.recordOf(shape.text), { any: "text" }, true],
    [shape.recordOf(shape.text), { any: 1 }, false],
    [shape.recordOf(shape.text), ["text"], false],
    [shape.anything, undefined, true],
    [shape.list, [1, "2", null], true],
  ] as const)("%o of %j: %j", (one, value, fits) => {
    const read = shape.readShape<unknown>(one, value);
    expect(read.fits).toBe(fits);
    if (read.fits) expect(read.value).toEqual(value);
  });

  test("lets an error of somebody else's through", () => {
    const broken = (): never => {
      throw new TypeError("broken");
    };
    expect(() => shape.readShape(shape.record({ id: broken }), {})).toThrow(TypeError);
  });
});
