/** A request to a CRM, before a transport gives it an origin and credentials. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query, starting with `/`. Never an absolute URL, so that no answer can send credentials elsewhere. */
  readonly path: string;
  /** Sent as JSON when it is an object or array; a string goes as it is, with its own `content-type` header. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, whatever its status. `body` is parsed JSON, text where it is not JSON, `null` where empty. */
export interface HttpAnswer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Sends one request once. Statuses are answers, not errors. It throws `CrmError` `unavailable` when
 * no answer came, `malformed-response` when a JSON answer cannot be parsed or is too long, and the signal's reason
 * when aborted. It neither retries nor waits for limits: that is decided above it.
 */
export type Transport = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;
