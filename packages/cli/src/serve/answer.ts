import { createHash } from "node:crypto";

/** A request as the pages see it: read whole, headers in lower case. */
export interface ServedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly headers: Readonly<Partial<Record<string, string>>>;
  readonly body: string;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** On every answer: nothing is kept, framed, guessed at or named to others. */
const strictHeaders = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** A page, whose policy allows its own style sheet by hash, forms to this server, and nothing else. */
export function pageAnswer(page: string, status = 200): Answer {
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
  return {
    status,
    headers: {
      ...strictHeaders,
      "content-security-policy": policy,
      "content-type": "text/html; charset=utf-8",
    },
    body: page,
  };
}

/** A short text, for what is refused before there is a page. */
export function textAnswer(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: {
      ...strictHeaders,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "text/plain; charset=utf-8",
      ...headers,
    },
    body: `${text}\n`,
  };
}

/** Sends the browser on to another page of this server. */
export function seeOther(path: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return textAnswer(303, `See ${path}`, { location: path, ...headers });
}
