import { CrmError } from "@headway/crm";
import {
  type HttpAnswer,
  type HttpRequest,
  noAnswer,
  parseBody,
  pathOnly,
  type Transport,
} from "@headway/crm/http";
import type { Connection } from "jsforce";
import { fillSession } from "./soap.ts";

/** What jsforce's transports take and give; its own types for them are not exported from its root. */
type SdkTransport = Connection["_transport"];
type SdkAnswer = Awaited<ReturnType<SdkTransport["httpRequest"]>>;

/** One request as the wire saw it, whatever jsforce makes of it. */
interface Capture {
  answer?: SdkAnswer;
  expiredCount: number;
}

/** jsforce's own retries stay off, 420 included, and redirects are not followed. */
const sdkOptions = { retry: { maxRetries: 0, methods: [] }, followRedirect: false };

/**
 * A {@link Transport} over the connection's own `request`, so that its proxy, hooks and refreshed
 * tokens are used. `request` gives bodies only, throws away statuses and headers and repeats an
 * expired session without end, so each call is handed a transport of its own that notes the answer.
 * jsforce cannot be aborted: abort ends our waiting, not the request.
 */
export function sdkTransport(connection: Connection): Transport {
  const origin = new URL(connection.instanceUrl).origin;
  return async (request, signal) => {
    signal?.throwIfAborted();
    const capture: Capture = { expiredCount: 0 };
    const sending = sendOnce(connection, origin, request, capture);
    return signal === undefined ? sending : Promise.race([sending, rejection(signal, sending)]);
  };
}

async function sendOnce(
  connection: Connection,
  origin: string,
  request: HttpRequest,
  capture: Capture,
): Promise<HttpAnswer> {
  const { method, path } = request;
  const body = encodeBody(fillSession(request.body, connection.accessToken ?? ""));
  const headers = { ...bodyHeaders(request), ...request.headers };
  try {
    await connection.request(
      { method, url: `${origin}${path}`, headers, ...(body === undefined ? {} : { body }) },
      { transport: noting(connection._transport, capture) },
    );
  } catch (error) {
    if (capture.answer === undefined) throw failure(request, error);
  }
  const { answer } = capture;
  if (answer === undefined) throw failure(request, undefined);
  return readAnswer(request, answer);
}

/**
 * Notes every answer and shows jsforce an empty good one in its place, so that it neither throws nor
 * parses. The first 401 it sees as it is: then a connection that can refresh its session does, and
 * repeats the request once.
 */
function noting(inner: SdkTransport, capture: Capture): Pick<SdkTransport, "httpRequest"> {
  return {
    httpRequest(request, options) {
      const sending = inner.httpRequest(request, { ...options, ...sdkOptions });
      const shown = sending.then((answer) => {
        capture.answer = answer;
        if (answer.statusCode === 401) capture.expiredCount += 1;
        const isFirstExpiry = answer.statusCode === 401 && capture.expiredCount === 1;
        return isFirstExpiry ? answer : { statusCode: 204, headers: answer.headers, body: "" };
      });
      return Object.assign(shown, { stream: () => sending.stream() }) as ReturnType<
        SdkTransport["httpRequest"]
      >;
    },
  };
}

function readAnswer(request: HttpRequest, answer: SdkAnswer): HttpAnswer {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const body = parseBody("salesforce", request, headers, answer.body ?? "", answer.statusCode);
  return { status: answer.statusCode, headers, body };
}

function bodyHeaders(request: HttpRequest): Record<string, string> {
  const isJson = request.body !== undefined && typeof request.body !== "string";
  return { accept: "application/json", ...(isJson ? { "content-type": "application/json" } : {}) };
}

function encodeBody(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}

/** jsforce wraps what its refresh said in a plain error; its words may hold anything and are not shown. */
function failure(request: HttpRequest, error: unknown): CrmError {
  const isRefresh = error instanceof Error && error.message.startsWith("Unable to refresh session");
  if (!isRefresh) return noAnswer("salesforce", request, error);
  return new CrmError("unauthenticated", {
    crm: "salesforce",
    message: `the session had expired at \`${request.method} ${pathOnly(request.path)}\` and could not be renewed`,
    remedy: "sign in again or renew the client's secret",
  });
}

function rejection(signal: AbortSignal, sending: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const forget = (): void => signal.removeEventListener("abort", onAbort);
    sending.then(forget, forget);
  });
}
