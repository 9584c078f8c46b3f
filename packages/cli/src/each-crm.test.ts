import { CrmError } from "@headway/crm";
import { SyncError } from "@headway/sync";
import { describe, expect, it } from "vitest";
import { eachCrm, worstExitCode } from "./each-crm.ts";
import { memoryVendor } from "./testing/fake-context.ts";

const found = ["one", "two", "three"].map((crm) => ({
  vendor: { ...memoryVendor(), crm },
  credentials: {},
  from: "environment",
}));

describe("several CRMs", () => {
  it.each<[string, Error, string[], (string | null)[], number]>([
    ["unavailable", new CrmError("unavailable", { crm: "two", message: "x" }), ["one", "three"], ["two"], 3],
    ["a defect", new TypeError("x"), ["one", "three"], ["two"], 3],
    ["another account", new SyncError("account-changed", "x"), ["one", "three"], ["two"], 2],
    ["a locked store", new SyncError("store-locked", "x"), ["one"], [null], 3],
    ["stopped", new CrmError("aborted", { crm: "two", message: "x" }), ["one"], [null], 130],
  ])(
    "keep what is done, and go on where the next may fare better: %s",
    async (_, error, done, crms, exitCode) => {
      const ended = await eachCrm(found, async ({ vendor: { crm } }) => {
        if (crm === "two") throw error;
        return crm;
      });
      expect(ended.done).toEqual(done);
      expect(ended.errors.map(({ crm }) => crm)).toEqual(crms);
      expect(worstExitCode(ended.errors, [1, 0])).toBe(exitCode);
    },
  );

  it("end with the worst of the records where nothing failed", () => {
    expect(worstExitCode([], [0, 1, 0])).toBe(1);
    expect(worstExitCode([], [])).toBe(0);
  });
});
