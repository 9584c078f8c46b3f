import type { Evidence } from "@headway/core";
import type { Explanation } from "@headway/sync";
import { describe, expect, it } from "vitest";
import { renderExplanation } from "./render-explanation.ts";
import { textWidth } from "./text-width.ts";

const escapeCharacter = String.fromCharCode(0x1b);
const asOf = "2026-03-01T00:00:00.000Z";

const piece: Evidence = {
  id: "e1",
  occurredAt: "2026-02-20T10:00:00.000Z",
  recordedAt: "2026-02-20T10:00:00.000Z",
  situation: "opportunity",
  actorSide: "buyer",
  kind: "requirements-shared",
  grade: 3,
  polarity: 1,
  quote: { speaker: "buyer", text: `Here is the list${escapeCharacter}[2J` },
  source: { crm: "memory", object: "email", id: "7", field: "text" },
  rule: { id: "list-sent", version: "2" },
};

const number: Explanation["numbers"][number] = {
  name: "advances.forward",
  status: "known",
  value: 2,
  unit: "advances",
  valueFrom: "count",
  basis: 2,
  prior: 0,
  contributions: [{ evidenceId: "e1", source: "memory/email/7#text", amount: 1, note: "job:requirements" }],
  otherBases: [],
  interval: [0.5, 3],
  n: 2,
  asOf,
  rule: { id: "domain:3.2", version: "1" },
  missing: [],
  alternatives: [],
};

function explanation(over: Partial<Explanation>): Explanation {
  // Only what is shown of the assessment is given; the numbers stand beside it.
  const assessment = { policyVersion: "test", reasons: ["One.", "Two.", "Three."] };
  return {
    crm: "memory",
    subject: { subject: "deal", id: "123" },
    name: "Acme",
    url: null,
    asOf,
    assessment: assessment as unknown as Explanation["assessment"],
    numbers: [number],
    evidence: [piece],
    write: null,
    ...over,
  };
}

function render(over: Partial<Explanation> = {}, columns = 100): string {
  return renderExplanation(explanation(over), { columns, colour: false });
}

describe("an explanation", () => {
  it("leads from a number to its evidence and rule", () => {
    const text = render();
    expect(text).toContain("advances.forward: 2 advances, 80% interval 0.5 to 3");
    expect(text).toContain("count of basis 2, prior 0, n 2, rule domain:3.2 v1");
    expect(text).toContain("+1  memory/email/7#text  job:requirements");
    expect(text).toContain("2026-02-20  G3  buyer  requirements-shared");
    expect(text).toContain("memory/email/7#text, rule list-sent v2");
    expect(text).toContain("“Here is the list”");
  });

  it("says of an unknown number what would decide it", () => {
    const unknown = { ...number, status: "unknown" as const, value: null, missing: ["a cohort"] };
    expect(render({ numbers: [unknown] })).toContain("advances.forward: unknown");
    expect(render({ numbers: [unknown] })).toContain("missing: a cohort");
  });

  it("sums the contributions that it does not list", () => {
    const contributions = Array.from({ length: 15 }, (_, index) => ({
      evidenceId: `e${index}`,
      source: "s",
      amount: 0.5,
    }));
    expect(render({ numbers: [{ ...number, contributions }] })).toContain("+1.5  from 3 more");
  });

  it.each([
    [null, "Nothing waits to be written"],
    ["pending", "waits to be sent"],
    ["inflight", "had no answer"],
    ["parked", "refused the write (invalid): too long"],
  ] as const)("says how the writing stands: %s", (state, expected) => {
    const write =
      state === null
        ? null
        : { target: "deal/123", state, attempts: 1, code: "invalid" as const, reason: "too long" };
    expect(render({ write })).toContain(expected);
  });

  it.each([60, 80, 140])("fits %i columns", (columns) => {
    const long = "x".repeat(300);
    const text = render(
      { name: long, url: long, evidence: [{ ...piece, rule: { id: long, version: "1" } }] },
      columns,
    );
    expect(Math.max(...text.split("\n").map(textWidth))).toBeLessThanOrEqual(columns);
  });

  it("invariant:X4 shows a name without the commands in it", () => {
    expect(render({ name: `A${escapeCharacter}]0;x${String.fromCharCode(7)}B` })).toContain("AB · deal 123");
    expect(render().replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});
