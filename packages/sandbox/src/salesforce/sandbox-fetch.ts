import { ApiError, notFound } from "./api-error.ts";
import type { Jobs } from "./bulk/jobs.ts";
import { type Door, doorOf } from "./door.ts";
import { DroppedResponse, type Faults, faultResponse } from "./fault.ts";
import { apiRequest, bearerToken, errorResponse, httpResponse, oversize, versions } from "./http.ts";
import type { LongRunning } from "./long-running.ts";
import { type SoapApi, soapFault } from "./metadata/envelope.ts";
import { metadataApi } from "./metadata/metadata-api.ts";
import { identity, userInfo } from "./oauth/identity.ts";
import type { Session } from "./oauth/session.ts";
import type { Org } from "./org.ts";
import type { RequestLog } from "./request-log.ts";
import { type Dispatcher, dispatcher } from "./rest/dispatch.ts";
import type { Usage } from "./rest/usage.ts";
import type { SeededFault, SeededFaults } from "./seeded-faults.ts";
import { partnerApi } from "./soap/partner-api.ts";
import { slow, truncated } from "./spoilt-body.ts";
import { sweepBin } from "./write/recycle-bin.ts";

/** What the door of the sandbox opens to. */
export interface SandboxParts {
  readonly org: Org;
  readonly session: Session;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly seeded: SeededFaults;
  readonly longRunning: LongRunning;
  /** Waits as long as a slow body takes. */
  readonly waitSlowly: () => Promise<void>;
  readonly usage: Usage;
  readonly jobs: Jobs;
  readonly enforceLimits: boolean;
  readonly taskExternalId: boolean;
  readonly instanceUrl: () => string;
}

function concurrentLimit(): ApiError {
  const message = "ConcurrentRequests (Concurrent API Requests) Limit exceeded.";
  return new ApiError(403, "REQUEST_LIMIT_EXCEEDED", message);
}

interface Received {
  readonly request: Request;
  readonly url: URL;
  readonly text: string;
}

/** What a request asks for, for the log, whether or not it will be answered. */
function operationOf(rest: Dispatcher, { request, url, text }: Received): string {
  const door = doorOf(url);
  if (door !== "rest") return door;
  try {
    const asked = apiRequest(request, url, text, "");
    return asked ? rest.operation(asked) : `${request.method} ${url.pathname}`;
  } catch {
    return `${request.method} ${url.pathname}`;
  }
}

function address(url: URL): string {
  const text = url.pathname + url.search.replaceAll("+", " ");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The REST and SOAP sides of a sandbox, behind the token and the daily limit. */
function apis(parts: SandboxParts, rest: Dispatcher): (received: Received) => Response {
  const { session, usage } = parts;
  const metadata = metadataApi({ org: parts.org, session, taskExternalId: parts.taskExternalId });
  const partner = partnerApi(parts);
  const isExhausted = (): boolean => parts.enforceLimits && usage.now().used >= usage.now().maximum;

  function answerSoap({ text }: Received, api: SoapApi): Response {
    if (isExhausted()) return soapFault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", api);
    usage.count();
    return api === "metadata" ? metadata(text) : partner(text);
  }

  function answerRest({ request, url, text }: Received): Response {
    const userId = session.userOf(bearerToken(request));
    if (userId === undefined) throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    const door = doorOf(url);
    if (door === "userinfo") return Response.json(userInfo(parts.org, userId, parts.instanceUrl()));
    if (door === "identity") return Response.json(identity(parts.org, userId, parts.instanceUrl()));
    const asked = apiRequest(request, url, text, userId);
    if (!asked) throw notFound();
    if (isExhausted()) throw new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    if (parts.enforceLimits && parts.longRunning.isFull()) throw concurrentLimit();
    usage.count();
    return httpResponse(rest.answer(asked));
  }

  return (received) => {
    const door = doorOf(received.url);
    if (door === "metadata" || door === "partner") return answerSoap(received, door);
    const tooLong = oversize(received.request, received.url);
    if (tooLong) return tooLong;
    try {
      return answerRest(received);
    } catch (error) {
      if (error instanceof ApiError) return errorResponse(error);
      throw error;
    }
  };
}

const apiDoors: readonly Door[] = ["rest", "metadata", "partner"];

/** What answers requests that meet no fault. */
function answers(parts: SandboxParts, rest: Dispatcher): (received: Received) => Response {
  const { session } = parts;
  const answerApi = apis(parts, rest);
  const doors: Readonly<Record<string, (received: Received) => Response>> = {
    token: ({ text }) => session.token(new URLSearchParams(text)),
    authorize: ({ url }) => session.authorize(url.searchParams),
    revoke: ({ text, url }) => session.revoke(new URLSearchParams(text === "" ? url.search : text)),
    versions: () => Response.json(versions()),
  };
  return (received) => {
    const door = doorOf(received.url);
    const open = doors[door];
    if (open) return open(received);
    const response = answerApi(received);
    if (door !== "metadata" && door !== "partner") {
      response.headers.set("sforce-limit-info", usageHeader(parts));
    }
    return response;
  };
}

function usageHeader({ usage }: SandboxParts): string {
  const { used, maximum } = usage.now();
  return `api-usage=${used}/${maximum}`;
}

/** Lets the fault that the seed drew befall a request; `hold` keeps it running until its body is through. */
function befall(
  parts: SandboxParts,
  fault: SeededFault,
  answer: () => Response,
  hold: () => () => void,
): Response | Promise<Response> {
  const fail = (status: number): Response => faultResponse({ status }, usageHeader(parts));
  if (fault === "failedBefore") return fail(500);
  if (fault === "unavailable") return fail(503);
  if (fault === "rateLimited") return errorResponse(concurrentLimit());
  if (fault === "reset") throw new DroppedResponse();
  if (fault === "sessionEnded") parts.session.expire();
  const response = answer();
  if (fault === "failedAfter") return fail(500);
  if (fault === "lost") throw new DroppedResponse();
  if (fault === "truncated") return truncated(response);
  return fault === "slow" ? slow(response, parts.waitSlowly, hold()) : response;
}

/** The `fetch` of a sandbox. Every answer carries the `Date` of the sandbox's clock. */
export function sandboxFetch(parts: SandboxParts): (request: Request) => Promise<Response> {
  const { org, usage, jobs, faults, seeded, instanceUrl } = parts;
  const rest = dispatcher({ org, instanceUrl, usage: usage.now, jobs, countCall: usage.count, faults });
  const answer = answers(parts, rest);

  function answerOrFail(received: Received, hold: () => () => void): Response | Promise<Response> {
    const { request, url, text } = received;
    parts.log.add(operationOf(rest, received));
    const fault = faults.take(request.method, address(url));
    if (fault?.afterEffect) answer(received);
    if (fault) return faultResponse(fault, usageHeader(parts));
    const drawn = apiDoors.includes(doorOf(url))
      ? seeded.draw(request.method, url.pathname + url.search, text)
      : undefined;
    return drawn ? befall(parts, drawn, () => answer(received), hold) : answer(received);
  }

  return async (request) => {
    const text = request.body === null ? "" : await request.text();
    sweepBin(org);
    jobs.advance();
    const end = parts.longRunning.begin();
    let isHeld = false;
    const hold = (): (() => void) => {
      isHeld = true;
      return end;
    };
    try {
      const response = await answerOrFail({ request, url: new URL(request.url), text }, hold);
      if (!response.headers.has("date")) response.headers.set("date", new Date(org.now()).toUTCString());
      return response;
    } finally {
      if (!isHeld) end();
    }
  };
}
