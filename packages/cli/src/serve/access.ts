import { createHash, timingSafeEqual } from "node:crypto";
import { type Answer, type ServedRequest, seeOther, textAnswer } from "./answer.ts";

/** Who may come in. */
export interface Access {
  /** The path that lets one browser in, once; `null` where none is needed. */
  readonly loginPath: string | null;
  /** Lets the request in, answers a login, or refuses. */
  admit(
    request: ServedRequest,
  ): { readonly status: "in" } | { readonly status: "answer"; readonly answer: Answer };
}

const cookieName = "headway";

/** Everybody who reaches this machine's own address. */
export const openAccess: Access = { loginPath: null, admit: () => ({ status: "in" }) };

/**
 * Only who holds a token, which a browser gets as a cookie by a login address that works once. Neither is ever
 * logged; the cookie is not readable by scripts and is sent from this server's own pages alone.
 */
export function tokenAccess(randomText: () => string): Access {
  const token = randomText();
  let key: string | null = randomText();
  return {
    loginPath: `/login?key=${key}`,
    admit(request) {
      const [path = "", query = ""] = request.target.split("?", 2);
      if (path !== "/login") {
        const held = cookieOf(request.headers.cookie);
        if (held !== undefined && isSame(held, token)) return { status: "in" };
        return { status: "answer", answer: textAnswer(401, notLetIn) };
      }
      const given = new URLSearchParams(query).get("key") ?? "";
      if (key === null || !isSame(given, key)) {
        return { status: "answer", answer: textAnswer(403, spent) };
      }
      key = null;
      const cookie = `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict`;
      return { status: "answer", answer: seeOther("/", { "set-cookie": cookie }) };
    },
  };
}

const notLetIn =
  "This review is open to one browser, by the address that `headway serve` printed when it was started.";
const spent = "This login address has been used, or is not one. Start `headway serve` again for a new one.";

function cookieOf(header: string | undefined): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === cookieName) return value;
  }
  return undefined;
}

/** Takes the same time whatever is different. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
