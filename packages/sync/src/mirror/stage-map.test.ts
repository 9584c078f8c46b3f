import fc from "fast-check";
import { expect, test } from "vitest";
import { compareStages, stageMap, stageMapError } from "./stage-map.ts";

const stage = fc.constantFrom("a", "b", "c", "d");
const maps = fc.record({
  left: fc.constant("p"),
  right: fc.constant("q"),
  pairs: fc.array(fc.tuple(stage, stage), { minLength: 1, maxLength: 5 }),
  finer: fc.option(fc.constantFrom("left" as const, "right" as const), { nil: undefined }),
});

test("invariant:S8 of 10,000 random maps exactly those are taken that lead there and back again", () => {
  let taken = 0;
  fc.assert(
    fc.property(maps, ({ finer, ...rest }) => {
      const options = { ...rest, ...(finer === undefined ? {} : { finer }) };
      const { pairs } = options;
      const isFunction = (from: 0 | 1) => new Set(pairs.map((pair) => pair[from])).size === pairs.length;
      const isGood =
        finer === undefined ? isFunction(0) && isFunction(1) : isFunction(finer === "left" ? 0 : 1);
      expect(stageMapError(options) === undefined).toBe(isGood);
      if (!isGood) return;
      taken += 1;
      const map = stageMap(options);
      for (const [left, right] of pairs) {
        const [fine, coarse] = finer === "right" ? [right, left] : [left, right];
        const fineSide = finer === "right" ? "right" : "left";
        expect(map.toCoarse(fineSide, fine)).toBe(coarse);
        const back = map.fromCoarse(fineSide, coarse) ?? "";
        expect(map.toCoarse(fineSide, back)).toBe(coarse);
        if (finer === undefined) expect(back).toBe(fine);
      }
    }),
    { numRuns: 10_000, seed: 8 },
  );
  expect(taken).toBeGreaterThan(500);
});

test("invariant:S8 of several stages that share one, the first is where one comes back to", () => {
  const map = stageMap({
    left: "p",
    right: "q",
    finer: "left",
    pairs: [
      ["early", "open"],
      ["late", "open"],
      ["won", "won"],
    ],
  });
  expect(map.toCoarse("left", "late")).toBe("open");
  expect(map.fromCoarse("left", "open")).toBe("early");
  expect(map.fromCoarse("right", "open")).toBe("open");
});

test("invariant:S7 a stage that is gone is named; a closed one joined with an open one is wrong", () => {
  const pipeline = (id: string, won: "won" | "open") => ({
    id,
    label: id,
    stages: [
      { id: "a", label: "A", status: "open" as const, probability: null },
      { id: "w", label: "W", status: won, probability: null },
    ],
  });
  const pairs = [
    ["a", "a"],
    ["w", "w"],
    ["x", "x"],
  ] as const;
  const compared = compareStages(
    { left: "p", right: "q", pairs },
    { left: [pipeline("p", "won")], right: [pipeline("q", "open")] },
  );
  expect(compared.absent).toEqual([
    "the left pipeline `p` has no stage `x`",
    "the right pipeline `q` has no stage `x`",
  ]);
  expect(compared.wrong).toEqual(["`w` is won on the left and its partner `w` is open on the right"]);
});
