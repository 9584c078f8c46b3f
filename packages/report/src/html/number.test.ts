import { describe, expect, it } from "vitest";
import { exampleEvidence, exampleNumber } from "../testing/example-numbers.ts";
import { parsedPage } from "../testing/parsed-page.ts";
import { figureParts, numberDetails } from "./number.ts";

function opened(number: Parameters<typeof numberDetails>[0]): Document {
  return parsedPage(`<!doctype html><html><body>${numberDetails(number).text}</body></html>`);
}

describe("a number that opens", () => {
  it("says where its parts do not make the whole", () => {
    const evidence = [exampleEvidence({ words: "signed", amount: 1 })];
    const text = opened(exampleNumber("Advances", "3", 3, { evidence, basis: 3 })).body.textContent;
    expect(text).toContain("add up to 1, not to the basis");
  });

  it("says date, side, grade in words and the way into the CRM of each piece", () => {
    const evidence = [
      exampleEvidence({ words: "signed the order form", grade: 4, at: "2026-05-12T08:00:00Z" }),
    ];
    const document = opened(exampleNumber("Advances", "1", 1, { evidence }));
    const row = document.querySelectorAll("tbody tr")[1];
    expect(row?.querySelector("small")?.textContent).toBe(
      "Tue 12 May 2026 · buyer · G4 costly act, traced · open in the CRM",
    );
    expect(row?.querySelector("a")?.getAttribute("href")).toBe("https://app.crm.example/record/meeting/8841");
  });

  it("names the evidence where the CRM gave no address", () => {
    const evidence = [
      exampleEvidence({ words: "signed", url: null, evidenceId: "ev-77", at: null, side: null, grade: null }),
    ];
    expect(opened(exampleNumber("Advances", "1", 1, { evidence })).querySelector("small")?.textContent).toBe(
      "ev-77",
    );
  });

  it.each([
    ["38%", 0.38, "share", "80% interval: 29% to 48%"],
    ["0.38", 0.38, "", "80% interval: 0.29 to 0.48"],
    ["0.4 points", 0.4, "points", "80% interval: 0.29 to 0.48"],
    ["38%", 38, "%", "80% interval: 0.29 to 0.48"],
  ])("shows the interval of %s as the figure is shown", (text, value, unit, expected) => {
    const number = exampleNumber("Advanced", text, value, { unit, interval: [0.29, 0.48] });
    expect(opened(number).querySelector(".range")?.textContent).toBe(expected);
  });

  it.each([
    ["233 commitments of buyers ahead", "233", "commitments of buyers ahead"],
    ["25000 deals", "25,000", "deals"],
    ["38%", "38%", ""],
    ["3 of 4: in the buyer’s own words", "3 of 4", "in the buyer’s own words"],
    ["−2.5 points", "−2.5", "points"],
    ["more than 12 h", "more than 12 h", ""],
    ["2026-10-01", "2026-10-01", ""],
    ["unknown", "unknown", ""],
  ])("cuts %s into figure and unit", (text, figure, unit) => {
    expect(figureParts(text)).toEqual({ figure, unit });
  });

  it("keeps a short unit beside the figure and puts a long one below it", () => {
    const shown = (text: string) => {
      const document = opened(exampleNumber("Ahead", text, 3));
      return [document.querySelector(".value")?.textContent, document.querySelector(".range")?.textContent];
    };
    expect(shown("600 days")).toEqual(["600 days", undefined]);
    expect(shown("233 commitments of buyers")).toEqual(["233", "commitments of buyers"]);
    expect(shown("5 who are ahead")).toEqual(["5", "who are ahead"]);
  });

  it("says what is missing where it is unknown", () => {
    const text = opened(exampleNumber("Quota", "unknown", null, { missing: ["A quota"] })).body.textContent;
    expect(text).toContain("Missing:");
    expect(text).toContain("A quota");
  });
});
