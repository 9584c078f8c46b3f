import { ApiError } from "./api-error.ts";
import { type Faults, faultResponse } from "./fault.ts";
import { apiRequest, bearerToken, errorResponse, httpResponse, oversize, versions } from "./http.ts";
import { metadataApi } from "./metadata/metadata-api.ts";
import type { Org } from "./org.ts";
import type { RequestLog } from "./request-log.ts";
import { dispatcher } from "./rest/dispatch.ts";
import type { Session } from "./rest/session.ts";
import type { Usage } from "./rest/usage.ts";

/** What the door of the sandbox opens to. */
export interface SandboxParts {
  readonly org: Org;
  readonly session: Session;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly usage: Usage;
  readonly enforceLimits: boolean;
  readonly taskExternalId: boolean;
  readonly instanceUrl: () => string;
}

interface Received {
  readonly request: Request;
  readonly url: URL;
  readonly text: string;
}

const expired = new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
const exhausted = new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

function isToken(url: URL): boolean {
  return url.pathname === "/services/oauth2/token";
}

/** The `fetch` of a sandbox. */
export function sandboxFetch(parts: SandboxParts): (request: Request) => Promise<Response> {
  const { session, log, usage } = parts;
  const rest = dispatcher({ org: parts.org, instanceUrl: parts.instanceUrl, usage: usage.now });
  const metadata = metadataApi({ org: parts.org, session, taskExternalId: parts.taskExternalId });
  const usageHeader = (): string => {
    const { used, maximum } = usage.now();
    return `api-usage=${used}/${maximum}`;
  };

  function withUsage(response: Response): Response {
    response.headers.set("sforce-limit-info", usageHeader());
    return response;
  }

  function answerRest(received: Received): Response {
    const { request, url, text } = received;
    const asked = apiRequest(request, url, text);
    if (!session.isValid(bearerToken(request))) {
      log.add("unauthenticated");
      throw expired;
    }
    if (url.pathname === "/services/oauth2/userinfo") {
      log.add("userinfo");
      return session.userInfo(parts.instanceUrl());
    }
    if (!asked) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    log.add(rest.operation(asked));
    const { used, maximum } = usage.now();
    if (parts.enforceLimits && used >= maximum) throw exhausted;
    usage.count();
    return httpResponse(rest.answer(asked));
  }

  function answer(received: Received): Response {
    const { request, url, text } = received;
    if (isToken(url)) {
      log.add("token");
      return session.signIn(new URLSearchParams(text), parts.instanceUrl());
    }
    if (/^\/services\/data\/?$/.test(url.pathname)) {
      log.add("versions");
      return Response.json(versions());
    }
    if (/^\/services\/Soap\/m\//i.test(url.pathname)) {
      log.add("metadata");
      usage.count();
      return metadata(text);
    }
    const tooLong = oversize(request, url);
    if (tooLong) return tooLong;
    try {
      return withUsage(answerRest(received));
    } catch (error) {
      if (error instanceof ApiError) return withUsage(errorResponse(error));
      throw error;
    }
  }

  return async (request) => {
    const url = new URL(request.url);
    const text = request.body === null ? "" : await request.text();
    const fault = parts.faults.take(
      request.method,
      decodeURIComponent(url.pathname + url.search.replace(/\+/g, " ")),
    );
    if (!fault) return answer({ request, url, text });
    if (fault.afterEffect) answer({ request, url, text });
    else log.add(`failed ${request.method} ${url.pathname}`);
    return faultResponse(fault, usageHeader());
  };
}
