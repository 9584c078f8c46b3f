import { ApiError } from "../api-error.ts";
import { type ApiAnswer, type ApiContext, type ApiRequest, asObject, type Route } from "./api-request.ts";

const maximumRequests = 25;
const maximumHeavy = 5;

interface Subanswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** Steps through an answer by a path such as `records[0].Id`. */
function stepThrough(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const part of path.split(/[.[\]]+/).filter((each) => each !== "")) {
    at = Array.isArray(at) ? at[Number(part)] : asObject(at)?.[part];
  }
  return at;
}

/** Puts values of earlier answers where the text says `@{reference.path}`. */
function fillIn(text: string, answered: ReadonlyMap<string, unknown>): string {
  return text.replace(/@\{(\w+)\.?([^}]*)\}/g, (_, reference: string, path: string) => {
    const value = stepThrough(answered.get(reference), path);
    if (value !== undefined && value !== null) return String(value);
    const message = `Invalid reference specified. No value for ${reference}.${path} found`;
    throw new ApiError(400, "PROCESSING_HALTED", message);
  });
}

function subrequest(
  context: ApiContext,
  raw: Readonly<Record<string, unknown>>,
  answered: ReadonlyMap<string, unknown>,
): ApiRequest {
  const url = new URL(fillIn(String(raw.url ?? ""), answered), "http://org");
  const body = raw.body === undefined ? undefined : JSON.parse(fillIn(JSON.stringify(raw.body), answered));
  const [, version = "", path = ""] = /^\/services\/data\/(v\d+\.\d+)(\/.*)?$/.exec(url.pathname) ?? [];
  const headers = new Headers(context.request.headers);
  for (const [name, value] of Object.entries(asObject(raw.httpHeaders) ?? {}))
    headers.set(name, String(value));
  return {
    method: String(raw.method ?? "GET").toUpperCase(),
    path,
    query: url.searchParams,
    headers,
    body,
    version,
  };
}

function isHeavy(raw: Readonly<Record<string, unknown>>): boolean {
  return /\/(query|queryAll|composite\/sobjects)\b/i.test(String(raw.url ?? ""));
}

function checkCounts(requests: readonly Readonly<Record<string, unknown>>[]): void {
  if (requests.length > maximumRequests) {
    throw new ApiError(
      400,
      "LIMIT_EXCEEDED",
      `Maximum number of subrequests exceeded. Maximum is ${maximumRequests}`,
    );
  }
  if (requests.filter(isHeavy).length > maximumHeavy) {
    const message = `Maximum number of query or collection subrequests exceeded. Maximum is ${maximumHeavy}`;
    throw new ApiError(400, "LIMIT_EXCEEDED", message);
  }
}

function answerOne(
  context: ApiContext,
  raw: Readonly<Record<string, unknown>>,
  answered: Map<string, unknown>,
): Subanswer {
  const referenceId = String(raw.referenceId ?? "");
  const answer = dispatch(context, raw, answered);
  answered.set(referenceId, answer.body);
  return {
    body: answer.body ?? null,
    httpHeaders: answer.headers ?? {},
    httpStatusCode: answer.status,
    referenceId,
  };
}

function dispatch(
  context: ApiContext,
  raw: Readonly<Record<string, unknown>>,
  answered: ReadonlyMap<string, unknown>,
): ApiAnswer {
  try {
    return context.dispatch(subrequest(context, raw, answered));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: error.entries };
  }
}

const halted = "The transaction was rolled back since another operation in the same transaction failed.";

function composite(context: ApiContext): ApiAnswer {
  const body = asObject(context.request.body);
  const raw = Array.isArray(body?.compositeRequest) ? body.compositeRequest : [];
  const requests = raw.map((each) => asObject(each) ?? {});
  checkCounts(requests);
  const answered = new Map<string, unknown>();
  const { answers, keep } = context.org.attempt(() => {
    const answers = requests.map((request) => answerOne(context, request, answered));
    const failed = answers.some((answer) => answer.httpStatusCode >= 400);
    return { answers, keep: body?.allOrNone !== true || !failed };
  });
  if (keep) return { status: 200, body: { compositeResponse: answers } };
  const undone = {
    body: [{ errorCode: "PROCESSING_HALTED", message: halted }],
    httpHeaders: {},
    httpStatusCode: 400,
  };
  const compositeResponse = answers.map((answer) =>
    answer.httpStatusCode >= 400 ? answer : { ...undone, referenceId: answer.referenceId },
  );
  return { status: 200, body: { compositeResponse } };
}

/** Up to 25 requests in one, at most 5 of them queries or collections; always 200 on top. */
export const compositeRoutes: readonly Route[] = [
  { method: "POST", path: /^\/composite\/?$/, operation: () => "composite", handle: composite },
];
