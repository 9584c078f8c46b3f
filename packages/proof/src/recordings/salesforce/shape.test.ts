import { describe, expect, it } from "vitest";
import { differences, shapeOf, xmlShape } from "./shape.ts";

const told = (recorded: unknown, sandbox: unknown, options = {}) =>
  differences(shapeOf(recorded), shapeOf(sandbox), options);

describe("differences", () => {
  it.each([
    ["nothing between equal shapes", { a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] }, []],
    ["nothing where one side is null", { a: null, b: 1 }, { a: "x", b: null }, []],
    ["null against absent", { a: null }, {}, ["`a` is not in the sandbox"]],
    ["absent against null", {}, { a: null }, ["`a` is only in the sandbox"]],
    ["another kind", { a: 1 }, { a: "1" }, ["`a` is number, in the sandbox string"]],
    ["a missing part once, not its parts", { a: { b: 1 } }, {}, ["`a` is not in the sandbox"]],
    ["elements of an empty list", { a: [1] }, { a: [] }, ["`a[]` is not in the sandbox"]],
  ])("are %s", (_, recorded, sandbox, expected) => {
    expect(told(recorded, sandbox)).toEqual(expected);
  });

  it("leave out what an old recording could not have, and data of the org", () => {
    expect(told({ a: 1 }, { a: 1, b: 2 }, { isOld: true })).toEqual([]);
    expect(told({ a: { x: 1 } }, { a: { y: 1 } }, { data: /^a\./ })).toEqual([]);
  });
});

describe("the shape of XML", () => {
  it("is its tags without their prefixes", () => {
    expect([...xmlShape('<s:a x="1"><b/><c>1</c></s:a>').keys()]).toEqual(["a", "a.b", "a.c"]);
  });
});
