import { describe, expect, test } from "vitest";
import { strictGroups } from "./features.ts";
import { type Application, type OfferEvent, strictCut, strictestCut } from "./offer-events.ts";
import { approvedOrCancelled, labelled, splitInTime } from "./protocol.ts";
import { rampNames, ramps } from "./ramps.ts";
import { prefixSamples } from "./samples.ts";
import { sellerWork } from "./seller-work.ts";

const event = (activity: string, second: number, part: Partial<OfferEvent> = {}): OfferEvent => ({
  ms: second * 1000,
  activity,
  lifecycle: "COMPLETE",
  resource: "9",
  hour: 10,
  ...part,
});
const application = (id: string, events: OfferEvent[]): Application => ({ id, amount: 10_000, events });
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

  test("the second target is approved against cancelled, whatever became of offers", () => {
    const cases = approvedOrCancelled([
      application("1", [event("A_CANCELLED", 1)]),
      application("2", [event("A_APPROVED", 2)]),
      application("3", [event("A_DECLINED", 3)]),
    ]);
    expect(cases.map(({ label }) => label)).toEqual(["cancelled", "approved"]);
  });
});

describe("the features", () => {
  test("ramps rise one after the other", () => {
    expect(ramps(4, [0, 1, 3, 5, 9])).toEqual([1, 1, 0.5, 0]);
    expect(rampNames("days", [0, 1, 3])).toEqual(["days 0-1", "days 1-3"]);
  });

  test("a prefix sees nothing of what comes after it", () => {
    const events = [
      event("A_SUBMITTED", 0),
      event("O_SENT", 90_000),
      event("O_SENT_BACK", 180_000),
      event("O_SENT", 270_000),
    ];
    const work = sellerWork([application("1", events)]);
    const whole = prefixSamples([application("1", events)], strictGroups, work);
    for (const length of [1, 2, 3]) {
      const cut = prefixSamples([application("1", events.slice(0, length))], strictGroups, work);
      const width = whole.table.features.length;
      expect([...whole.table.values.subarray(0, length * width)]).toEqual([...cut.table.values]);
    }
    expect([...whole.prefixes]).toEqual([1, 2, 3, 4]);
  });

  test("a returned offer and the wait for it are read by hand", () => {
    const events = [
      event("O_SENT", 0),
      event("W_Nabellen offertes", 2 * 86_400),
      event("O_SENT_BACK", 3 * 86_400),
    ];
    const { table } = prefixSamples([application("1", events)], strictGroups, () => ({
      rows: 0,
      validating: 0,
      callingAboutOffers: 0,
      completing: 0,
      evenings: 0,
      amounts: 4,
    }));
    const column = (name: string) => {
      const k = table.features.findIndex((feature) => feature.name === name);
      return [0, 1, 2].map((row) => table.values[row * table.features.length + k]);
    };
    expect(column("offer returned")).toEqual([0, 0, 1]);
    expect(column("days waited 1-3")).toEqual([0, 0.5, 0]);
    expect(column("chase run 0-1")).toEqual([0, 1, 0]);
    expect(column("amount 7500-10000")).toEqual([1, 1, 1]);
  });

  test("what a seller did counts only what lies before", () => {
    const work = sellerWork([
      application("1", [event("W_Valideren aanvraag", 1), event("W_Completeren aanvraag", 2, { hour: 19 })]),
    ]);
    expect(work("9", 1000).rows).toBe(0);
    expect(work("9", 2000)).toMatchObject({ rows: 1, validating: 2 / 9, completing: 1 / 9 });
    expect(work("9", 3000)).toMatchObject({ rows: 2, evenings: 2 / 10, amounts: 4 });
    expect(work("nobody", 3000)).toMatchObject({ rows: 0, validating: 1 / 8 });
  });
});
