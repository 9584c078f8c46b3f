import { type CallOptions, CrmError } from "@headway/crm";
import {
  type CallRequest,
  caller,
  type HttpAnswer,
  type HttpRequest,
  lane,
  type Ports,
  type RequestEvent,
  type Transport,
} from "@headway/crm/http";
import { compositeQueries, compositeSize, dailyGuard, longestPath } from "./limits.ts";
import { mapError } from "./map-error.ts";
import { sentRequests } from "./sent-requests.ts";
import type { Soql } from "./soql.ts";
import { CompositeAnswer, QueryAnswer, readBody, serverInstant } from "./vendor-answers.ts";

/** What a {@link Client} is made of. */
export interface ClientOptions {
  readonly transport: Transport;
  /** Scheme and host of the org. */
  readonly origin: string;
  readonly apiVersion: string;
  readonly ports: Ports;
  readonly dailyShare: number;
  readonly pageSize: number;
  readonly overlapMs: number;
  readonly attempts: number;
  readonly onRequest?: (event: RequestEvent) => void;
}

/** One page of rows. */
export interface QueryPage {
  readonly rows: readonly unknown[];
  /** True when the query has no more rows; `false` also where Salesforce cut the page short by itself. */
  readonly isLast: boolean;
  readonly serverAt: string | null;
}

/** A part of a composite request, with its path below the version. */
export interface CompositePart {
  readonly id: string;
  readonly path: string;
  readonly isQuery: boolean;
}

/** Talks to one org: versions, addresses, the daily guard and the reading of errors are in here. */
export interface Client {
  readonly options: ClientOptions;
  /** The `/services/data/v67.0` form of a path below the version. */
  path(below: string): string;
  send(
    request: HttpRequest & { readonly replay?: "safe" | "unsafe" },
    call: CallOptions,
  ): Promise<HttpAnswer>;
  /** @param all Deleted and archived rows too. */
  query(query: Soql, settings: { all: boolean; limit?: number }, call: CallOptions): Promise<QueryPage>;
  /** Reads many things in few requests; each part has its own status, so one refusal spoils no other. */
  readParts(parts: readonly CompositePart[], call: CallOptions): Promise<ReadonlyMap<string, HttpAnswer>>;
  /** Whether a request that failed may yet have had an effect. */
  isOpen(request: HttpRequest): boolean;
}

/** Makes a {@link Client}. */
export function client(options: ClientOptions): Client {
  const guard = dailyGuard(options.dailyShare, options.ports);
  const sent = sentRequests(options.transport);
  const calls = caller({
    crm: "salesforce",
    lanes: { general: lane("unlimited", options.ports) },
    ports: options.ports,
    toError: mapError,
    attempts: options.attempts,
    onAnswer: (answer) => guard.see(answer),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
    transport: async (request, signal) => {
      guard.check();
      return sent.transport(request, signal);
    },
  });
  const self: Client = {
    options,
    isOpen: (request) => sent.isOpen(request),
    path: (below) => `/services/data/v${options.apiVersion}${below}`,
    send: (request, call) => calls.call(asCallRequest(request), call),
    query: (query, settings, call) => runQuery(self, query, settings, call),
    readParts: (parts, call) => readParts(self, parts, call),
  };
  return self;
}

/** Adds what the caller needs in place, so that the request stays the same object for its whole life. */
function asCallRequest(request: HttpRequest & { readonly replay?: "safe" | "unsafe" }): CallRequest {
  return Object.assign(request, { lane: "general", replay: request.replay ?? ("safe" as const) });
}

/** The path of a query, below the version. */
export function queryPath(query: Soql, all: boolean): string {
  const encoded = encodeURIComponent(query.text).replaceAll("%20", "+");
  return `${all ? "/queryAll" : "/query"}?q=${encoded}`;
}

async function runQuery(
  self: Client,
  query: Soql,
  settings: { all: boolean; limit?: number },
  call: CallOptions,
): Promise<QueryPage> {
  const path = queryPath(query, settings.all);
  const answer =
    path.length > longestPath
      ? await runLongQuery(self, path, call)
      : await self.send({ method: "GET", path: self.path(path) }, call);
  return readPage(answer, settings.limit);
}

/** Reads a page of a query whose `LIMIT` is known; without one, `done` alone decides. */
export function readPage(answer: HttpAnswer, limit = Number.POSITIVE_INFINITY): QueryPage {
  const { done, records } = readBody(QueryAnswer, answer.body, "a query");
  if (!done && records.length === 0) {
    throw new CrmError("malformed-response", {
      crm: "salesforce",
      message: "a query answered no rows and said that there are more; going on would never end",
    });
  }
  return { rows: records, isLast: done && records.length < limit, serverAt: serverInstant(answer) };
}

async function runLongQuery(self: Client, path: string, call: CallOptions): Promise<HttpAnswer> {
  const answers = await self.readParts([{ id: "query", path, isQuery: true }], call);
  const answer = answers.get("query");
  const error = answer === undefined ? undefined : mapError(answer, { method: "GET", path });
  if (error !== undefined) throw error;
  if (answer === undefined) throw missingPart("query");
  return answer;
}

async function readParts(
  self: Client,
  parts: readonly CompositePart[],
  call: CallOptions,
): Promise<ReadonlyMap<string, HttpAnswer>> {
  const answers = new Map<string, HttpAnswer>();
  for (const group of compositeGroups(parts)) {
    const answer = await self.send(compositeRequest(self, group), call);
    const { compositeResponse } = readBody(CompositeAnswer, answer.body, "a composite request");
    for (const part of compositeResponse) {
      answers.set(part.referenceId, {
        status: part.httpStatusCode,
        headers: answer.headers,
        body: part.body,
      });
    }
    const missing = group.find((part) => !answers.has(part.id));
    if (missing !== undefined) throw missingPart(missing.id);
  }
  return answers;
}

function compositeRequest(self: Client, parts: readonly CompositePart[]): HttpRequest {
  const compositeRequest = parts.map((part) => ({
    method: "GET",
    url: self.path(part.path),
    referenceId: part.id,
  }));
  return { method: "POST", path: self.path("/composite"), body: { allOrNone: false, compositeRequest } };
}

/** Parts in order, as many to a request as its two limits allow. */
function compositeGroups(parts: readonly CompositePart[]): CompositePart[][] {
  const groups: CompositePart[][] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    const queries = group?.filter((other) => other.isQuery).length ?? 0;
    const isFull =
      group === undefined || group.length === compositeSize || (part.isQuery && queries === compositeQueries);
    if (isFull) groups.push([part]);
    else group.push(part);
  }
  return groups;
}

function missingPart(id: string): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `a composite request was answered without its part \`${id}\``,
  });
}
