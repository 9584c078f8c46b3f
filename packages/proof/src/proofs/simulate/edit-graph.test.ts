import { describe, expect, test } from "vitest";
import { replacements } from "./edit-graph.ts";
import type { Author, Version } from "./ledger.ts";
import type { Side } from "./network.ts";

type Step = readonly [side: Side, by: Author, from: string, to: string];

function judge(steps: readonly Step[], begins = { left: "o", right: "o" }) {
  const versions = steps.map(([side, by, from, to], serial): Version => {
    return { serial, at: serial, side, deal: 0, field: "nextStep", from, to, by, editId: null };
  });
  const found = replacements({ begins, versions, same: (one, other) => one === other });
  return found.map(({ isKnown, wasSeen }) => [isKnown, wasSeen]);
}

describe("who had seen what", () => {
  test("a copy of the other side's only change replaces what its author had seen", () => {
    const steps: Step[] = [
      ["left", "person", "o", "a"],
      ["right", "engine", "o", "a"],
    ];
    expect(judge(steps)).toEqual([[true, true]]);
  });

  test("a copy over somebody else's change replaces what its author had not seen (invariant:S2)", () => {
    const steps: Step[] = [
      ["left", "person", "o", "a"],
      ["right", "person", "o", "b"],
      ["right", "engine", "b", "a"],
    ];
    expect(judge(steps)).toEqual([[true, false]]);
  });

  test("what came by a copy has been seen by whoever types over it", () => {
    const steps: Step[] = [
      ["left", "person", "o", "a"],
      ["right", "engine", "o", "a"],
      ["right", "person", "a", "b"],
      ["left", "engine", "a", "b"],
    ];
    expect(judge(steps).at(-1)).toEqual([true, true]);
  });

  test("two people who type the same have seen it, each on their side", () => {
    const steps: Step[] = [
      ["left", "person", "o", "a"],
      ["right", "person", "o", "a"],
      ["right", "person", "a", "b"],
      ["left", "engine", "a", "b"],
    ];
    expect(judge(steps)).toEqual([[true, true]]);
  });

  test("an old value put back over a newer one is a loss, and a value nobody typed is unknown", () => {
    const steps: Step[] = [
      ["left", "person", "o", "a"],
      ["left", "person", "a", "b"],
      ["right", "engine", "o", "b"],
      ["right", "engine", "b", "a"],
      ["right", "engine", "a", "z"],
    ];
    expect(judge(steps)).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  test("two beginnings that differ have not been seen from the other side (invariant:S13)", () => {
    const steps: Step[] = [["right", "engine", "q", "o"]];
    expect(judge(steps, { left: "o", right: "q" })).toEqual([[true, false]]);
  });
});
