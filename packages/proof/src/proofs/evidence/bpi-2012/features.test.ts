import { describe, expect, test } from "vitest";
import type { AmountReading } from "./amount-features.ts";
import { groupsFor, scoreFeatures } from "./features.ts";
import { office } from "./office.ts";
import { rampNames, ramps } from "./ramps.ts";
import { prefixSamples } from "./samples.ts";
import { logApplication as application, logEvent as event } from "./testing/log-events.ts";

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
    const bank = office([application("1", events)]);
    const whole = prefixSamples([application("1", events)], groupsFor("finer-ramps", true, [8, 9]), bank);
    for (const length of [1, 2, 3]) {
      const cut = prefixSamples(
        [application("1", events.slice(0, length))],
        groupsFor("finer-ramps", true, [8, 9]),
        bank,
      );
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
    const { table } = prefixSamples(
      [application("1", events)],
      groupsFor("finer-ramps", true, [8, 9]),
      office([]),
    );
    const column = (name: string) => {
      const k = table.features.findIndex((feature) => feature.name === name);
      return [0, 1, 2].map((row) => table.values[row * table.features.length + k]);
    };
    expect(column("offer returned")).toEqual([0, 0, 1]);
    expect(column("days waited 1-3")).toEqual([0, 0.5, 0]);
    expect(column("chase run 0-1")).toEqual([0, 1, 0]);
    expect(column("amount 7500-10000")).toEqual([1, 1, 1]);
  });

  test("a prefix knows nothing of what other applications did later", () => {
    const day = 86_400;
    const own = application("1", [
      event("A_SUBMITTED", day),
      event("O_SENT", 2 * day),
      event("O_SENT_BACK", 3 * day),
    ]);
    const past = [event("O_SENT", 0), event("O_ACCEPTED", day - 1)];
    const future = [
      event("O_SENT_BACK", 3 * day),
      event("O_DECLINED", 4 * day),
      event("A_CANCELLED", 5 * day),
    ];
    for (const amount of ["ramps", "finer-ramps", "bands"] as const) {
      for (const isCut of [true, false]) {
        const groups = groupsFor(amount, isCut, [8, 9]);
        const without = prefixSamples([own], groups, office([own, application("2", past)]));
        const others = [application("2", [...past, ...future]), application("3", future)];
        const withLater = prefixSamples([own], groups, office([own, ...others]));
        expect([...withLater.table.values]).toEqual([...without.table.values]);
      }
    }
  });

  test("the amount is read as ramps, with finer ones beside them, in bands, and for being no round sum", () => {
    const read = (amount: number, reading: AmountReading, name: string) => {
      const groups = groupsFor(reading, true, [Math.log(5000), Math.log(20_000)]);
      const made = application("1", [event("A_SUBMITTED", 0)], amount);
      const { table } = prefixSamples([made], groups, office([]));
      return table.values[groups.flatMap((group) => group.names).indexOf(name)];
    };
    const finer = `amount, logarithm ${Math.log(5000)}-${Math.log(20_000)}`;
    expect(read(10_000, "bands", "amount from 10000")).toBe(1);
    expect(read(9_999, "bands", "amount from 10000")).toBe(0);
    expect(read(10_000, "finer-ramps", finer)).toBeCloseTo(0.5, 12);
    expect(read(4_000, "finer-ramps", finer)).toBe(0);
    expect(read(10_000, "ramps", finer)).toBeUndefined();
    for (const reading of ["ramps", "finer-ramps"] as const) {
      expect(read(8_750, reading, "amount 7500-10000")).toBe(0.5);
      expect(read(8_700, reading, "amount no multiple of 500")).toBe(1);
      expect(read(8_700, reading, "amount no multiple of 100")).toBe(0);
      expect(read(8_710, reading, "amount no multiple of 100")).toBe(1);
    }
  });

  test("advances and a good record may only speak for acceptance, a chase only against it", () => {
    const sign = (task: "accepted" | "declined" | "cancelled", name: string) =>
      scoreFeatures(groupsFor("ramps", true), task).find((feature) => feature.name === name)?.sign;
    expect(sign("accepted", "offer returned")).toBe(1);
    expect(sign("cancelled", "offer returned")).toBe(-1);
    expect(sign("declined", "offer returned")).toBe(0);
    expect(sign("accepted", "chase run 0-1")).toBe(-1);
    expect(sign("cancelled", "seller's record, returned, cancelled")).toBe(1);
    expect(sign("accepted", "seller's record, returned, accepted")).toBe(1);
  });
});
