import { expect, test } from "vitest";
import { EvidenceKind } from "./kind.ts";
import { kindPlace, kindsInOrder } from "./kind-place.ts";
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

test("every kind is found at its place, and nothing else is found", () => {
  for (const [place, kind] of kindsInOrder.entries()) expect(kindPlace(`${kind}`)).toBe(place);
  for (const text of ["", "x", "seller-emai", "seller-emails", "Seller-email"])
    expect(kindPlace(text)).toBe(-1);
});
