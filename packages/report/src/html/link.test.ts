import { describe, expect, it } from "vitest";
import { link, localLink } from "./link.ts";

describe("links of a page (invariant:X4)", () => {
  it.each([
    ["https://crm.example/deal/1", `<a href="https://crm.example/deal/1" rel="noreferrer noopener">deal</a>`],
    ["HTTP://crm.example/a b", `<a href="http://crm.example/a%20b" rel="noreferrer noopener">deal</a>`],
    [
      "https://crm.example/?a=1&b=2",
      `<a href="https://crm.example/?a=1&amp;b=2" rel="noreferrer noopener">deal</a>`,
    ],
    ["javascript:alert(1)", `deal <span class="soft">(javascript:alert(1))</span>`],
    [" https://crm.example/", `deal <span class="soft">( https://crm.example/)</span>`],
    ["//crm.example/deal/1", `deal <span class="soft">(//crm.example/deal/1)</span>`],
    ["https://", `deal <span class="soft">(https://)</span>`],
    ["deal 1", `deal <span class="soft">(deal 1)</span>`],
  ])("leads from %s only to the web", (url, expected) => {
    expect(link(url, "deal").text).toBe(expected);
  });

  it("is words alone where there is no address", () => {
    expect(link(null, "a < b").text).toBe("a &lt; b");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "x",
    "/a b",
    "",
  ])("stays on its server: %s is no path", (path) => {
    expect(localLink(path, "why").text).toBe("why");
  });

  it("leads to a page of the server", () => {
    expect(localLink("/record/deal/1?a=1&b=2", "why").text).toBe(
      `<a href="/record/deal/1?a=1&amp;b=2">why</a>`,
    );
  });
});
