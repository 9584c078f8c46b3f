import { CrmError } from "@headway/crm";
import { withoutSecrets } from "./environment.ts";

/**
 * An error that HubSpot runs the action again for: it looks for the status where its own client and axios put it,
 * in `code` and in `response.status`.
 */
export class RepeatedByHubspot extends Error {
  readonly code: number;
  readonly response: { readonly status: number };

  constructor(status: number, message: string) {
    super(message);
    this.name = "RepeatedByHubspot";
    this.code = status;
    this.response = { status };
  }
}

/** How a run failed: worth HubSpot's repeating, with the status it reacts to, or for good. */
export type Failure =
  | { readonly type: "passing"; readonly status: number; readonly message: string }
  | { readonly type: "lasting"; readonly code: string; readonly message: string };

/** An answer that broke off on its way comes whole the next time. */
const passingCodes: readonly string[] = ["deadline-exceeded", "aborted", "malformed-response"];

/** Reads an error. Limits, outages and ends of time pass by themselves; everything else needs somebody. */
export function failureOf(error: unknown, secrets: readonly string[]): Failure {
  if (!CrmError.is(error)) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { type: "lasting", code: "unexpected", message: withoutSecrets(message, secrets).slice(0, 1_000) };
  }
  const { code, details } = error;
  const remedy = details.remedy === undefined ? "" : ` (${details.remedy})`;
  const message = withoutSecrets(`${details.message}${remedy}`, secrets).slice(0, 1_000);
  if (code === "rate-limited") return { type: "passing", status: 429, message };
  const passes = error.retryable || passingCodes.includes(code);
  return passes ? { type: "passing", status: 503, message } : { type: "lasting", code, message };
}
