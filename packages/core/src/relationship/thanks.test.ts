import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";
import { thanksWall } from "./thanks.ts";

const words = "Ann, you SAVED our spring.\n\n  Thank you — personally.  ";
const thanks = examplePiece("t", "personal-thanks", 10, {
  quote: { speaker: "Joan Day", text: words },
  source: { crm: "memory", object: "email", id: "42", field: "text" },
});
const wall = (evidence: Evidence[], asOf = 100) =>
  thanksWall({
    accounts: ["a", "b"].map((id) =>
      exampleAccount({ account: { id, createdAt: day(0) }, deals: [], evidence, asOf }),
    ),
  });

describe("thanks wall (domain:E11)", () => {
  test("keeps the words letter by letter, with speaker and source", () => {
    expect(wall([thanks])).toEqual([
      {
        evidenceId: "t",
        source: "memory/email/42#text",
        at: day(10),
        accountId: "a",
        quote: { speaker: "Joan Day", text: words },
        prompted: false,
        grade: 3,
      },
    ]);
  });

  test("newest first, across clients", () => {
    const other = examplePiece("u", "personal-thanks", 20, { accountId: "b", prompted: true });
    expect(wall([thanks, other]).map(({ evidenceId, prompted }) => [evidenceId, prompted])).toEqual([
      ["u", true],
      ["t", false],
    ]);
    expect(wall([other])[0]?.quote).toBeNull();
  });

  test.each<[string, Evidence]>([
    ["our own word that the client is thankful", { ...thanks, actorSide: "seller", grade: 1 }],
    ["another sign of elation", { ...thanks, kind: "referral-given" }],
    ["thanks not recorded yet", { ...thanks, recordedAt: day(101) }],
  ])("%s is not on it", (_name, piece) => expect(wall([piece])).toEqual([]));
});
