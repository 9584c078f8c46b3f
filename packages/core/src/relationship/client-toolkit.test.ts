import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import type { Capability } from "../notebook/capability.ts";
import { Notebook } from "../notebook/notebook.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";
import { clientNetwork } from "./client-network.ts";
import { clientToolkit } from "./client-toolkit.ts";

const given = (at: number): Capability["consent"] => ({ status: "given", at: day(at) });
const can = (id: string, accountId: string, consent: Capability["consent"], more = {}) => ({
  ...{ id, accountId, consent, personId: "p", solves: "Late payers", writtenAt: day(1) },
  ...more,
});
const accounts = (evidence: Evidence[]) =>
  ["a", "b", "c"].map((id) =>
    exampleAccount({ account: { id, createdAt: day(0) }, deals: [], evidence, asOf: 100 }),
  );
const toolkit = (capabilities: unknown[], evidence: Evidence[] = []) =>
  clientToolkit({
    problem: " late  PAYERS",
    accountId: "a",
    notebook: Notebook.parse({ capabilities }),
    accounts: accounts(evidence),
    asOf: day(100),
  });
const shown = (capabilities: unknown[]) => {
  const { canHelp, toAsk } = toolkit(capabilities);
  return [canHelp.map(({ accountId }) => accountId), toAsk.map(({ accountId }) => accountId)];
};

describe("client toolkit (domain:E9)", () => {
  test.each<[string, unknown[], string[][]]>([
    ["agreed to be asked", [can("1", "b", given(5))], [["b"], []]],
    ["not asked yet", [can("1", "b", { status: "not-asked" })], [[], ["b"]]],
    ["refused", [can("1", "b", { status: "refused", at: day(5) })], [[], []]],
    [
      "refused in one entry, agreed in another",
      [can("1", "b", given(5)), can("2", "b", { status: "refused", at: day(2) })],
      [[], []],
    ],
    [
      "refused first and agreed later, in the same entry",
      [can("1", "b", { status: "refused", at: day(2) }), can("1", "b", given(5), { writtenAt: day(5) })],
      [["b"], []],
    ],
    ["will agree after today", [can("1", "b", given(101))], [[], ["b"]]],
    ["written after today", [can("1", "b", given(5), { writtenAt: day(101) })], [[], []]],
    ["another problem", [can("1", "b", given(5), { solves: "hiring" })], [[], []]],
    ["the one who has the problem", [can("1", "a", given(5))], [[], []]],
    ["several", [can("2", "c", given(5)), can("1", "b", given(6))], [["b", "c"], []]],
  ])("%s", (_name, capabilities, expected) => expect(shown(capabilities)).toEqual(expected));

  test("labels of a client never reach another company: elation and complaints change nothing", () => {
    const labels = ["complaint", "sale-regretted", "personal-thanks"] as const;
    const evidence = labels.map((kind, k) => examplePiece(`l${k}`, kind, 50, { accountId: "b" }));
    const entries = [can("1", "b", given(5))];
    expect(toolkit(entries, evidence)).toEqual(toolkit(entries));
    expect(JSON.stringify(toolkit(entries, evidence))).not.toMatch(/elat|strain|toying|pain|balance/);
  });

  test("shows where the two clients have met already", () => {
    const met = examplePiece("j", "joint-work", 50, { accountId: "a", otherAccountId: "b" });
    const [match] = toolkit([can("1", "b", given(5))], [met]).canHelp;
    expect(match?.known).toEqual([{ accountIds: ["a", "b"], status: "joint-work", evidenceIds: ["j"] }]);
  });
});

describe("client network (domain:E9)", () => {
  const between = (id: string, kind: Evidence["kind"], from: string, to?: string) =>
    examplePiece(id, kind, 50, { accountId: from, ...(to ? { otherAccountId: to } : {}) });
  const edges = (evidence: Evidence[]) => clientNetwork({ accounts: accounts(evidence) });

  test("an edge says how far it came, whichever side recorded it", () => {
    const evidence = [
      between("1", "introduction-made", "a", "b"),
      between("2", "joint-work", "b", "a"),
      between("3", "introduction-solved", "a", "b"),
      between("4", "introduction-made", "c", "a"),
    ];
    expect(edges(evidence)).toEqual([
      { accountIds: ["a", "b"], status: "joint-work", evidenceIds: ["1", "2", "3"] },
      { accountIds: ["a", "c"], status: "introduced", evidenceIds: ["4"] },
    ]);
  });

  test("what was reached stays reached, though an introduction is read after it", () => {
    const evidence = [between("1", "joint-work", "a", "b"), between("2", "introduction-made", "b", "a")];
    expect(edges(evidence)).toMatchObject([{ status: "joint-work", evidenceIds: ["1", "2"] }]);
  });

  test.each<[string, Evidence]>([
    ["joint work by our own word", { ...between("1", "joint-work", "a", "b"), actorSide: "seller" }],
    ["joint work with nobody named", between("1", "joint-work", "a")],
    ["a client with itself", between("1", "joint-work", "a", "a")],
  ])("%s makes none", (_name, piece) => expect(edges([piece])).toEqual([]));
});
