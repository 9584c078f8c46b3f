import { describe, expect, it } from "vitest";
import { renderReview } from "./render-review.ts";
import type { ReviewData } from "./review-data.ts";
import { sampleAccount, sampleDeal, samplePerson, sampleReview } from "./testing/review-sample.ts";
import { textWidth } from "./text-width.ts";

const escapeCharacter = String.fromCharCode(0x1b);

function render(over: Partial<ReviewData>, columns = 100): string {
  return renderReview(sampleReview(over), { columns, colour: false });
}

/** The text with its lines joined, so that a sentence is found wherever it was broken. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

describe("the weekly review", () => {
  it("domain:R10 shows what is ahead first and results last", () => {
    const text = render({ deals: [sampleDeal({ id: "1" })] });
    const order = ["AHEAD", "OPEN DEALS", "BUSY OR ADVANCING", "CLIENTS", "BEHIND"].map((each) =>
      text.indexOf(each),
    );
    expect(order).not.toContain(-1);
    expect([...order].sort((left, right) => left - right)).toEqual(order);
  });

  it("puts commitments in order of their day, and one without a day last", () => {
    const text = render({
      deals: [
        sampleDeal({ id: "1", commitmentsAhead: ["2026-03-09T00:00:00Z send the form", "call back"] }),
        sampleDeal({ id: "2", commitmentsAhead: ["2026-03-04T00:00:00Z name the team"] }),
        sampleDeal({ id: "3", status: "won", commitmentsAhead: ["2026-03-02T00:00:00Z pay"] }),
      ],
    });
    const order = ["name the team", "send the form", "call back"].map((each) => text.indexOf(each));
    expect([...order].sort((left, right) => left - right)).toEqual(order);
    expect(text).not.toContain("pay");
    expect(text).toContain("3 commitments");
  });

  it.each([
    ["moving", "Advancing 1"],
    ["waiting", "Waiting 1"],
    ["stalled", "Stalled 1"],
    ["unknown", "Unknown 1"],
  ])("domain:V13 a deal that is %s stands under %s", (stall, title) => {
    expect(render({ deals: [sampleDeal({ id: "1", stall })] })).toContain(title);
  });

  it("does not call a deal advancing that never advanced", () => {
    const text = render({
      deals: [sampleDeal({ id: "1", stall: "moving", lastAdvanceAt: null, advances: 0 })],
    });
    expect(text).toContain("Not yet 1");
    expect(text).not.toContain("Advancing");
  });

  it("domain:V7 shows both axes, the last advance and the next ask", () => {
    const text = flat(render({ deals: [sampleDeal({ id: "1", buyingProgress: 4, preference: -1 })] }));
    expect(text).toContain("B 4/6 P -1 8 d ago");
    expect(text).toContain("next: Ask who decides, by 2026-03-08");
  });

  it("says of every unknown what is missing", () => {
    const deal = sampleDeal({
      id: "1",
      stall: "unknown",
      buyingProgress: null,
      preference: null,
      reasons: ["-", "Whether it stands still cannot be said without a cohort.", "-"],
    });
    const account = sampleAccount({ id: "1", elation: "unknown", missing: ["the client's thanks"] });
    const person = samplePerson({ id: "1", advancesPerHour: null, missing: ["logged hours"] });
    const text = flat(render({ deals: [deal], accounts: [account], people: [person] }));
    expect(text).toContain("B ?/6 P ?");
    expect(text).toContain("missing for B: an act of the buyer that does a buying job; P: the buyer's word");
    expect(text).toContain("cannot be said without a cohort");
    expect(text).toContain("1 account unknown; missing: the client's thanks (1)");
    expect(text).toContain("unknown for 1; missing: logged hours (1)");
  });

  it.each([
    [{ unassessedDeals: 2, unreadable: 0, refusedWrites: 0 }, "2 deals without an assessment"],
    [{ unassessedDeals: 0, unreadable: 1, refusedWrites: 0 }, "1 record of the CRM that could not be read"],
    [{ unassessedDeals: 0, unreadable: 0, refusedWrites: 3 }, "refused 3 writes"],
  ])("says what the review leaves out: %o", (gaps, expected) => {
    expect(flat(render({ gaps }))).toContain(expected);
  });

  it("says so when nothing was assessed yet", () => {
    expect(render({ asOf: null })).toContain("Nothing has been assessed yet. Run `headway sync`.");
  });

  it("counts the rows that it does not show", () => {
    const deals = Array.from({ length: 12 }, (_, index) => sampleDeal({ id: String(index) }));
    expect(render({ deals })).toContain("and 4 more");
  });

  it("shows who is elated and from what, and only counts the neutral", () => {
    const text = render({
      accounts: [
        sampleAccount({
          id: "1",
          name: "Glad",
          elation: "elated",
          balance: 0.85,
          low: 0.66,
          high: 0.98,
          kinds: ["personal-thanks"],
        }),
        sampleAccount({ id: "2", name: "Plain", elation: "neutral" }),
      ],
    });
    expect(text).toMatch(/Glad\s+0\.85 \(0\.66-0\.98\)/);
    expect(text).toContain("from: personal thanks");
    expect(text).toContain("1 account neutral");
    expect(text).not.toContain("Plain");
  });
});

describe("the terminal it is shown on", () => {
  const long = "a very long name of a deal that goes on and on 東京都庁".repeat(3);
  const data: Partial<ReviewData> = {
    deals: [
      sampleDeal({ id: "1", name: long, nextAsk: long, commitmentsAhead: [`2026-03-09T00:00:00Z ${long}`] }),
      sampleDeal({ id: "2", name: long, stall: "unknown", reasons: [long, long, long], preference: null }),
    ],
    accounts: [sampleAccount({ id: "1", name: long, elation: "strained", kinds: [long] })],
    people: [samplePerson({ id: "1", name: long, low: 0.0123, high: 0.4567 })],
    account: long,
  };

  it.each([60, 61, 80, 100, 140])("no line is wider than %i columns", (columns) => {
    const widest = Math.max(...render(data, columns).split("\n").map(textWidth));
    expect(widest).toBeLessThanOrEqual(columns);
  });

  it.each([
    [20, 60],
    [400, 140],
  ])("a terminal of %i columns is taken as %i", (columns, taken) => {
    expect(render(data, columns)).toBe(render(data, taken));
  });

  it("invariant:X4 nothing of a CRM's text reaches the terminal as a command", () => {
    const hostile = `${escapeCharacter}]8;;https://evil.example${String.fromCharCode(7)}x${escapeCharacter}[2J\u202e\n`;
    const text = render({
      crm: hostile,
      account: hostile,
      policyVersion: hostile,
      deals: [
        sampleDeal({ id: hostile, name: hostile, nextAsk: hostile, commitmentsAhead: [hostile] }),
        sampleDeal({ id: "2", stall: "unknown", reasons: [hostile, hostile, hostile] }),
      ],
      accounts: [
        sampleAccount({ id: "1", name: hostile, elation: "elated", kinds: [hostile] }),
        sampleAccount({ id: "2", elation: "unknown", missing: [hostile] }),
      ],
      people: [samplePerson({ id: "1", name: hostile, missing: [hostile], advancesPerHour: null })],
    });
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\u202e/u);
    expect(text).not.toContain("evil.example");
  });

  it("colours change nothing but the look", () => {
    const coloured = renderReview(sampleReview(data), { columns: 80, colour: true });
    expect(coloured).toContain(`${escapeCharacter}[`);
    const codes = new RegExp(`${escapeCharacter}\\[\\d+m`, "g");
    expect(coloured.replace(codes, "")).toBe(render(data, 80));
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
    ["two do not overlap", [0.01, 0.02], [0.1, 0.3], "differ by more than chance"],
  ])("domain:V1 says what the intervals allow: %s", (_, one, other, expected) => {
    const people = [one, other].map(([low = 0, high = 0], index) =>
      samplePerson({ id: String(index), low, high }),
    );
    expect(flat(render({ people }))).toContain(expected);
  });

  it("says that rates without intervals tell nothing about people", () => {
    const people = [samplePerson({ id: "1" }), samplePerson({ id: "2" })];
    expect(flat(render({ people }))).toContain("no difference between two rows says anything");
  });
});
