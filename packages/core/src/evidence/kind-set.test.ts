import { expect, test } from "vitest";
import { EvidenceKind } from "./kind.ts";
import { KindSet } from "./kind-set.ts";

test("a set of kinds has those that were put in and no others, for every kind there is", () => {
  for (const kind of EvidenceKind.options) {
    const others = EvidenceKind.options.filter((other) => other !== kind);
    expect(new KindSet([kind]).hasAny(new KindSet([kind]))).toBe(true);
    expect(new KindSet([kind]).hasAny(new KindSet(others))).toBe(false);
  }
  expect(new KindSet().hasAny(new KindSet(EvidenceKind.options))).toBe(false);
});

test("the catalogue is no larger than the set can hold", () => {
  expect(EvidenceKind.options.length).toBeLessThanOrEqual(90);
});
