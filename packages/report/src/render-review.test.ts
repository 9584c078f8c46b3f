import { describe, expect, it } from "vitest";
import { renderReview } from "./render-review.ts";
import type { ReviewData } from "./review-data.ts";
import { sampleAccount, sampleDeal, samplePerson, sampleReview } from "./testing/review-sample.ts";
import { textWidth } from "./text-width.ts";

const escapeCharacter = String.fromCharCode(0x1b);

function render(over: Partial<ReviewData>, columns = 100): string {
  return renderReview(sampleReview(over), { columns, colour: false, namePeople: true });
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

  it.each([
    [-1, "behind"],
    [0, "undecided"],
    [1, "shortlist"],
    [2, "preferred"],
    [3, "said yes"],
    [4, "signed"],
  ])("domain:V7 says a preference of %i as “%s”", (preference, word) => {
    expect(render({ deals: [sampleDeal({ id: "1", preference })] })).toContain(word);
  });

  it("domain:V7 a deal whose buyer went on without us is slipping, not advancing", () => {
    const deal = sampleDeal({ id: "1", movement: "buyer-advances-we-fall" });
    const text = render({ deals: [deal] });
    expect(text).toContain("Slipping 1");
    expect(text).toContain("! the buyer advances, we fall");
    expect(text).not.toContain("Advancing");
  });

  it("says an ask that several deals share once, below the last of them", () => {
    const deals = ["1", "2", "3"].map((id) =>
      sampleDeal({ id, nextAsk: id === "2" ? "Ask why" : "Ask who" }),
    );
    const lines = render({ deals })
      .split("\n")
      .filter((line) => /Deal \d|→/.test(line))
      .map((line) => line.trim().replace(/ {2}.*/, ""));
    expect(lines).toEqual(["Deal 1", "Deal 3", "→ 2 deals: ask who", "Deal 2", "→ ask why"]);
  });

  it("gives an ask its day where it is another than most asks have", () => {
    const deals = ["1", "2", "3"].map((id) => sampleDeal({ id }));
    const other = sampleDeal({ id: "4", nextAskDueAt: "2026-03-05T00:00:00.000Z" });
    const text = flat(render({ deals: [...deals, other] }));
    expect(text).toContain("→ 3 deals: ask who decides Deal 4");
    expect(text).toContain("→ ask who decides, by Thu 5 Mar");
  });

  it("names a promise that was not kept with its dates", () => {
    const reasons = ["-", "-", "“send the form”, promised on 2026-02-20, was due and is not done."];
    const deal = sampleDeal({ id: "1", nextAsk: "Ask the buyer about: send the form", reasons });
    expect(flat(render({ deals: [deal] }))).toContain(`→ about ${reasons[2]}`);
  });

  it("lists promises whose day has passed apart from those ahead", () => {
    const deal = sampleDeal({
      id: "1",
      commitmentsAhead: ["2026-03-09T00:00:00Z send the form"],
      commitmentsOverdue: ["2026-02-26T00:00:00Z name the team"],
    });
    const text = flat(render({ deals: [deal] }));
    expect(text).toMatch(/AHEAD .*in 8 d send the form.*Overdue 1 .*Thu 26 Feb 3 d ago name the team/);
  });

  it("sets deals apart that are left alone on purpose, and calls none of them unknown", () => {
    const text = flat(render({ deals: [sampleDeal({ id: "1", stall: "snoozed" })] }));
    expect(text).toContain("1 open: 1 snoozed");
    expect(text).not.toContain("unknown");
  });

  it("domain:V7 shows both axes, the last advance and the next ask", () => {
    const text = flat(render({ deals: [sampleDeal({ id: "1", buyingProgress: 4, preference: -1 })] }));
    expect(text).toContain("●●●●○○ 4/6 behind 8 d ago");
    expect(text).toContain("asks are due by Sun 8 Mar unless said otherwise");
    expect(text).toContain("→ ask who decides");
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
    expect(text).toMatch(/Deal 1 \? \? /);
    expect(text).toContain("? is missing an act of the buyer that does a buying job, or the buyer's word");
    expect(text).toContain("cannot be said without a cohort");
    expect(text).toContain("1 account unknown; missing for 1: the client's thanks");
    expect(text).toContain("1 without a rate; missing: logged hours");
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
    expect(text).toMatch(/Glad\s+0\.85 {2}0\.66 to 0\.98\s+personal thanks/);
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
    const coloured = renderReview(sampleReview(data), { columns: 80, colour: true, namePeople: true });
    expect(coloured).toContain(`${escapeCharacter}[`);
    const codes = new RegExp(`${escapeCharacter}\\[\\d+m`, "g");
    expect(coloured.replace(codes, "")).toBe(render(data, 80));
  });
});

describe("the review in short", () => {
  it("domain:R10 begins with what is ahead and counts every deal and client once", () => {
    const deals = [
      sampleDeal({ id: "1", stall: "waiting", commitmentsAhead: ["2026-03-04T00:00:00Z sign"] }),
      sampleDeal({ id: "2" }),
      sampleDeal({ id: "3", lastAdvanceAt: null }),
      sampleDeal({ id: "4", movement: "setback" }),
      sampleDeal({ id: "5", stall: "stalled" }),
      sampleDeal({ id: "6", stall: "unknown" }),
      sampleDeal({ id: "7", status: "won" }),
    ];
    const accounts = ["elated", "strained", "neutral", "unknown"].map((elation, index) =>
      sampleAccount({ id: String(index), elation }),
    );
    const lines = render({ deals, accounts }, 140).split("\n").slice(3, 6);
    expect(lines).toEqual([
      "Ahead    1 promise of buyers, the next for Wed 4 Mar",
      "Deals    6 open: 1 waiting for a promised step, 1 advancing, 1 slipping, 1 too new to tell, 1 stalled, 1 unknown",
      "Clients  4: 1 elated, 1 strained, 1 neutral, 1 unknown",
    ]);
  });
});
