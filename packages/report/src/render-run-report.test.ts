import type { RunReport } from "@headway/sync";
import { describe, expect, it } from "vitest";
import { renderRunReport } from "./render-run-report.ts";

const complete: RunReport = {
  crm: "memory",
  accountId: "acc-1",
  state: "complete",
  dryRun: false,
  asOf: "2026-03-01T00:00:00.000Z",
  startedAt: "2026-03-01T00:00:00.000Z",
  finishedAt: "2026-03-01T00:00:05.000Z",
  pulled: { deal: 3, note: 0 },
  deleted: {},
  merged: {},
  unread: [],
  unreadable: [],
  unknownReadings: {},
  evidence: 12,
  unknownRuleFields: [],
  assessed: { deal: 3, account: 1, person: 0 },
  outcomes: { won: 1, lost: 0, open: 2 },
  undecided: [],
  written: { deal: 2 },
  refused: [],
  unsettled: [],
  planned: [],
  gaps: [],
};

function render(over: Partial<RunReport>): string {
  return renderRunReport({ ...complete, ...over }, { columns: 140, colour: false });
}

describe("a run report", () => {
  it("names a field that a rule looks at and the CRM does not have, and the way out", () => {
    const text = render({
      unknownRuleFields: [{ ruleId: "pilot", object: "meeting", field: "agreed_acton" }],
    });
    expect(text).toContain("rule pilot: no meeting has `agreed_acton`; set it right in the policy");
  });

  it("says what was read, assessed and written", () => {
    const text = render({});
    expect(text).toContain("complete");
    expect(text).toContain("read: deal 3\n");
    expect(text).toContain("assessed: deal 3, account 1");
    expect(text).toContain("deals: 1 won, 0 lost, 2 open");
    expect(text).toContain("written: deal 2");
  });

  it.each<[string, Partial<RunReport>, string]>([
    ["a gap", { state: "incomplete", gaps: ["no email was read"] }, "- no email was read"],
    [
      "a refusal",
      { refused: [{ target: "deal/1", code: "invalid", reason: "too long", parked: false }] },
      "deal/1 (invalid): too long",
    ],
    [
      "one refused before",
      { refused: [{ target: "deal/1", code: "invalid", reason: "too long", parked: true }] },
      "not sent again",
    ],
    [
      "an unreadable record",
      { unreadable: [{ object: "deal", id: null, field: "amount", reason: "no number" }] },
      "deal/? `amount`: no number",
    ],
    [
      "an undecided subject",
      { undecided: [{ subject: "deal", id: "9", reason: "no stage" }] },
      "deal/9: no stage",
    ],
    ["a write without an answer", { unsettled: ["deal/4"] }, "deal/4"],
    ["a dry run", { dryRun: true, planned: [] }, "written: nothing; 0 would be"],
    ["deletions", { deleted: { task: 2 } }, "deleted: task 2"],
  ])("names %s", (_, over, expected) => {
    expect(render(over)).toContain(expected);
  });

  it("counts what it does not list", () => {
    const unsettled = Array.from({ length: 13 }, (_, index) => `deal/${index}`);
    expect(render({ unsettled })).toContain("and 3 more; all of them with --json");
  });

  it("says a reason once for all records that share it, with the first five and a count", () => {
    const ids = Array.from({ length: 60 }, (_, index) => index);
    const refused = ids.map((id) => ({
      target: `deal/${id}`,
      code: "forbidden" as const,
      reason: id === 59 ? "too long" : "grant the scope",
      parked: false,
    }));
    const text = render({ refused });
    expect(text).toContain("refused 60\n");
    expect(text).toContain("deal/0, deal/1, deal/2, deal/3, deal/4 and 54 more (forbidden): grant the scope");
    expect(text).toContain("deal/59 (forbidden): too long");
    expect(text).toContain("all of them with --json");
    const undecided = ids.map((id) => ({ subject: "deal" as const, id: String(id), reason: "no stage" }));
    expect(render({ undecided })).toContain("deal/4 and 55 more: no stage");
    expect(render({ undecided: undecided.slice(0, 2) })).toContain("deal/0, deal/1: no stage");
  });
});
