import { describe, expect, it } from "vitest";
import { type SandboxCrmReport, type SandboxRunReport, shortfalls } from "./sandbox-run-report.ts";

const good: SandboxCrmReport = {
  pulled: { deal: 100 },
  assessed: { deal: 100 },
  outcomes: { won: 1, lost: 1, open: 98 },
  returnedOffers: 0,
  written: 100,
  refused: 0,
  secondRunWrites: 0,
  witnessedDeals: 100,
  requests: 110,
  requestsFloor: 100,
  details: {
    requestsByPhase: {},
    requestsByObject: {},
    floorByObject: {},
    requestsSeenBySandbox: 110,
    requestsOfSecondRun: 0,
    writtenByObject: {},
    evidence: 0,
    unwitnessed: [],
    gaps: [],
    secondsByPhase: {},
  },
};

function report(over: Partial<SandboxCrmReport>): SandboxRunReport {
  return { crms: { memory: { ...good, ...over } }, rate: "none", peakRssBytes: 1, wallSeconds: 1 };
}

describe("what a run against sandboxes must hold", () => {
  it("has no shortfall at the limits", () => {
    expect(shortfalls(report({}))).toEqual([]);
  });

  it.each<[string, Partial<SandboxCrmReport>, string]>([
    ["a second run that writes", { secondRunWrites: 1 }, "wrote 1 times"],
    ["a deal not found as written", { witnessedDeals: 99 }, "99 of 100 deals"],
    ["no deal at all", { pulled: {}, witnessedDeals: 0 }, "0 of 0 deals"],
    ["a refused write", { refused: 2 }, "2 writes were refused"],
    ["one request too many", { requests: 111 }, "took 111 requests, expected at most 1.1 times 100"],
  ])("names %s", (_, over, expected) => {
    expect(shortfalls(report(over))).toEqual([expect.stringContaining(expected)]);
  });
});
