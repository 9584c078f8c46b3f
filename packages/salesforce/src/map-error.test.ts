import { existsSync, readFileSync } from "node:fs";
import type { HttpAnswer } from "@headway/crm/http";
import { describe, expect, it } from "vitest";
import { wholeReading } from "./error-reading.ts";
import { mapError, mapRowError } from "./map-error.ts";
import { readBody, SaveResults } from "./vendor-answers.ts";

const request = { method: "GET", path: "/services/data/v67.0/query?q=SELECT+secret" } as const;
const recordings = new URL("../../../../shared/recordings/salesforce/", import.meta.url);

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, body, headers };
}

function fault(status: number, errorCode: string, message = "said so"): HttpAnswer {
  return answer(status, [{ errorCode, message }]);
}

describe("mapError", () => {
  it("finds nothing wrong with a good answer", () => {
    expect(mapError(answer(200, [{ errorCode: "INVALID_TYPE", message: "" }]), request)).toBeUndefined();
    expect(mapError(answer(204, null), request)).toBeUndefined();
  });

  it.each([
    [401, "INVALID_SESSION_ID", "unauthenticated"],
    [403, "REQUEST_LIMIT_EXCEEDED", "rate-limited"],
    [403, "API_DISABLED_FOR_ORG", "forbidden"],
    [403, "INSUFFICIENT_ACCESS", "forbidden"],
    [400, "UNABLE_TO_LOCK_ROW", "unavailable"],
    [400, "INVALID_TYPE", "not-found"],
    [400, "INVALID_FIELD", "not-found"],
    [404, "NOT_FOUND", "not-found"],
    [404, "ENTITY_IS_DELETED", "not-found"],
    [400, "MALFORMED_QUERY", "invalid"],
    [400, "QUERY_TIMEOUT", "invalid"],
    [400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "invalid"],
    [400, "DUPLICATE_VALUE", "conflict"],
    [503, "SERVER_UNAVAILABLE", "unavailable"],
    [500, "UNKNOWN_EXCEPTION", "unavailable"],
    [302, "constructor", "malformed-response"],
  ] as const)("%i %s is `%s`", (status, errorCode, code) => {
    expect(mapError(fault(status, errorCode), request)?.code).toBe(code);
  });

  it("says what happened without the query, which may hold names", () => {
    const error = mapError(fault(400, "INVALID_TYPE", "sObject type 'X' is not supported"), request);
    expect(error?.message).toContain("`INVALID_TYPE`: sObject type 'X' is not supported");
    expect(error?.message).not.toContain("secret");
    expect(error?.details).toMatchObject({ status: 400, vendorCode: "INVALID_TYPE" });
  });

  it("waits an hour for the daily limit and backs off for the concurrent one", () => {
    const limit = fault(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    const daily = mapError(limit, request, wholeReading);
    const concurrent = mapError(
      fault(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
      request,
      wholeReading,
    );
    expect(daily?.details.retryAfterMs).toBe(3_600_000);
    expect(concurrent?.details.retryAfterMs).toBeUndefined();
  });

  it.each([
    ["7", 7000],
    ["Sun, 06 Nov 2026 08:50:07 GMT", 30_000],
    ["soon", undefined],
  ])("reads Retry-After %s by the answer's own clock (invariant:R3)", (text, expected) => {
    const headers = { "retry-after": text, date: "Sun, 06 Nov 2026 08:49:37 GMT" };
    expect(mapError(answer(503, null, headers), request, wholeReading)?.details.retryAfterMs).toBe(expected);
  });

  it("reads OAuth refusals and SOAP faults", () => {
    const oauth = { error: "invalid_grant", error_description: "authentication failure" };
    expect(mapError(answer(400, oauth), request, wholeReading)?.code).toBe("unauthenticated");
    const soap = "<x><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>no</faultstring></x>";
    expect(mapError(answer(500, soap), request, wholeReading)?.code).toBe("unauthenticated");
  });
});

describe("recorded answers", () => {
  it.skipIf(!existsSync(recordings)).each([
    ["191-connector-unknown-object.json", 400, "not-found"],
    ["190-connector-unknown-field.json", 400, "not-found"],
    ["166-connector-crm-delete-not-found.json", 404, "not-found"],
    ["167-connector-invalid-field-upsert.json", 400, "forbidden"],
    ["173-connector-metadata-write-err-duplicate-permission-assignment.json", 400, "conflict"],
    ["192-restforce-auth-error-response.json", 400, "unauthenticated"],
    ["194-restforce-expired-session-response.json", 401, "unauthenticated"],
  ] as const)("%s with %i is `%s`", (file, status, code) => {
    const body: unknown = JSON.parse(readFileSync(new URL(file, recordings), "utf8"));
    expect(mapError(answer(status, body), request, wholeReading)?.code).toBe(code);
  });

  it.skipIf(!existsSync(recordings)).each([
    ["152-connector-batch-update-contacts-err-each-no-ids.json", "invalid", undefined],
    ["150-connector-batch-create-contacts-partial-but-allOrNone.json", "invalid", "LastName"],
  ])("%s refuses its first row", (file, code, field) => {
    const body: unknown = JSON.parse(readFileSync(new URL(file, recordings), "utf8"));
    const [row] = readBody(SaveResults, body, "a recording");
    const refusal = mapRowError(row?.errors ?? undefined);
    expect(refusal.code).toBe(code);
    expect(refusal.field).toBe(field);
  });
});
