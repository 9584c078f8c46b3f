import { describe, expect, test } from "vitest";
import { type Feed, feedAdapter } from "./feed-adapter.ts";

const TIMES = { createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z", archived: false };
const COMPANY = { id: "7", properties: { name: "ACME" }, ...TIMES };

/** What must fail: a feeding that everything passes says nothing. */
describe("a body that is not what it should be fails", () => {
  test.each<[string, Feed, unknown]>([
    [
      "a record without an id",
      { type: "rows", object: "account", single: true },
      { ...COMPANY, id: undefined },
    ],
    ["a list without results", { type: "rows", object: "account" }, {}],
    ["a page where rows should be", { type: "rows", object: "account" }, "<html></html>"],
    ["a pipeline without an id", { type: "pipelines" }, { results: [{ label: "P", stages: [] }] }],
    ["a property without a name", { type: "properties", object: "contact" }, { results: [{ label: "P" }] }],
    ["an account without a zone", { type: "account" }, { portalId: 1 }],
    ["an empty body that is not empty", { type: "nothing" }, { a: 1 }],
  ])("%s", async (_, feed, body) => {
    await expect(feedAdapter(feed, { status: 200, body })).rejects.toThrow();
  });

  test("a refusal of another code", async () => {
    const body = { status: "error", message: "no", category: "VALIDATION_ERROR" };
    await expect(feedAdapter({ type: "refusal", code: "conflict" }, { status: 400, body })).rejects.toThrow(
      'refused as: "invalid", not "conflict"',
    );
  });
});

test("a record as HubSpot gives it passes", async () => {
  await feedAdapter({ type: "rows", object: "account", single: true }, { status: 200, body: COMPANY });
  expect(COMPANY.id).toBe("7");
});
