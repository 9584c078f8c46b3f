import { existsSync, readFileSync } from "node:fs";
import type { HttpAnswer } from "@headway/crm/http";
import { describe, expect, test } from "vitest";
import { mapError, mapRowError } from "./map-error.ts";

const recordings = new URL("../../../../shared/recordings/hubspot/", import.meta.url);
const areThere = existsSync(recordings);
if (!areThere)
  process.stderr.write(`skipping tests on recorded answers: ${recordings.pathname} is not there\n`);

function recorded(name: string): unknown {
  const text = readFileSync(new URL(name, recordings), "utf8");
  return name.endsWith(".json") ? JSON.parse(text) : text;
}

const request = { method: "GET", path: "/crm/objects/2026-09/deals?limit=1" } as const;

function failed(status: number, body: unknown = {}, headers: HttpAnswer["headers"] = {}) {
  return mapError({ status, headers, body }, request);
}

describe("statuses", () => {
  test.each([
    [400, "invalid"],
    [401, "unauthenticated"],
    [403, "forbidden"],
    [404, "not-found"],
    [409, "conflict"],
    [414, "invalid"],
    [423, "unavailable"],
    [429, "rate-limited"],
    [477, "unavailable"],
    [500, "unavailable"],
    [502, "unavailable"],
    [521, "unavailable"],
    [524, "unavailable"],
    [302, "malformed-response"],
  ])("%i means %s", (status, code) => {
    expect(failed(status)?.code).toBe(code);
  });

  test.each([200, 201, 204, 207])("%i is no error", (status) => {
    expect(failed(status)).toBeUndefined();
  });

  test("the message leaves the query out and quotes at most 300 characters", () => {
    const message = failed(400, { message: `\u0007${"x".repeat(1_000)}` })?.message ?? "";
    expect(message).toContain("`GET /crm/objects/2026-09/deals`: xxx");
    expect(message).not.toContain("limit=1");
    expect(message).not.toContain("x".repeat(300));
  });
});

describe("how long to wait (invariant:R3)", () => {
  const date = "Mon, 04 Jan 2027 00:00:00 GMT";
  test.each([
    ["seconds", 429, {}, { "retry-after": "7" }, 7_000],
    ["an HTTP date", 503, {}, { "retry-after": "Mon, 04 Jan 2027 00:00:09 GMT", date }, 9_000],
    ["nonsense, as if absent", 503, {}, { "retry-after": "soon", date }, undefined],
    [
      "a date in the past, as if absent",
      503,
      {},
      { "retry-after": "Sun, 03 Jan 2027 00:00:00 GMT", date },
      undefined,
    ],
    ["ten seconds for the rolling limit", 429, { policyName: "TEN_SECONDLY_ROLLING" }, {}, 10_000],
    ["one second for the search limit", 429, { policyName: "SECONDLY" }, {}, 1_000],
    ["the interval HubSpot names", 429, {}, { "x-hubspot-ratelimit-interval-milliseconds": "5000" }, 5_000],
    ["an hour for the day's limit", 429, { policyName: "DAILY" }, {}, 3_600_000],
    ["two seconds for a locked record", 423, {}, {}, 2_000],
    ["nothing said", 503, {}, {}, undefined],
  ])("%s", (_, status, body, headers, expected) => {
    expect(failed(status, body, headers)?.details.retryAfterMs).toBe(expected);
  });
});

describe.skipIf(!areThere)("recorded answers", () => {
  test.each([
    ["008-ruby-hubs-find-by-id-no-scope.json", 403, "forbidden", "crm.objects.companies.read"],
    ["311-connector-metadata-err-schemas-scope.json", 403, "forbidden", "custom-object-read"],
    [
      "292-connector-batch-create-contacts-err-many-invalid-properties.json",
      400,
      "invalid",
      "first000name, last000name",
    ],
    ["291-connector-batch-create-contacts-err-conflict.json", 409, "conflict", undefined],
    ["297-connector-batch-update-contacts-err-duplicate-ids.json", 400, "invalid", undefined],
    ["006-ruby-hubs-delete.xml", 404, "not-found", undefined],
  ])("%s", (name, status, code, subject) => {
    const companies = { method: "GET", path: "/crm/v3/objects/companies/1" } as const;
    const error = mapError({ status, headers: {}, body: recorded(name) }, companies);
    expect(error?.code).toBe(code);
    if (subject === undefined) expect(error?.details.subject).toBeUndefined();
    else expect(error?.details.subject).toBe(subject);
  });

  test("the id to quote to HubSpot's support comes along, from body or header", () => {
    const body = recorded("291-connector-batch-create-contacts-err-conflict.json");
    expect(failed(409, body)?.details.requestId).toBe("c0895ebf-9e3e-4b7d-b6e6-124e02d3f9c3");
    expect(failed(404, "<html>", { "x-hubspot-correlation-id": "abc" })?.details.requestId).toBe("abc");
  });

  test("rows of a 207", () => {
    const partial = recorded("299-connector-batch-update-contacts-err-partial-success.json") as {
      errors: unknown[];
    };
    expect(mapRowError(partial.errors[0])).toMatchObject({ code: "not-found" });
    const created = recorded("293-connector-batch-create-contacts-err-partial-success.json") as {
      errors: unknown[];
    };
    expect(mapRowError(created.errors[0])).toMatchObject({
      code: "conflict",
      reason: "Contact already exists. Existing ID: 171591000198",
    });
  });
});
