import { expect, test } from "vitest";
import { CrmError } from "../crm-error.ts";
import { bearerOf, shownSecrets, withoutShownSecrets } from "./shown-secrets.ts";

const token = "pat-na1-canary/with+signs";

test("what is shown is the token and the secret fields of a form", () => {
  const form =
    "grant_type=refresh_token&client_secret=first-secret&refresh_token=second-secret&redirect_uri=x";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" };
  expect(shownSecrets(headers, form)).toEqual(["first-secret", "second-secret", token]);
  expect(shownSecrets({}, { client_secret: "no form" })).toEqual([]);
  expect([bearerOf(headers), bearerOf({})]).toEqual([[token], []]);
});

test("an answer that refuses says nothing back, in its body or headers (invariant:X1)", async () => {
  const body = { message: `no ${token}`, errors: [{ message: encodeURIComponent(token) }] };
  const refused = { status: 401, headers: { "x-request-id": token }, body };
  const answer = await withoutShownSecrets([token], async () => refused);
  expect(JSON.stringify(answer)).not.toContain("canary");
  expect(answer).toMatchObject({ status: 401, body: { message: "no [secret]" } });
});

test("a good answer stays as it is: a refresh may give the same token again", async () => {
  const good = { status: 200, headers: {}, body: { refresh_token: token } };
  expect(await withoutShownSecrets([token], async () => good)).toBe(good);
});

test("an error keeps its name, code and causes without the secret, and nothing that hangs on it", async () => {
  const inner = Object.assign(new Error(`reset ${token}`), { code: "ECONNRESET", headers: { token } });
  const cause = new TypeError("fetch failed", { cause: inner });
  const failing = withoutShownSecrets([token], async () => {
    throw new CrmError("unavailable", { crm: "crm", message: `no answer to ${token}`, cause });
  });
  const error: unknown = await failing.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "unavailable",
    message: "no answer to [secret]",
    cause: {
      name: "TypeError",
      message: "fetch failed",
      cause: { code: "ECONNRESET", message: "reset [secret]" },
    },
  });
  const found = CrmError.is(error) && error.cause instanceof Error ? error.cause.cause : undefined;
  expect(found).not.toHaveProperty("headers");
});

test("what is no error of a CRM is the caller's own and passes", async () => {
  const reason = new Error("enough");
  await expect(withoutShownSecrets([token], () => Promise.reject(reason))).rejects.toBe(reason);
});
