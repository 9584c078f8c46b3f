import { describe, expect, it } from "vitest";
import type { ServedRequest } from "./answer.ts";
import { refuseForeign } from "./refuse-foreign.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };
const own = { host: "127.0.0.1:4173", origin: "http://127.0.0.1:4173", ...form };

function statusOf(over: Partial<ServedRequest>, host = "127.0.0.1", port = 4173): number | undefined {
  const request = { method: "GET", target: "/", headers: { host: "127.0.0.1:4173" }, body: "", ...over };
  return refuseForeign(request, { host, port })?.status;
}

describe("a request to a server of this machine", () => {
  it.each(["127.0.0.1:4173", "localhost:4173", "LOCALHOST:4173", "[::1]:4173"])("is taken for %s", (host) => {
    expect(statusOf({ headers: { host } })).toBeUndefined();
  });

  it.each([
    ["a foreign name, as DNS rebinding sends", "review.example:4173"],
    ["a foreign name that begins like ours", "localhost.example:4173"],
    ["another port", "127.0.0.1:80"],
    ["no port", "127.0.0.1"],
    ["credentials in front", "a@127.0.0.1:4173"],
    ["an address of the network", "192.168.1.9:4173"],
    ["nothing", undefined],
  ])("is refused for %s", (_, host) => {
    expect(statusOf({ headers: host === undefined ? {} : { host } })).toBe(421);
  });

  it.each(["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"])("is refused with %s", (method) => {
    expect(statusOf({ method })).toBe(405);
  });
});

describe("a form", () => {
  it("is taken from a page of the server", () => {
    expect(statusOf({ method: "POST", headers: own })).toBeUndefined();
  });

  it("is taken where a browser names no origin and says that it is the same", () => {
    const { origin, ...rest } = own;
    expect(
      statusOf({ method: "POST", headers: { ...rest, "sec-fetch-site": "same-origin" } }),
    ).toBeUndefined();
    expect(origin).toBe("http://127.0.0.1:4173");
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["the same name on another port", { origin: "http://127.0.0.1:5173" }],
    ["the same name by another scheme", { origin: "https://127.0.0.1:4173" }],
    ["no origin at all", { origin: undefined }],
    ["a hidden origin of another site", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a hidden origin of another site of this machine", { origin: "null", "sec-fetch-site": "same-site" }],
  ])("is refused from %s", (_, over) => {
    expect(statusOf({ method: "POST", headers: { ...own, ...over } })).toBe(403);
  });

  it.each(["application/json", "text/plain", "multipart/form-data; boundary=x", undefined])(
    "is refused as %s",
    (type) => {
      expect(statusOf({ method: "POST", headers: { ...own, "content-type": type } })).toBe(415);
    },
  );
});

describe("a server of the network", () => {
  it.each([
    ["its own address", "192.168.1.9", "192.168.1.9:4173", undefined],
    ["this machine's name for itself", "192.168.1.9", "localhost:4173", 421],
    ["any address where it listens everywhere", "0.0.0.0", "192.168.1.9:4173", undefined],
    ["an address of the sixth version where it listens everywhere", "::", "[fe80::1]:4173", undefined],
    ["a name where it listens everywhere", "0.0.0.0", "review.example:4173", 421],
    ["its own address of the sixth version", "fe80::1", "[fe80::1]:4173", undefined],
  ])("answers to %s or refuses", (_, listening, host, status) => {
    expect(statusOf({ headers: { host } }, listening)).toBe(status);
  });
});
