import { describe, expect, test } from "vitest";
import { Capture } from "./capture.ts";
import { isCapture } from "./is-capture.ts";

const at = "2026-03-01T10:00:00Z";
const whole: readonly Readonly<Record<string, unknown>>[] = [
  { type: "meeting-verdict", meetingId: "m1", verdict: "no-sale" },
  {
    ...{ type: "commitment", what: "sends the numbers", side: "buyer", who: "Ada", dueOn: "2026-03-09" },
    ...{ meetingId: "m1", wantedBefore: true },
  },
  { type: "thanks", from: "us", topic: "the audit" },
  { type: "introduction", by: "client", otherAccountId: "2", topic: "the audit" },
  { type: "advised-not-to-buy", reason: "it does not fit" },
  { type: "buyers-words", about: "help", quote: "it saves a week", toThirdParty: false },
  { type: "triage-decision", class: "painful", reason: "three open complaints" },
  { type: "benefit", benefit: "cash-flow" },
  { type: "promise", what: "a second engineer", status: "made", dueOn: "2026-03-09" },
].map((capture) => ({ at, personId: "7", contactId: "8", quote: "as said", ...capture }));

const values = [undefined, null, "", "x", "client", "2026-03-09", "2026-3-9", "x".repeat(64), "x".repeat(65)];
const others = ["x".repeat(500), "x".repeat(501), true, 1, [], {}, at, "2026-02-30T10:00:00Z"];

describe("whether a value is a capture", () => {
  test("is answered as the schema answers it, for every kind and every member of it", () => {
    const kinds = whole.map(({ type }) => type);
    expect(kinds.toSorted()).toEqual(
      Capture.def.options.map((option) => option.def.shape.type.def.values[0]).toSorted(),
    );
    let refused = 0;
    for (const capture of whole) {
      expect(isCapture(capture)).toBe(true);
      for (const name of [...Object.keys(capture), "another"]) {
        for (const value of [...values, ...others]) {
          const { [name]: _former, ...rest } = capture;
          const changed = value === undefined ? rest : { ...rest, [name]: value };
          const { success } = Capture.safeParse(changed);
          expect([changed, isCapture(changed)]).toEqual([changed, success]);
          if (!success) refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  test.each([[null], ["commitment"], [[]], [{}], [{ type: "toString", at }], [{ type: 1, at }]])(
    "is no for %j",
    (value) => {
      expect(isCapture(value)).toBe(false);
      expect(Capture.safeParse(value).success).toBe(false);
    },
  );
});
