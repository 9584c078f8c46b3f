import { describe, expect, it } from "vitest";
import { renderReview } from "./render-review.ts";
import type { ReviewData } from "./review-data.ts";
import { samplePerson, sampleReview } from "./testing/review-sample.ts";

function render(over: Partial<ReviewData>): string {
  return renderReview(sampleReview(over), { columns: 100, colour: false, namePeople: true });
}

/** The text with its lines joined, so that a sentence is found wherever it was broken. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

describe("effort without names, unless asked for (domain:R13)", () => {
  const team = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      samplePerson({
        id: String(index),
        name: `Rep ${index}`,
        advances: 2,
        hours: 10,
        hoursOnQuietAccounts: 1,
      }),
    );
  const unnamed = (count: number) =>
    flat(renderReview(sampleReview({ people: team(count) }), { columns: 100, colour: false }));

  it("shows a team of five as one", () => {
    const text = unnamed(5);
    expect(text).toContain("10 advances in 50.0 logged hours of 5 people: 2.0 in ten hours.");
    expect(text).toContain("5.0 of these hours went to accounts whose buyers were not heard.");
    expect(text).not.toContain("Rep 1");
  });

  it("shows no team where the policy lets leaders see deals and accounts alone (domain 3.14)", () => {
    const data = sampleReview({ people: team(5), leaderView: "deals" });
    const text = flat(renderReview(data, { columns: 100, colour: false }));
    expect(text).toContain("Not shown: the policy lets leaders see deals and accounts");
    expect(text).not.toContain("10 advances");
  });

  it("shows fewer than five not at all, since each could be worked out", () => {
    expect(unnamed(4)).toContain("Not shown: fewer than five people");
    expect(unnamed(4)).not.toContain("8 advances");
  });
});

describe("domain:R13 nobody is ranked", () => {
  it("keeps the order it is given, whatever the rates", () => {
    const text = render({
      people: [
        samplePerson({ id: "a", name: "Ann", advancesPerHour: 0.01 }),
        samplePerson({ id: "b", name: "Bob", advancesPerHour: 0.9 }),
      ],
    });
    expect(text.indexOf("Ann")).toBeLessThan(text.indexOf("Bob"));
  });

  it.each([
    ["all intervals overlap", [0.01, 0.2], [0.1, 0.3], "the rates are a tie"],
    ["two do not overlap", [0.01, 0.02], [0.1, 0.3], "The rates differ by more than chance"],
  ])("domain:V1 says what the intervals allow: %s", (_, one, other, expected) => {
    const people = [one, other].map(([low = 0, high = 0], index) =>
      samplePerson({ id: String(index), low, high }),
    );
    expect(flat(render({ people }))).toContain(expected);
  });

  it("domain:V1 names those who tie where others do not", () => {
    const people = [
      samplePerson({ id: "a", name: "Ann", low: 0.1, high: 0.3 }),
      samplePerson({ id: "b", name: "Bob", low: 0.2, high: 0.4 }),
      samplePerson({ id: "c", name: "Cyd", low: 0.01, high: 0.02 }),
    ];
    const text = flat(render({ people }));
    expect(text).toContain("A tie, as their intervals overlap: Ann and Bob. Other rates differ");
    expect(text).toMatch(/Ann 4 80\.0 0\.5 1\.0 to 3\.0 10\.0/);
  });

  it("says that rates without intervals tell nothing about people", () => {
    const people = [samplePerson({ id: "1" }), samplePerson({ id: "2" })];
    expect(flat(render({ people }))).toContain("no difference between two rows says anything");
  });

  it("domain:V1 says why a rate is above nothing where no advance was made, and only there", () => {
    const note = "so it is above 0 even where advances are 0";
    const idle = samplePerson({ id: "1", advances: 0, advancesPerHour: 0.01 });
    expect(flat(render({ people: [idle] }))).toContain(note);
    expect(flat(render({ people: [samplePerson({ id: "1" })] }))).not.toContain(note);
  });
});
