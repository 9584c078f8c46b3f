import type { Spell } from "@headway/core";
import { describe, expect, it } from "vitest";
import { spellList } from "./spell-list.ts";

const spell = (index: number): Spell => ({
  clock: index % 2 === 0 ? "deal" : "account",
  subjectId: `d${index}`,
  segment: index % 3 === 0 ? "" : "new business",
  band: "early",
  startAt: new Date(Date.UTC(2026, 0, 1) + index * 1_001).toISOString(),
  days: index / 7,
  outcome: index % 5 === 0 ? "censored" : "advance",
});

describe("a spell list", () => {
  it("gives back every spell in order, but for whose it was, across its blocks", () => {
    const spells = Array.from({ length: 9_000 }, (_, index) => spell(index));
    const list = spellList();
    list.add(spells.slice(0, 5_000));
    list.add(spells.slice(5_000));
    expect([...list]).toEqual(spells.map((one) => ({ ...one, subjectId: "" })));
  });

  it("is empty at first", () => {
    expect([...spellList()]).toEqual([]);
  });
});
