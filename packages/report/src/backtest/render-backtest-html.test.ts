import { createHash } from "node:crypto";
import type { StoreBacktest } from "@headway/sync/backtest";
import { beforeAll, describe, expect, it } from "vitest";
import { hostilePayloads } from "../testing/hostile-payloads.ts";
import { elementsOf, parsedPage } from "../testing/parsed-page.ts";
import { renderBacktestHtml } from "./render-backtest-html.ts";
import { earnedScore, exampleBacktest, exampleBet, smallBacktest } from "./testing/example-backtest.ts";

let page = "";
let document: Document;

beforeAll(async () => {
  page = await renderBacktestHtml(exampleBacktest());
  document = parsedPage(page);
});

const opened = async (backtest: StoreBacktest) => parsedPage(await renderBacktestHtml(backtest));

function textOf(part: Element | null | undefined): string {
  return (part?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The rows of the table in a section, each a list of its cells. */
function rowsOf(from: Document, section: string): string[][] {
  return [...from.querySelectorAll(`#b1-${section} tbody tr`)].map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => textOf(cell)),
  );
}

function cardsOf(from: Document, section: string): Element[] {
  return [...from.querySelectorAll(`#b1-${section} .cards > article.card.finding`)];
}

describe("the page of a backtest", () => {
  it("shows base rate and sample size before anything that came out", () => {
    const tiles = [...document.querySelectorAll(".glance li")].map((tile) => textOf(tile));
    expect(tiles).toEqual([
      "25.0% base rate won of 240 closed deals",
      "60 won of 240 closed deals",
      "180 lost of 240 closed deals",
      "230 closed deals looked at 900 looks",
      "2 past dates Sat 10 Jan 2026 to Sat 7 Mar 2026",
    ]);
    expect(page.indexOf('class="glance')).toBeLessThan(page.indexOf('class="verdict"'));
  });

  it("says in one sentence what advancement is ahead of, behind and level with", () => {
    expect(textOf(document.querySelector(".verdict"))).toBe(
      "On this history advancement is ahead of activity counts, is behind the stage alone and cannot be told apart from age alone. By itself it tells more than chance.",
    );
  });

  it("draws the areas in the given order with a line at one half", () => {
    const picture = document.querySelector("#b1-areas svg.wide");
    expect([...(picture?.querySelectorAll(".row-label text") ?? [])].map((one) => textOf(one))).toEqual([
      "Advancement · n 230",
      "Activity counts · n 230",
      "Stage alone · n 230",
      "Age alone · n 230",
    ]);
    expect(textOf(picture?.querySelector(".reference-label"))).toBe("0.5 tells nothing");
    expect(rowsOf(document, "areas")[2]).toEqual(["Stage alone", "0.750", "0.700 to 0.800", "2.20", "230"]);
  });

  it("tells unknown from a figure in the table by age, and names n", () => {
    expect(rowsOf(document, "age")).toEqual([
      ["0 to 14 days", "200", "26.0%", "0.600", "0.500", "0.700", "0.500"],
      ["365 days and more", "3", "0.0%", "unknown", "unknown", "unknown", "unknown"],
    ]);
  });

  it("shows what came beside what was said, and where it does not fit", () => {
    expect(rowsOf(document, "calibration")[1]).toEqual(["1 to 3", "40.0%", "35.0% to 46.0%", "300"]);
    expect(rowsOf(document, "stall").map((row) => row.at(-1))).toEqual(["more came than was said", "fits"]);
    expect(document.querySelectorAll("#b1-stall svg.wide .reference")).toHaveLength(1);
  });

  it("names refused fields with reasons, and every deal left out by reason", () => {
    expect(rowsOf(document, "refused")).toEqual([
      ["lost_reason", "known only with the outcome or later in 100% of 240 closed cases"],
    ]);
    expect(rowsOf(document, "left-out")).toEqual([
      ["open at the end of the history", "12"],
      ["not open on any of the dates", "10"],
      ["no pipeline lists its stage", "4"],
    ]);
  });

  it("counts a reason that both the store and the backtest give twice, not once", async () => {
    const same = { ...exampleBacktest(), undecided: { "not open on any of the dates": 3 } };
    const counts = rowsOf(await opened(same), "left-out").map((row) => row[1]);
    expect(counts).toEqual(["12", "10", "3"]);
  });

  it("names the CRMs that could not be tested at the top", async () => {
    const notice = parsedPage(await renderBacktestHtml(exampleBacktest(), { notTested: ["salesforce"] }));
    expect(textOf(notice.querySelector("main > .notice"))).toContain("Not tested: salesforce.");
    expect(document.querySelector(".notice")).toBeNull();
  });

  it("shows elation that went with less later as a finding, and what the clients add, in one sum", async () => {
    const bets = cardsOf(await opened(exampleBacktest({ elation: [exampleBet()] })), "elation");
    expect(bets.map((card) => textOf(card.querySelector("h4")))).toEqual([
      "✕against us: More elation went with less later renewal",
    ]);
    expect(textOf(bets[0])).toContain(
      "n 14 clients. Set aside: 1 unknown, 2 outside the window, 3 repeated.",
    );
    const lines = [...(bets[0]?.querySelectorAll("li") ?? [])].map((line) => textOf(line));
    expect(lines).toHaveLength(13);
    expect(lines[0]).toBe("account:14: −0.14");
    // The two that weigh least are −0.01 and −0.02.
    expect(lines.at(-1)).toBe("2 more: −0.03; --json lists them");
  });

  it("says that nothing is known of elation where no pairs were handed over", () => {
    expect(textOf(document.querySelector("#b1-elation .empty"))).toContain("Unknown: no pairs");
  });
});

