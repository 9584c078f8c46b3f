import { CrmError } from "@headway/crm";
import {
  type HttpAnswer,
  type HttpRequest,
  noAnswer,
  parseBody,
  pathOnly,
  type Transport,
  withoutShownSecrets,
} from "@headway/crm/http";
import type { Connection } from "jsforce";
import {
  idleStream,
  type SdkAnswer,
  type SdkRequest,
  type SdkTransport,
  type SdkWire,
  sdkWire,
} from "./sdk-wire.ts";
import { isExpired } from "./session.ts";
import { fillSession } from "./soap.ts";

/** One request as the wire saw it, whatever jsforce makes of it. */
interface Capture {
  answer?: SdkAnswer;
  expiredCount: number;
}

/**
 * A {@link Transport} over the connection's own `request`, so that its hooks, its session and its way
 * of refreshing it are used. `request` gives bodies only, throws away statuses and headers and
 * repeats an expired session without end, so each call is handed a transport of its own that notes
 * the answer. Abort ends our waiting in any case, and the request where the wire allows it.
 *
 * @param worked Told of every answer to a token that was taken.
 */
export function sdkTransport(connection: Connection, worked: () => void = () => undefined): Transport {
  const origin = new URL(connection.instanceUrl).origin;
  const wire = sdkWire(connection);
  return async (request, signal) => {
    signal?.throwIfAborted();
    const once = () => sendOnce(connection, { wire, origin, request, signal });
    const sending = withoutShownSecrets(secretsOf(connection), once).then((answer) => {
      if (!isExpired(answer)) worked();
      return answer;
    });
    return signal === undefined ? sending : Promise.race([sending, rejection(signal, sending)]);
  };
}

/** Whatever jsforce may say back of what it shows. */
function secretsOf({ accessToken, refreshToken, oauth2 }: Connection): readonly string[] {
  const secrets = [accessToken, refreshToken, oauth2?.clientSecret];
  return secrets.filter((secret) => typeof secret === "string");
}

interface Sending {
  readonly wire: SdkWire;
  readonly origin: string;
  readonly request: HttpRequest;
  readonly signal: AbortSignal | undefined;
}

async function sendOnce(
  connection: Connection,
  { wire, origin, request, signal }: Sending,
): Promise<HttpAnswer> {
  const { method, path } = request;
  const capture: Capture = { expiredCount: 0 };
  const body = encodeBody(request.body);
  const headers = { ...bodyHeaders(request), ...request.headers };
  try {
    await connection.request(
      { method, url: `${origin}${path}`, headers, ...(body === undefined ? {} : { body }) },
      { transport: noting(connection, wire, capture, signal) },
    );
  } catch (error) {
    if (capture.answer === undefined) throw failure(request, error);
  }
  if (capture.answer === undefined) throw failure(request, undefined);
  return readAnswer(request, capture.answer);
}

/**
 * Notes every answer and shows jsforce an empty good one in its place, so that it neither throws nor
 * parses. Of an expired session it is told the first time: then a connection that can refresh it
 * does, and repeats the request once.
 */
function noting(
  connection: Connection,
  wire: SdkWire,
  capture: Capture,
  signal: AbortSignal | undefined,
): Pick<SdkTransport, "httpRequest"> {
  return {
    httpRequest(request) {
      const shown = wire(withSession(request, connection.accessToken ?? ""), signal).then((answer) => {
        capture.answer = answer;
        const isExpiry = isExpired({ status: answer.statusCode, body: answer.body });
        if (isExpiry) capture.expiredCount += 1;
        const isFirstExpiry = isExpiry && capture.expiredCount === 1;
        return { statusCode: isFirstExpiry ? 401 : 204, headers: answer.headers, body: "" };
      });
      return Object.assign(shown, { stream: idleStream }) as ReturnType<SdkTransport["httpRequest"]>;
    },
  };
}

/** The session as it is when a request goes out, for bodies that carry it (SOAP). */
function withSession(request: SdkRequest, token: string): SdkRequest {
  const body = fillSession(request.body, token);
  if (typeof body !== "string" || body === request.body) return request;
  const length = String(new TextEncoder().encode(body).length);
  return { ...request, body, headers: { ...request.headers, "content-length": length } };
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
  if (CrmError.is(error)) return error;
  const isRefresh = error instanceof Error && error.message.startsWith("Unable to refresh session");
  if (!isRefresh) return noAnswer("salesforce", request, error);
  return new CrmError("unauthenticated", refusedRefresh(request));
}

function refusedRefresh(request: HttpRequest): CrmError["details"] {
  return {
    crm: "salesforce",
    message: `the session had expired at \`${request.method} ${pathOnly(request.path)}\` and could not be renewed`,
    remedy: "sign in again or renew the client's secret",
  };
}

function rejection(signal: AbortSignal, sending: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const forget = (): void => signal.removeEventListener("abort", onAbort);
    sending.then(forget, forget);
  });
}
