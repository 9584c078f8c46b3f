import { CrmError } from "../crm-error.ts";
import type { HttpAnswer } from "./transport.ts";

/** Fields of a form by which credentials are shown, where they are not in a header. */
const secretFields = [
  ...[
    "client_secret",
    "refresh_token",
    "access_token",
    "token",
    "code",
    "code_verifier",
    "assertion",
    "password",
  ],
];
/** Shorter texts are words rather than secrets, and would be blotted out everywhere. */
const shortestSecret = 6;
const blot = "[secret]";
const mostCauses = 5;

/** What a request shows of credentials: its `Authorization`, and the secret fields of a form in its body. */
export function shownSecrets(headers: Readonly<Record<string, string>>, body: unknown): readonly string[] {
  const isForm = (headers["content-type"] ?? "").includes("form-urlencoded");
  const form = new URLSearchParams(isForm && typeof body === "string" ? body : "");
  const fields = secretFields.flatMap((name) => form.getAll(name));
  return [...fields, ...bearerOf(headers)];
}

/** The token in a request's `Authorization`, where it has one. */
export function bearerOf(headers: Readonly<Record<string, string>>): readonly string[] {
  return (headers.authorization ?? "").split(" ", 2).slice(1);
}

/**
 * Sends a request and blots out its own credentials wherever a failure says them back: vendors, proxies and
 * SDKs quote requests in messages, headers and errors (`invariant:X1`). A good answer stays as it is.
 */
export async function withoutShownSecrets(
  secrets: readonly string[],
  send: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const redact = redactor(secrets);
  try {
    const answer = await send();
    if (answer.status < 300) return answer;
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)]);
    return { ...answer, headers: Object.fromEntries(headers), body: redactedBody(answer.body, redact) };
  } catch (error) {
    throw CrmError.is(error) ? redactedError(error, redact) : error;
  }
}

type Redact = (text: string) => string;

function redactor(secrets: readonly string[]): Redact {
  const long = secrets.filter((secret) => secret.length >= shortestSecret);
  const forms = new Set(long.flatMap((secret) => [secret, encodeURIComponent(secret)]));
  return (text) => [...forms].reduce((clean, form) => clean.replaceAll(form, blot), text);
}

function redactedBody(body: unknown, redact: Redact): unknown {
  if (typeof body === "string") return redact(body);
  if (typeof body !== "object" || body === null) return body;
  const text = JSON.stringify(body);
  const clean = redact(text);
  return clean === text ? body : (JSON.parse(clean) as unknown);
}

function redactedError(error: CrmError, redact: Redact): CrmError {
  const { cause, ...details } = error.details;
  const texts = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? redact(value) : value,
  ]);
  const clean = Object.fromEntries(texts) as typeof details;
  return new CrmError(error.code, {
    ...clean,
    ...(cause === undefined ? {} : { cause: redactedCause(cause, redact) }),
  });
}

/** Name, message, code and causes of an error; whatever else hangs on it may be the whole request. */
function redactedCause(cause: unknown, redact: Redact, depth = 1): unknown {
  if (!(cause instanceof Error)) return typeof cause === "string" ? redact(cause) : undefined;
  const inner = depth < mostCauses ? redactedCause(cause.cause, redact, depth + 1) : undefined;
  const clean = new Error(redact(cause.message), inner === undefined ? {} : { cause: inner });
  const code = "code" in cause && typeof cause.code === "string" ? { code: redact(cause.code) } : {};
  return Object.assign(clean, { name: cause.name, stack: redact(cause.stack ?? ""), ...code });
}