describe("results for us and against us", () => {
  it("have cards of one kind, in the same order and place, that differ in sign and words alone", async () => {
    const { comparisons = [] } = tested(exampleBacktest());
    const turned = comparisons.map((one) => ({
      ...one,
      verdict:
        one.verdict === "advances tell more"
          ? ("advances tell less" as const)
          : one.verdict === "advances tell less"
            ? ("advances tell more" as const)
            : one.verdict,
    }));
    const against = cardsOf(await opened(exampleBacktest({ comparisons: turned })), "areas");
    const forUs = cardsOf(document, "areas");
    const titles = (cards: readonly Element[]) => cards.map((card) => textOf(card.querySelector("h4")));
    expect(titles(forUs)).toEqual([
      "✓for us: Advancement is ahead of activity counts",
      "✕against us: Advancement is behind the stage alone",
      "=undecided: Advancement cannot be told apart from age alone",
    ]);
    expect(titles(against)).toEqual([
      "✕against us: Advancement is behind activity counts",
      "✓for us: Advancement is ahead of the stage alone",
      "=undecided: Advancement cannot be told apart from age alone",
    ]);
    const shape = (card: Element) => [...card.querySelectorAll("*")].map(({ localName }) => localName).join();
    expect(against.map(shape)).toEqual(forUs.map(shape));
    expect(textOf(forUs[1])).toContain("−0.090, 95% interval −0.150 to −0.030");
    expect(textOf(forUs[1])).toContain("n 230 deals");
  });

  it("says that advancement points the wrong way where it does", async () => {
    const measures = tested(exampleBacktest()).measures.map((one) =>
      one.measure === "advances" ? { ...one, area: { value: 0.4, interval: [0.35, 0.45] as const } } : one,
    );
    const wrong = await opened(exampleBacktest({ measures }));
    expect(textOf(wrong.querySelector(".verdict"))).toContain("By itself it points the wrong way");
  });

  it("does not let a lead over a measure that points the wrong way look like more than it is", async () => {
    const measures = tested(exampleBacktest()).measures.map((one) =>
      one.measure === "age" ? { ...one, area: { value: 0.2, interval: [0.15, 0.25] as const } } : one,
    );
    const misled = await opened(exampleBacktest({ measures }));
    expect(textOf(cardsOf(misled, "areas")[2])).toContain(
      "would come to 0.800, more than advancement’s 0.660; that reading was not tested.",
    );
    expect(textOf(misled.querySelector(".verdict"))).toContain("age alone points the wrong way");
  });

  it("is unknown where no date had both wins and losses", async () => {
    const none = { value: Number.NaN, interval: [Number.NaN, Number.NaN] as const };
    const measures = tested(exampleBacktest()).measures.map((one) => ({
      ...one,
      area: none,
      liftAtTopFifth: Number.NaN,
    }));
    const comparisons = tested(exampleBacktest()).comparisons.map((one) => ({
      ...one,
      difference: none,
      verdict: "undecided" as const,
    }));
    const unknown = await opened(exampleBacktest({ measures, comparisons }));
    expect(rowsOf(unknown, "areas")[0]).toEqual(["Advancement", "unknown", "unknown", "unknown", "230"]);
    expect(textOf(cardsOf(unknown, "areas")[0])).toContain("could not be compared with activity counts");
    expect(unknown.documentElement.outerHTML).not.toContain("NaN");
  });
});

