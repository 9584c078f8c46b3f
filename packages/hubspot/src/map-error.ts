import { CrmError, type CrmErrorCode, quoteVendor } from "@headway/crm";
import {
  asLenient,
  asListOf,
  asOptional,
  asRecord,
  asRecordOf,
  asText,
  type HttpAnswer,
  type HttpRequest,
  pathOnly,
  type ShapeOf,
} from "@headway/crm/http";

const Texts = asLenient(asListOf(asText), []);
const Context = asLenient(asRecordOf(Texts), {});
const text = asLenient(asOptional(asText), undefined);

/** What HubSpot says in an error body or in one entry of `errors`; every part may be missing (recorded). */
const ErrorBody = asRecord({
  message: text,
  category: text,
  subCategory: text,
  code: text,
  policyName: text,
  correlationId: text,
  context: Context,
  errors: asLenient(asListOf(asRecord({ message: text, code: text, context: Context })), []),
});

type ErrorBody = ShapeOf<typeof ErrorBody>;

const AnyBody = asLenient(ErrorBody, { context: {}, errors: [] });

const codesByStatus: Readonly<Record<number, CrmErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  408: "unavailable",
  409: "conflict",
  423: "unavailable",
  429: "rate-limited",
  477: "unavailable",
};

const codesByCategory: Readonly<Record<string, CrmErrorCode>> = {
  MISSING_SCOPES: "forbidden",
  OBJECT_NOT_FOUND: "not-found",
  CONFLICT: "conflict",
  RATE_LIMITS: "rate-limited",
};

/** Turns an answer into the error it means; `undefined` for a good one (a 207 is good: its rows speak for themselves). */
export function mapError(answer: HttpAnswer, request: HttpRequest): CrmError | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  const parsed = parseErrorBody(answer.body);
  const code = codeOf(answer.status, parsed);
  const body = code === "forbidden" ? narrowed(parsed, request) : parsed;
  return new CrmError(code, {
    crm: "hubspot",
    message: `HubSpot answered ${answer.status} to \`${request.method} ${pathOnly(request.path)}\`${said(body)}`,
    status: answer.status,
    ...remedyOf(code, body),
    ...optional("retryAfterMs", retryAfterMs(answer, body)),
    ...optional("requestId", body.correlationId ?? answer.headers["x-hubspot-correlation-id"]),
    ...optional("vendorCode", body.policyName ?? body.category ?? body.errors[0]?.code),
    ...optional("subject", subjectOf(body)),
  });
}

/** Why one row of a batch failed, from its entry in `errors` of a 207. */
export function mapRowError(entry: unknown): { code: CrmErrorCode; reason: string; field?: string } {
  const body = parseErrorBody(entry);
  const code = codesByCategory[body.category ?? ""] ?? "invalid";
  return {
    code,
    reason: quoteVendor(body.message ?? "HubSpot gave no reason"),
    ...optional("field", subjectOf(body)),
  };
}

/**
 * HubSpot names every scope that would do, dozens for an object read (recorded). Where some of them are
 * for the object and the kind of access of this very request, only those are kept.
 */
function narrowed(body: ErrorBody, { method, path }: HttpRequest): ErrorBody {
  const type =
    /\/(deals|companies|contacts|owners|tasks|calls|meetings|emails|notes)\b/.exec(path)?.[1] ?? "";
  const object = ["deals", "companies", "owners"].includes(type) ? type : "contacts";
  const isRead = method === "GET" || /\/(search|batch\/read)$/.test(pathOnly(path));
  const wanted = `.${object}.${isRead ? "read" : "write"}`;
  const narrow = (context: ErrorBody["context"]): ErrorBody["context"] => {
    const kept = context.requiredGranularScopes?.filter((scope) => scope.endsWith(wanted)) ?? [];
    return kept.length === 0 ? context : { requiredGranularScopes: kept };
  };
  const errors = body.errors.map((error) => ({ ...error, context: narrow(error.context) }));
  return { ...body, context: narrow(body.context), errors };
}

/** The scopes or properties that HubSpot named, joined by commas. */
function subjectOf(body: ErrorBody): string | undefined {
  const contexts = [body.context, ...body.errors.map((error) => error.context)];
  const named = contexts.flatMap((context) => [
    ...(context.requiredGranularScopes ?? context.requiredScopes ?? []),
    ...(context.propertyName ?? []),
    ...(context.properties ?? []),
  ]);
  const parts = [...new Set([...named, ...propertiesInMessage(body.message ?? "")])];
  return parts.length === 0 ? undefined : quoteVendor(parts.join(", "));
}

/** In a 207 the failing properties are named only inside the message, as JSON text (recorded). */
function propertiesInMessage(message: string): string[] {
  return [...message.matchAll(/"name":"(\w{1,120})"/g)].map((match) => match[1] ?? "");
}

function parseErrorBody(body: unknown): ErrorBody {
  return AnyBody(body);
}

function codeOf(status: number, body: ErrorBody): CrmErrorCode {
  const known = codesByStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  if (status < 400) return "malformed-response";
  return codesByCategory[body.category ?? ""] ?? "invalid";
}

function said(body: ErrorBody): string {
  const words = body.message ?? body.errors[0]?.message;
  return words === undefined ? "" : `: ${quoteVendor(words)}`;
}

function remedyOf(code: CrmErrorCode, body: ErrorBody): { remedy?: string } {
  const subject = subjectOf(body);
  if (code === "unauthenticated")
    return { remedy: "check that the access token is of this account and not revoked" };
  if (code === "forbidden") {
    return { remedy: subject === undefined ? "grant the missing scope" : `grant the scope ${subject}` };
  }
  if (code === "rate-limited") return { remedy: "wait, or lower the share of the limits given to Headway" };
  return {};
}

/** HubSpot documents no `Retry-After` for CRM calls, so the policy it names decides where none comes (hubspot facts §1). */
function retryAfterMs(answer: HttpAnswer, body: ErrorBody): number | undefined {
  const asked = parseRetryAfter(answer.headers["retry-after"], answer.headers.date);
  if (asked !== undefined) return asked;
  if (answer.status === 423) return 2_000;
  if (answer.status !== 429) return undefined;
  if (body.policyName === "DAILY") return 3_600_000;
  if (body.policyName === "SECONDLY") return 1_000;
  const interval = Number(answer.headers["x-hubspot-ratelimit-interval-milliseconds"]);
  return interval > 0 ? interval : body.policyName === "TEN_SECONDLY_ROLLING" ? 10_000 : undefined;
}

/** Seconds, or an HTTP date taken against the answer's own `Date`; anything else is as if absent. */
function parseRetryAfter(value: string | undefined, date: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const wait = Date.parse(value) - Date.parse(date ?? "");
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [Name in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [Name in Key]?: Value });
}
