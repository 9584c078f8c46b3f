import { expect, test } from "vitest";
import { isSafeOrigin, pinnedUrl } from "./pinned-url.ts";

test.each([
  "https://api.hubapi.com",
  "https://acme.my.salesforce.com/",
  "https://CRM.example.com",
  "http://localhost:8080",
  "http://127.0.0.1:1",
  "http://[::1]:8080",
])("credentials may go to %s (invariant:X6)", (text) => {
  expect(isSafeOrigin(text)).toBe(true);
});

test.each([
  "http://api.hubapi.com",
  "https://api.hubapi.com:8443",
  "https://api.hubapi.com.",
  "https://:word@api.hubapi.com",
  "https://169.254.169.254",
  "https://2852039166",
  "https://[::1]",
  "https://intranet",
  "https://a..example.com",
  "https://*.example.com",
  "http://localhost.evil.example",
  "http://localhost@evil.example",
  "https://api.hubapi.com/path",
  "ftp://api.hubapi.com",
  "",
  null,
])("credentials do not go to %j (invariant:X6)", (text) => {
  expect(isSafeOrigin(text)).toBe(false);
});

test("a path never leads away from the origin (invariant:X7)", () => {
  const origin = "https://api.hubapi.com";
  expect(pinnedUrl("crm", origin, { method: "GET", path: "//evil.example" })).toBe(`${origin}//evil.example`);
  for (const path of ["@evil.example", ".evil.example", "https://evil.example", ":443@evil.example"])
    expect(() => pinnedUrl("crm", origin, { method: "GET", path })).toThrow("nothing was sent");
});
