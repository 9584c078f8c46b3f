import { describe, expect, it } from "vitest";
import { cardRecord, headwayCalls } from "../src/app/cards/headway-calls.ts";
import { stalledDeal } from "./example-standing.ts";

const record = { object: "deal", id: "7" } as const;

describe("the calls behind the card", () => {
  it("knows deals and companies by HubSpot's ids, and nothing else", () => {
    expect(cardRecord({ objectId: 7, objectTypeId: "0-3" })).toEqual(record);
    expect(cardRecord({ objectId: 7, objectTypeId: "0-2" })).toEqual({ object: "account", id: "7" });
    expect(() => cardRecord({ objectId: 7, objectTypeId: "0-1" })).toThrow("not 0-1");
  });

  it("hands the record and the entry to the functions by their uids", async () => {
    const asked: unknown[] = [];
    const calls = headwayCalls(async (name, { parameters }) => {
      asked.push([name, parameters]);
      const body = name === "headway_assess" ? stalledDeal : { status: "saved", note: "" };
      return { status: "done", body };
    });
    expect(await calls.assess(record)).toBe(stalledDeal);
    expect(await calls.log(record, { type: "thanks", who: "Ms Berg" })).toEqual({
      status: "saved",
      note: "",
    });
    expect(asked).toEqual([
      ["headway_assess", record],
      ["headway_log", { ...record, entry: '{"type":"thanks","who":"Ms Berg"}' }],
    ]);
  });

  it.each([null, "", {}, { status: "assessed" }, { status: "done", body: {} }, []])(
    "takes %o for no assessment rather than an empty one",
    async (answer) => {
      await expect(headwayCalls(async () => answer).assess(record)).rejects.toThrow("no assessment");
      expect((await headwayCalls(async () => answer).log(record, {})).status).toBe("unknown");
    },
  );

  it.each([
    [true, "unknown"],
    [false, "refused"],
  ])("passes on the function's own words about a failure (trying again: %s)", async (tryAgain, status) => {
    const answer = { status: "failed", code: "401", message: "HubSpot answered 401", tryAgain };
    const calls = headwayCalls(async () => answer);
    await expect(calls.assess(record)).rejects.toThrow("HubSpot answered 401");
    expect(await calls.log(record, {})).toEqual({ status, reason: "HubSpot answered 401" });
  });

  it("does not know whether an entry arrived that nobody answered", async () => {
    const calls = headwayCalls(() => Promise.reject(new Error("timed out")));
    expect(await calls.log(record, {})).toEqual({ status: "unknown", reason: "timed out" });
  });
});
