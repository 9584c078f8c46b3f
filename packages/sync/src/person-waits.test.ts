import { collectPersonSpells, type DealFacts, defaultPolicy, type Evidence } from "@headway/core";
import { describe, expect, it } from "vitest";
import { personWaits } from "./person-waits.ts";

/** A piece of a person that occurred and was recorded in some hours of a day. */
function piece(id: string, occurred: string, recorded: string, more: Partial<Evidence> = {}): Evidence {
  return {
    id,
    occurredAt: `2026-03-01T${occurred}:00:00.000Z`,
    recordedAt: `2026-03-01T${recorded}:00:00.000Z`,
    situation: "opportunity",
    kind: "seller-email",
    actorSide: "seller",
    grade: 0,
    polarity: 0,
    personId: "p",
    dealId: `d-${id}`,
    source: { crm: "crm", object: "email", id },
    rule: { id: "mail", version: "1" },
    ...more,
  };
}

const signed = { kind: "contract-signed", actorSide: "buyer", grade: 4, personId: "q" } as const;
const elsewhere = { occurredAt: "2026-03-01T04:00:00.000+05:00" };

describe("what a person's waits are read from", () => {
  it.each([
    { of: "the first of all", pieces: [piece("a", "02", "02"), piece("b", "04", "04")], kept: ["a"] },
    {
      of: "an earlier one that comes later",
      pieces: [piece("a", "03", "03"), piece("b", "02", "02")],
      kept: ["a", "b"],
    },
    {
      of: "also what was recorded sooner than an earlier one",
      pieces: [piece("a", "01", "09"), piece("b", "05", "05")],
      kept: ["a", "b"],
    },
    {
      of: "nothing of others but what ends a wait",
      pieces: [
        piece("a", "01", "01", { personId: "q" }),
        piece("b", "02", "02"),
        piece("c", "03", "03", signed),
      ],
      kept: ["b", "c"],
    },
    {
      of: "an instant of another zone, which cannot be compared",
      pieces: [piece("a", "02", "02"), piece("b", "03", "03", elsewhere)],
      kept: ["a", "b"],
    },
  ])("is $of", ({ pieces, kept }) => {
    expect(personWaits("p", pieces, []).evidence.map(({ id }) => id)).toEqual(kept);
  });

  it("gives the waits that everything gives, as of any instant", () => {
    const days = Array.from(
      { length: 28 },
      (_, day) => `2026-02-${String(day + 1).padStart(2, "0")}T09:00:00.000Z`,
    );
    const deals: DealFacts[] = ["0", "1", "2"].map((id) => ({
      id,
      ownerId: id === "2" ? "q" : "p",
      status: "open",
      createdAt: days[0] ?? "",
    }));
    const kinds = [
      "seller-email",
      "buyer-reply",
      "requirements-shared",
      "seller-call",
      "verbal-agreement",
    ] as const;
    const evidence = days.map((occurredAt, k) => {
      const kind = kinds[(k * 3) % kinds.length] ?? "seller-email";
      const side = kind.startsWith("seller")
        ? ({ actorSide: "seller" } as const)
        : ({ actorSide: "buyer", grade: 3 } as const);
      const recordedAt = days[Math.min(27, k + ((k * 5) % 9))] ?? occurredAt;
      const who = { personId: k % 4 === 0 ? "q" : "p", dealId: String(k % 3) };
      return piece(`e${k}`, "00", "00", { occurredAt, recordedAt, kind, ...side, ...who });
    });
    const part = personWaits("p", evidence.toReversed(), deals);
    expect(part.evidence.length).toBeLessThan(evidence.length);
    const spellsAt = (asOf: string, given: { evidence: readonly Evidence[]; deals: readonly DealFacts[] }) =>
      collectPersonSpells({ person: { id: "p" }, ...given, policy: defaultPolicy, asOf }).spells;
    for (const asOf of days) expect(spellsAt(asOf, part)).toEqual(spellsAt(asOf, { evidence, deals }));
    expect(spellsAt(days[27] ?? "", part).length).toBeGreaterThan(3);
  });
});
