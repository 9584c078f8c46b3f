import { ApiError, notFound } from "./api-error.ts";
import type { Jobs } from "./bulk/jobs.ts";
import { doorOf } from "./door.ts";
import { type Faults, faultResponse } from "./fault.ts";
import { apiRequest, bearerToken, errorResponse, httpResponse, oversize, versions } from "./http.ts";
import { type SoapApi, soapFault } from "./metadata/envelope.ts";
import { metadataApi } from "./metadata/metadata-api.ts";
import { identity, userInfo } from "./oauth/identity.ts";
import type { Session } from "./oauth/session.ts";
import type { Org } from "./org.ts";
import type { RequestLog } from "./request-log.ts";
import { type Dispatcher, dispatcher } from "./rest/dispatch.ts";
import type { Usage } from "./rest/usage.ts";
import { partnerApi } from "./soap/partner-api.ts";
import { sweepBin } from "./write/recycle-bin.ts";

/** What the door of the sandbox opens to. */
export interface SandboxParts {
  readonly org: Org;
  readonly session: Session;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly usage: Usage;
  readonly jobs: Jobs;
  readonly enforceLimits: boolean;
  readonly taskExternalId: boolean;
  readonly instanceUrl: () => string;
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

/** The `fetch` of a sandbox. Every answer carries the `Date` of the sandbox's clock. */
export function sandboxFetch(parts: SandboxParts): (request: Request) => Promise<Response> {
  const { session, usage, instanceUrl } = parts;
  const doors: Readonly<Record<string, (received: Received) => Response>> = {
    token: ({ text }) => session.token(new URLSearchParams(text)),
    authorize: ({ url }) => session.authorize(url.searchParams),
    revoke: ({ text, url }) => session.revoke(new URLSearchParams(text === "" ? url.search : text)),
    versions: () => Response.json(versions()),
  };
  const rest = dispatcher({
    org: parts.org,
    instanceUrl,
    usage: usage.now,
    jobs: parts.jobs,
    countCall: usage.count,
    faults: parts.faults,
  });
  const answerApi = apis(parts, rest);
  const usageHeader = (): string => `api-usage=${usage.now().used}/${usage.now().maximum}`;

  function answer(received: Received): Response {
    const door = doorOf(received.url);
    const open = doors[door];
    if (open) return open(received);
    const response = answerApi(received);
    if (door !== "metadata" && door !== "partner") response.headers.set("sforce-limit-info", usageHeader());
    return response;
  }

  function answerOrFail(received: Received): Response {
    const { request, url } = received;
    parts.log.add(operationOf(rest, received));
    const fault = parts.faults.take(request.method, address(url));
    if (!fault) return answer(received);
    if (fault.afterEffect) answer(received);
    return faultResponse(fault, usageHeader());
  }

  return async (request) => {
    const text = request.body === null ? "" : await request.text();
    sweepBin(parts.org);
    parts.jobs.advance();
    const response = answerOrFail({ request, url: new URL(request.url), text });
    if (!response.headers.has("date")) response.headers.set("date", new Date(parts.org.now()).toUTCString());
    return response;
  };
}
