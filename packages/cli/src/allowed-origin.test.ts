import { describe, expect, it } from "vitest";
import { allowedOrigin } from "./allowed-origin.ts";
import { ConfigError } from "./config-error.ts";

const hosts = ["api.example.com", ".my.example.com"];

describe("invariant:X6 credentials go to listed hosts only", () => {
  it.each([
    ["https://api.example.com", "https://api.example.com", false],
    ["https://API.example.com/", "https://api.example.com", false],
    ["https://acme.my.example.com", "https://acme.my.example.com", false],
    ["https://acme--uat.sandbox.my.example.com", "https://acme--uat.sandbox.my.example.com", false],
    ["https://api.example.com:443", "https://api.example.com", false],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080", true],
    ["http://localhost:8080", "http://localhost:8080", true],
    ["http://[::1]:8080", "http://[::1]:8080", true],
  ])("takes %s", (text, origin, isLoopback) => {
    expect(allowedOrigin("url", text, hosts)).toEqual({ origin, isLoopback });
  });

  it.each([
    "http://api.example.com",
    "https://api.example.com:8443",
    "https://api.example.com.evil",
    "https://evil-api.example.com",
    "https://my.example.com",
    "https://.my.example.com",
    "https://evil#.my.example.com",
    "https://evil?.my.example.com",
    "https://evil/.my.example.com",
    "https://evil\\.my.example.com",
    "https://user@api.example.com",
    "https://user:word@api.example.com",
    "https://api.example.com@evil.example",
    "https://api.example.com.",
    "https://api.example.com/path",
    "https://api.example.com?x=1",
    "https://api.example.com#",
    "https://169.254.169.254",
    "https://2852039166",
    "https://0xa9fea9fe",
    "https://[::ffff:169.254.169.254]",
    "http://169.254.169.254",
    "http://127.0.0.1.evil.example",
    "http://127.0.0.1@evil.example",
    "http://localhost.evil.example",
    "https://аpi.example.com",
    "https://evil.my.example.com.evil",
    "https://evil%2emy.example.com.evil",
    "ftp://api.example.com",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//api.example.com",
    "api.example.com",
    "",
    " ",
  ])("refuses %s", (text) => {
    expect(() => allowedOrigin("url", text, hosts)).toThrow(ConfigError);
  });

  it("takes a host that the config names", () => {
    expect(allowedOrigin("url", "https://crm.gov.example", [...hosts, "crm.gov.example"]).isLoopback).toBe(
      false,
    );
  });
});
