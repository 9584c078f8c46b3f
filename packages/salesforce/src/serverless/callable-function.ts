import { CrmError, type RecordCrm, type RecordRef } from "@headway/crm";
import { type Ports, type RunOne, type RunResult, runInTime, systemPorts, tallyOf } from "@headway/crm/http";
import { type CalloutCheck, checkCallout, type Nonces, nonceMemory } from "./signed-callout.ts";

/** One org that may call: its secrets and the way back into it. */
export interface CallableOrg {
  /** The current secret and, while it is being changed, the one before. */
  readonly secrets: readonly [string] | readonly [string, string];
  /** `salesforceRecords` with this org's address and token. */
  readonly crm: RecordCrm;
}

/** What a callout says in its JSON body. */
export interface CalloutBody {
  /** The org's id of 15 or 18 characters. */
  readonly orgId: string;
  readonly object: "deal" | "account";
  readonly id: string;
  /** Whatever else the caller sends along, such as what a rep logged. */
  readonly input?: unknown;
}

/** How a callable function is made. */
export interface CallableFunctionOptions<Result extends RunResult, Body = Result> {
  /** Handed the body of the callout too. */
  readonly run: (...given: [...Parameters<RunOne<Result>>, body: CalloutBody]) => Promise<Result>;
  /** The org by its id of 15 characters; `undefined` where it may not call. */
  readonly org: (orgId: string) => CallableOrg | undefined | Promise<CallableOrg | undefined>;
  /** What the caller gets. Default: the result. */
  readonly answer?: (result: Result) => Body;
  /** Where nonces are kept. Default: in this process, so that several processes want a store they share. */
  readonly nonces?: Nonces;
  /** Told which check a callout failed, for the host's log. */
  readonly onRefused?: (check: CalloutCheck) => void;
  /** How long a run may take. Default 20,000 ms: Apex waits 120 s at most, Heroku's router 30. */
  readonly budgetMs?: number;
  readonly ports?: Ports;
}

const largestBody = 65_536;

/**
 * A function that Salesforce calls, `Request` to `Response`, for Heroku AppLink, AWS Lambda and any server. A
 * callout is signed (see `signCallout`); an unknown org, a bad signature, an old or repeated callout is 401 without
 * a reason for outsiders. Answers 200 with `{ status: "done", body }`; 503 and 429 with `retry-after` where calling
 * again finishes the rest; else 4xx or 5xx with `{ status: "failed", code, message }`. Safe to call any number of times.
 */
export function callableFunction<Result extends RunResult, Body = Result>(
  options: CallableFunctionOptions<Result, Body>,
): (request: Request) => Promise<Response> {
  const { ports = systemPorts } = options;
  const nonces = options.nonces ?? nonceMemory(ports.now);
  return async (request) => {
    if (request.method !== "POST") return failed(405, "invalid", "POST is expected");
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > largestBody) return failed(413, "invalid", "the body is larger than 64 KiB");
    const body = readBody(bytes);
    const org = body === undefined ? undefined : await options.org(body.orgId.slice(0, 15));
    if (body === undefined || org === undefined) return refused();
    const now = ports.now();
    const fault = await checkCallout(request.headers, bytes, { secrets: org.secrets, nonces, now });
    if (fault !== undefined) options.onRefused?.(fault);
    return fault === undefined ? runFor(options, org, body, ports) : refused();
  };
}

async function runFor<Result extends RunResult, Body>(
  { run, answer, budgetMs = 20_000 }: CallableFunctionOptions<Result, Body>,
  { crm }: CallableOrg,
  body: CalloutBody,
  ports: Ports,
): Promise<Response> {
  const ref: RecordRef = { object: body.object, id: body.id };
  try {
    const result = await runInTime((...given) => run(...given, body), crm, ref, { budgetMs, ports });
    const { open } = tallyOf(result);
    if (open > 0) return failed(503, "unavailable", `${open} writes have no answer; call again`);
    return answered(200, { status: "done", body: answer === undefined ? result : answer(result) });
  } catch (error) {
    return failureOf(error);
  }
}

/** Strictly what is expected, in nothing but text that can be an id. */
function readBody(bytes: Uint8Array): CalloutBody | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof body !== "object" || body === null) return undefined;
    const { orgId, object, id, input } = body as Record<string, unknown>;
    const isId = (value: unknown): value is string =>
      typeof value === "string" && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value);
    if (!isId(orgId) || !isId(id) || (object !== "deal" && object !== "account")) return undefined;
    return { orgId, object, id, ...(input === undefined ? {} : { input }) };
  } catch {
    return undefined;
  }
}

/** An answer that broke off on its way comes whole the next time. */
const passingCodes: readonly string[] = ["deadline-exceeded", "aborted", "malformed-response"];

function failureOf(error: unknown): Response {
  if (!CrmError.is(error)) return failed(500, "unexpected", "the function failed; its own log says why");
  const { code, details } = error;
  if (code === "rate-limited") return failed(429, code, details.message);
  const passes = error.retryable || passingCodes.includes(code);
  return failed(passes ? 503 : 502, code, details.message);
}

/** Outsiders learn nothing about which check failed. */
function refused(): Response {
  return failed(401, "unauthenticated", "not a signed callout");
}

function failed(status: number, code: string, message: string): Response {
  return answered(status, { status: "failed", code, message: message.slice(0, 1_000) });
}

function answered(status: number, body: unknown): Response {
  const passing = status === 429 || status === 503;
  const headers = { "content-type": "application/json", ...(passing ? { "retry-after": "60" } : {}) };
  return new Response(JSON.stringify(body), { status, headers });
}
