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
  const headers = new Headers(context.request.headers);
  for (const [name, value] of Object.entries(asObject(raw.httpHeaders) ?? {}))
    headers.set(name, String(value));
  const { userId } = context.request;
  return { ...target(url), method: methodOf(raw), headers, body, text: "", userId };
}

function target(url: URL): Pick<ApiRequest, "path" | "query" | "version"> {
  const [, version = "", path = ""] = /^\/services\/data\/(v\d+\.\d+)(\/.*)?$/.exec(url.pathname) ?? [];
  return { path, query: url.searchParams, version };
}

function methodOf(raw: Readonly<Record<string, unknown>>): string {
  return String(raw.method ?? "GET").toUpperCase();
}

function rawParts(request: ApiRequest): Readonly<Record<string, unknown>>[] {
  const list = asObject(request.body)?.compositeRequest;
  return Array.isArray(list) ? list.map((each) => asObject(each) ?? {}) : [];
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
  const requests = rawParts(context.request);
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

/** What the parts ask for, each said once: `composite Account+describe Task`. A query goes by its object. */
function operation({ request, operationOf }: ApiContext): string {
  const parts = rawParts(request).map((raw) => {
    const address = new URL(String(raw.url ?? ""), "http://org");
    const asked = { ...request, ...target(address), method: methodOf(raw), body: undefined };
    return operationOf(asked).replace(/^query(-all)? /, "");
  });
  return ["composite", [...new Set(parts)].join("+")].join(" ").trim();
}

/** Up to 25 requests in one, at most 5 of them queries or collections; always 200 on top. */
export const compositeRoutes: readonly Route[] = [
  { method: "POST", path: /^\/composite\/?$/, operation, handle: composite },
];
