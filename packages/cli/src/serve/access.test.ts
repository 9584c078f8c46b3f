import { describe, expect, it } from "vitest";
import { openAccess, tokenAccess } from "./access.ts";
import type { ServedRequest } from "./answer.ts";

function request(target: string, cookie?: string): ServedRequest {
  return { method: "GET", target, headers: cookie === undefined ? {} : { cookie }, body: "" };
}

function guarded() {
  const texts = ["the-token", "the-key"];
  return tokenAccess(() => texts.shift() ?? "");
}

function answerOf(access: ReturnType<typeof guarded>, asked: ServedRequest) {
  const admitted = access.admit(asked);
  return admitted.status === "answer" ? admitted.answer : undefined;
}

describe("access beyond this machine", () => {
  it("gives the token to the browser that logs in first, as a cookie that scripts cannot read", () => {
    const access = guarded();
    const answer = answerOf(access, request(access.loginPath ?? ""));
    expect(answer?.status).toBe(303);
    expect(answer?.headers).toMatchObject({
      location: "/",
      "set-cookie": "headway=the-token; Path=/; HttpOnly; SameSite=Strict",
      "cache-control": "no-store",
    });
    expect(access.admit(request("/", "other=1; headway=the-token"))).toEqual({ status: "in" });
  });

  it("lets nobody log in twice by one address", () => {
    const access = guarded();
    const path = access.loginPath ?? "";
    answerOf(access, request(path));
    expect(answerOf(access, request(path))?.status).toBe(403);
    expect(answerOf(access, request(path))?.headers).not.toHaveProperty("set-cookie");
  });

  it.each([
    ["no cookie", "/", undefined, 401],
    ["another token", "/", "headway=the-tokem", 401],
    ["a longer token", "/", "headway=the-token-and-more", 401],
    ["an empty token", "/", "headway=", 401],
    ["the key in place of the token", "/", "headway=the-key", 401],
    ["a wrong key", "/login?key=guess", undefined, 403],
    ["no key", "/login", undefined, 403],
    ["the token in the address", "/?headway=the-token", undefined, 401],
  ])("refuses %s", (_, target, cookie, status) => {
    expect(answerOf(guarded(), request(target, cookie))?.status).toBe(status);
  });

  it("says the token and the key in no answer's text", () => {
    const access = guarded();
    for (const target of ["/", "/login?key=guess", access.loginPath ?? ""]) {
      expect(answerOf(access, request(target))?.body).not.toMatch(/the-token|the-key/);
    }
  });
});

describe("access on this machine", () => {
  it("needs no login", () => {
    expect(openAccess.admit(request("/"))).toEqual({ status: "in" });
    expect(openAccess.loginPath).toBeNull();
  });
});
