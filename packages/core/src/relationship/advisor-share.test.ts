import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";

const share = (evidence: Evidence[], asOf = 200) =>
  exampleAccount({ evidence, asOf }).relationship.advisorShare;
const mail = (id: string, number: string) => ({ id, source: { crm: "memory", object: "email", id: number } });
const mixed = [
  examplePiece("1", "help-requested", 150),
  examplePiece("2", "client-initiated-contact", 151),
  examplePiece("3", "help-given", 152),
  examplePiece("4", "seller-email", 153),
  examplePiece("5", "meeting-held", 154),
  examplePiece("6", "buyer-reply", 155),
];

describe("advisor share (domain:E8)", () => {
  test("three of six interactions began with the client or sold nothing", () => {
    const advisor = share(mixed);
    expect(advisor.value).toBeCloseTo(3.5 / 7, 12);
    expect(advisor.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["1", "2", "3"]);
    expect(advisor.otherBases[0]?.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["4", "5", "6"]);
    expect((advisor.interval?.[0] ?? 0) + (advisor.interval?.[1] ?? 0)).toBeCloseTo(1, 9);
  });

  test("the interval is that of a Beta", () => {
    const policy = parsePolicy({ relationship: { advisor: { priorFor: 1, priorAgainst: 1 } } });
    const evidence = [1, 2, 3, 4, 5].map((at) => examplePiece(`g${at}`, "help-given", at));
    const { advisorShare } = exampleAccount({ evidence, asOf: 10, policy }).relationship;
    expect(advisorShare.interval?.[0]).toBeCloseTo(0.1 ** (1 / 6), 9);
    expect(advisorShare.interval?.[1]).toBeCloseTo(0.9 ** (1 / 6), 9);
  });

  test("a mail that gives several pieces, or is linked to several deals, is one interaction", () => {
    const twice = [
      examplePiece("", "buyer-reply", 150, mail("7a", "7")),
      examplePiece("", "help-requested", 150, mail("7b", "7")),
      examplePiece("", "help-requested", 150, { ...mail("7c", "7"), dealId: "e" }),
    ];
    const advisor = share([...mixed, ...twice]);
    expect(advisor.n).toBe(7);
    expect(advisor.basis).toBe(4.5);
    expect(advisor.contributions.map(({ evidenceId }) => evidenceId)).toContain("7b");
  });

  test("records of two objects may share an id", () => {
    const call = { source: { crm: "memory", object: "call", id: "7" } };
    const both = [
      examplePiece("", "buyer-reply", 150, mail("7a", "7")),
      examplePiece("7call", "call-connected", 150, call),
      examplePiece("", "seller-email", 149, mail("7b", "7")),
    ];
    expect(share([...mixed, ...both]).n).toBe(8);
  });

  test.each<[string, Evidence]>([
    [
      "the seller's word that the client called",
      examplePiece("7", "client-initiated-contact", 150, { grade: 1 }),
    ],
    ["an opened mail", examplePiece("7", "auto-reply", 150)],
    ["a call that reached nobody", examplePiece("7", "call-not-connected", 150)],
    ["what lies before the window", examplePiece("7", "seller-email", 20)],
  ])("%s is no interaction", (_name, piece) => expect(share([...mixed, piece]).n).toBe(6));

  test("under five interactions it is unknown, not zero", () => {
    expect(share(mixed.slice(0, 4))).toMatchObject({ status: "unknown", value: null });
    expect(share(mixed.slice(0, 5)).status).toBe("known");
  });
});
