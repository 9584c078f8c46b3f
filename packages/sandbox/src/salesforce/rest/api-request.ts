import type { Jobs } from "../bulk/jobs.ts";
import type { Org } from "../org.ts";
import type { ResultContext, ResultSet } from "../soql/result.ts";
import type { Actor } from "../write/read-values.ts";

/** A request to the REST API after authentication. A subrequest of a composite is one too. */
export interface ApiRequest {
  readonly method: string;
  /** After `/services/data/vNN.0`, without the query, parts not yet decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Undefined for a body that is absent; JSON already parsed. */
  readonly body: unknown;
  /** The body as it came, for what is not JSON. */
  readonly text: string;
  /** `vNN.0`, as in the address. */
  readonly version: string;
  /** Who asks. */
  readonly userId: string;
}

/** The decoded path and query of a request, as faults are matched against it. */
export function addressOf({ path, query, version }: ApiRequest): string {
  const values = [...query].map(([name, value]) => `${name}=${value}`).join("&");
  return `/services/data/${version}${path}${values === "" ? "" : `?${values}`}`;
}

/** A body that is not JSON; a stream is made as it is read. */
export interface RawBody {
  readonly contentType: string;
  readonly content: string | ReadableStream<Uint8Array>;
}

/** What goes back: a status and a JSON body, another body, or none at all. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly raw?: RawBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler works with. */
export interface ApiContext {
  readonly org: Org;
  readonly actor: Actor;
  readonly request: ApiRequest;
  /** The decoded parts of the path that the route names, in order. */
  readonly parts: readonly string[];
  readonly results: ResultContext;
  readonly locators: Locators;
  readonly jobs: Jobs;
  readonly instanceUrl: () => string;
  readonly usage: () => { used: number; maximum: number };
  /** Counts one more call of the daily limit. */
  readonly countCall: () => void;
  /** Answers another request of the same session, as part of this one; a fault may meet it. */
  readonly dispatch: (request: ApiRequest) => ApiAnswer;
  /** What another request asks for, for the log. */
  readonly operationOf: (request: ApiRequest) => string;
}

/** Result sets that are being read page by page. */
export interface Locators {
  keep(results: ResultSet, position: number): string;
  find(locator: string): { results: ResultSet; position: number } | undefined;
}

/** One kind of request: how to know it, how to name it in the request log, how to answer it. */
export interface Route {
  readonly method: string;
  /** Against the path, parts caught in groups. */
  readonly path: RegExp;
  readonly operation: (context: ApiContext) => string;
  readonly handle: (context: ApiContext) => ApiAnswer;
}

/** A JSON object; undefined for any other value. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}