describe("the learned score", () => {
  it("adds up to its probability where it was earned", () => {
    const learned = rowsOf(document, "learned");
    expect(learned.slice(-5)).toEqual([
      ["Before any feature", "", "−1"],
      ["verified advances", "3", "+1"],
      ["Log-odds", "", "0"],
      ["Calibrated: 0 + 1 × log-odds", "", "0"],
      ["Probability", "", "50.0%"],
    ]);
    expect(document.querySelector("#b1-learned .bad")).toBeNull();
    expect(textOf(document.querySelector("#b1-learned"))).toContain("Without weight: momentum.");
  });

  it("says so where its parts do not make the probability", async () => {
    if (earnedScore.status === "not-fitted") throw new Error("not fitted");
    const learned = { ...earnedScore, example: { ...earnedScore.example, probability: 0.6 } };
    const doubtful = await opened(exampleBacktest({ learned }));
    expect(textOf(doubtful.querySelector("#b1-learned .bad"))).toContain("not fully explained");
  });

  it("is not shown where it was not earned, but the figures that it failed by are", async () => {
    if (earnedScore.status === "not-fitted") throw new Error("not fitted");
    const learned = { ...earnedScore, status: "not-earned" as const };
    const section = (await opened(exampleBacktest({ learned }))).querySelector("#b1-learned");
    expect(textOf(section?.querySelector("h4"))).toBe("✕against us: Not earned");
    expect(textOf(section)).toContain("0.090 (0.030 to 0.150)");
    expect(section?.querySelector("table, svg")).toBeNull();
  });
});

describe("under the data floor", () => {
  it("says too little to say in the headline, what is missing, and no area, lift or calibration", async () => {
    const small = await opened(smallBacktest());
    expect(textOf(small.querySelector("h2"))).toBe("salesforce: too little to say");
    expect(textOf(small.querySelector(".missing-block li"))).toBe(
      "won deals that were open on a past date: 12 of 50",
    );
    expect(small.querySelector(".glance")).not.toBeNull();
    for (const id of ["areas", "age", "calibration", "stall", "learned"]) {
      expect(small.querySelector(`#b1-${id}`), id).toBeNull();
    }
    expect(small.querySelector("svg")).toBeNull();
  });
});

describe("invariant:X4 one file that loads nothing and in which texts are inert", () => {
  it("allows no source but its one style sheet, by the hash of exactly its text", () => {
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const hash = createHash("sha256").update(style, "utf8").digest("base64");
    expect(document.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<style/g)).toHaveLength(1);
  });

  it("gives no id twice and leaves no heading level out, with two CRMs on one page", async () => {
    const both = parsedPage(await renderBacktestHtml([exampleBacktest(), smallBacktest()]));
    const ids = [...both.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...both.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")?.slice(1) ?? "");
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    const levels = [...both.querySelectorAll("h1,h2,h3,h4,h5")].map(({ localName }) => Number(localName[1]));
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it("adds no element, handler, style or address, whichever text holds a payload", async () => {
    const shapes = elementsOf(await opened(marked("word"))).map(({ localName }) => localName);
    expect(shapes).not.toContain("script");
    for (const payload of hostilePayloads.filter((_, index) => index % 8 === 0)) {
      const elements = elementsOf(await opened(marked(payload)));
      expect(elements.map(({ localName }) => localName)).toEqual(shapes);
      const faults = elements.flatMap(({ attributes }) =>
        [...attributes].filter(
          ({ name, value }) =>
            /^(?:style|src|on.*)$/.test(name) || (name === "href" && !value.startsWith("#")),
        ),
      );
      expect(faults.map(({ name, value }) => `${name}=${value}`)).toEqual([]);
    }
  });
});

/** One text in every field that a CRM or its users fill. */
function marked(text: string): StoreBacktest {
  if (earnedScore.status === "not-fitted") throw new Error("not fitted");
  const example = { ...earnedScore.example, dealId: text };
  const { backtest } = exampleBacktest({
    policyVersion: text,
    refusedFields: [{ field: text, reason: text }],
    remarks: [text],
    learned: { ...earnedScore, reason: text, example },
  });
  return { crm: text, backtest, undecided: { [text]: 1 } };
}

function tested({ backtest }: StoreBacktest) {
  if (backtest.status !== "tested") throw new Error(backtest.status);
  return backtest;
}
