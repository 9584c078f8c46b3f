import { ApiError } from "../api-error.ts";
import { type ApiAnswer, type ApiContext, type ApiRequest, asObject, type Route } from "./api-request.ts";

const maximumRequests = 25;

type Raw = Readonly<Record<string, unknown>>;

function rawParts(request: ApiRequest): Raw[] {
  const list = asObject(request.body)?.batchRequests;
  return Array.isArray(list) ? list.map((each) => asObject(each) ?? {}) : [];
}

/** Addresses of parts begin at the version: `v67.0/sobjects/Account`. */
function partRequest({ request }: ApiContext, raw: Raw): ApiRequest {
  const url = new URL(String(raw.url ?? "").replace(/^\/?(services\/data\/)?/, "/"), "http://org");
  const [, version = "", path = ""] = /^\/(v\d+\.\d+)(\/.*)?$/.exec(url.pathname) ?? [];
  return {
    method: String(raw.method ?? "GET").toUpperCase(),
    path,
    query: url.searchParams,
    headers: request.headers,
    body: raw.richInput,
    text: "",
    version,
    userId: request.userId,
  };
}

function answerPart(context: ApiContext, raw: Raw): { statusCode: number; result: unknown } {
  context.countCall();
  try {
    const answer = context.dispatch(partRequest(context, raw));
    return { statusCode: answer.status, result: answer.body ?? null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { statusCode: error.status, result: error.entries };
  }
}

const halted = [{ errorCode: "BATCH_PROCESSING_HALTED", message: "Batch processing halted per request" }];

function batch(context: ApiContext): ApiAnswer {
  const parts = rawParts(context.request);
  if (parts.length > maximumRequests) {
    const message = `Maximum number of batch requests exceeded. Maximum is ${maximumRequests}`;
    throw new ApiError(400, "LIMIT_EXCEEDED", message);
  }
  const halts = asObject(context.request.body)?.haltOnError === true;
  let isHalted = false;
  const results = parts.map((raw) => {
    if (isHalted) return { statusCode: 412, result: halted };
    const result = answerPart(context, raw);
    isHalted = halts && result.statusCode >= 400;
    return result;
  });
  const hasErrors = results.some(({ statusCode }) => statusCode >= 400);
  return { status: 200, body: { hasErrors, results } };
}

/** Up to 25 independent requests in one, each counted as a call of its own; always 200 on top. */
export const batchRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/composite\/batch\/?$/,
    operation: (context) => {
      const parts = rawParts(context.request).map((raw) => context.operationOf(partRequest(context, raw)));
      return `composite-batch ${[...new Set(parts)].join("+")}`.trim();
    },
    handle: batch,
  },
];
