import { describe, expect, test } from "vitest";
import { type OfferEvent, strictCut, strictestCut } from "./offer-events.ts";
import { approvedOrCancelled, labelled, splitInTime } from "./protocol.ts";
import { logApplication as application, logEvent as event } from "./testing/log-events.ts";

const names = (events: readonly OfferEvent[]) => events.map(({ activity }) => activity);

describe("the protocol", () => {
  test("the last event of an offer is the label; another last one, or none, leaves a case out", () => {
    const cases = labelled([
      application("1", [
        event("A_SUBMITTED", 0),
        event("O_CANCELLED", 1),
        event("O_ACCEPTED", 2),
        event("A_APPROVED", 3),
      ]),
      application("2", [event("O_SENT", 0)]),
      application("3", [event("A_DECLINED", 0)]),
    ]);
    expect(cases.map(({ id, label, labelledMs }) => [id, label, labelledMs])).toEqual([
      ["1", "accepted", 2000],
    ]);
  });

  test("cases go by first event, then by id as a number; training events at the test start are cut off", () => {
    const cases = ["10", "9", "2", "1", "7"].map((id, k) =>
      application(id, [event("A_SUBMITTED", k < 2 ? 5 : k), event("O_SENT", 100)]),
    );
    const { train, test: later, testStartMs } = splitInTime(cases);
    expect([...train, ...later].map(({ id }) => id)).toEqual(["2", "1", "7", "9", "10"]);
    expect(testStartMs).toBe(5000);
    expect(train.map(({ events }) => events.length)).toEqual([1, 1, 1, 0]);
  });

  test("the strict cut ends before the second of the first outcome; an offer replaced by a new one is none", () => {
    const events = [
      event("O_CREATED", 1),
      event("O_CANCELLED", 2),
      event("O_CREATED", 2),
      event("O_SENT_BACK", 3),
      { ...event("W_Valideren aanvraag", 5), ms: 5001 },
      { ...event("A_APPROVED", 5), ms: 5900 },
      event("O_ACCEPTED", 6),
    ];
    expect(names(strictCut(events))).toEqual(["O_CREATED", "O_CANCELLED", "O_CREATED", "O_SENT_BACK"]);
    expect(names(strictestCut(events))).toEqual(["O_CREATED"]);
  });

  test("an offer cancelled for good ends the trace", () => {
    expect(names(strictCut([event("O_CREATED", 1), event("O_SENT", 2), event("O_CANCELLED", 9)]))).toEqual([
      "O_CREATED",
      "O_SENT",
    ]);
  });

  test.each<[string, OfferEvent[], string[]]>([
    [
      "without any outcome the whole trace stays",
      [event("A_SUBMITTED", 0), event("O_SENT", 1)],
      ["A_SUBMITTED", "O_SENT"],
    ],
    ["an outcome in the first second leaves nothing", [event("A_SUBMITTED", 0), event("A_DECLINED", 0)], []],
    [
      "an application's end cuts before its offer's",
      [event("O_SENT", 0), event("A_REGISTERED", 5), event("O_ACCEPTED", 9)],
      ["O_SENT"],
    ],
    [
      "what stands later in the file but in an earlier second stays",
      [event("A_SUBMITTED", 0), event("A_APPROVED", 5), event("W_Valideren aanvraag", 4)],
      ["A_SUBMITTED", "W_Valideren aanvraag"],
    ],
  ])("strict cut: %s", (_name, events, kept) => expect(names(strictCut(events))).toEqual(kept));

  test("the second target is approved against cancelled, whatever became of offers", () => {
    const cases = approvedOrCancelled([
      application("1", [event("A_CANCELLED", 1)]),
      application("2", [event("A_APPROVED", 2)]),
      application("3", [event("A_DECLINED", 3)]),
    ]);
    expect(cases.map(({ label }) => label)).toEqual(["cancelled", "approved"]);
  });
});
