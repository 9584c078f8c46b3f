import { describe, expect, test } from "vitest";
import { outcomeRecord } from "./outcome-record.ts";
import { sellerPace } from "./seller-pace.ts";
import { sellerWork } from "./seller-work.ts";
import { logApplication as application, logEvent as event } from "./testing/log-events.ts";

const logOdds = (share: number) => Math.log(share / (1 - share));

describe("what is known of whoever handles an application", () => {
  test("what a seller did counts only what lies before", () => {
    const work = sellerWork([
      application("1", [event("W_Valideren aanvraag", 1), event("W_Completeren aanvraag", 2, { hour: 19 })]),
    ]);
    expect(work("9", 1000).rows).toBe(0);
    expect(work("9", 2000)).toMatchObject({ rows: 1, validating: 2 / 9, completing: 1 / 9 });
    expect(work("9", 3000)).toMatchObject({ rows: 2, evenings: 2 / 10, amounts: 4 });
    expect(work("nobody", 3000)).toMatchObject({ rows: 0, validating: 1 / 8 });
  });

  test("pace counts the rows of the last ten minutes, hour and shift, the instant itself left out", () => {
    const pace = sellerPace([
      application("1", [event("A_SUBMITTED", 0), event("O_SENT", 3600)]),
      application("2", [event("A_SUBMITTED", 3601), event("O_SENT", 7000), event("O_SENT_BACK", 7200)]),
    ]);
    expect(pace("9", 7_200_000)).toEqual({
      rowsInTenMinutes: 1,
      rowsInHour: 2,
      rowsInShift: 4,
      applicationsInHour: 1,
    });
    expect(pace("9", 3_600_001)).toMatchObject({ rowsInHour: 1, rowsInShift: 2 });
    expect(pace("nobody", 7_200_000)).toMatchObject({ rowsInShift: 0, applicationsInHour: 0 });
  });

  const ended = [
    application("1", [
      event("A_SUBMITTED", 0),
      event("O_SENT", 1, { resource: "8" }),
      event("O_ACCEPTED", 10),
    ]),
    application("2", [
      event("A_SUBMITTED", 2),
      event("O_SENT", 3),
      event("A_CANCELLED", 20, { resource: "8" }),
    ]),
  ];

  test("a record holds what had ended strictly before, of those handled in the same stage", () => {
    const record = outcomeRecord(ended);
    expect(record("9", "offer out", 10_000).accepted).toBe(0);
    const share = 3 / 6;
    expect(record("9", "offer out", 10_001).accepted).toBeCloseTo(
      logOdds((1 + 40 * share) / 41) - logOdds(share),
      12,
    );
    expect(record("9", "returned", 10_001).accepted).toBe(0);
    expect(record("nobody", "offer out", 30_000).cancelled).toBe(0);
    const ofNine = record("9", "before offer", 30_000);
    expect(ofNine.declined).toBeCloseTo(logOdds((0 + 40 / 7) / 42) - logOdds(1 / 7), 12);
  });

  test("an application without an offer, or a second outcome, enters no record", () => {
    const record = outcomeRecord([
      application("1", [event("A_SUBMITTED", 0), event("A_CANCELLED", 1)]),
      application("2", [event("O_SENT", 0), event("O_DECLINED", 2), event("A_CANCELLED", 3)]),
    ]);
    expect(record("9", "before offer", 9000)).toEqual({ accepted: 0, declined: 0, cancelled: 0 });
    const share = 2 / 6;
    expect(record("9", "offer out", 9000).declined).toBeCloseTo(
      logOdds((1 + 40 * share) / 41) - logOdds(share),
      12,
    );
  });
});
