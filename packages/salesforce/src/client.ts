import { type CallOptions, CrmError } from "@headway/crm";
import {
  type Caller,
  type CallerOptions,
  type CallRequest,
  type HttpAnswer,
  type HttpRequest,
  type Ports,
  type RequestEvent,
  type Transport,
  timeLeft,
} from "@headway/crm/http";
import { type CompositePart, sendParts } from "./composite.ts";
import type { HistoryAccess, historyAccess } from "./history-access.ts";
import type { KeptDescribes } from "./kept-describes.ts";
import { type ErrorReading, mapError } from "./map-error.ts";
import type { Pacing } from "./pacing.ts";
import { type QueryAsk, type QueryPage, queryOne } from "./query-pages.ts";
import { sentRequests } from "./sent-requests.ts";
import type { Soql } from "./soql.ts";

/** What a {@link Client} is made of. */
export interface ClientOptions {
  readonly transport: Transport;
  /** Scheme and host of the org. */
  readonly origin: string;
  readonly apiVersion: string;
  readonly ports: Ports;
  readonly pageSize: number;
  /** Records from which a first pass goes on by Bulk API 2.0. */
  readonly bulkFrom: number;
  readonly fieldHistory: boolean;
  readonly overlapMs: number;
  readonly attempts: number;
  /** The org that must answer. */
  readonly organizationId?: string;
  readonly onRequest?: (event: RequestEvent) => void;
}

/** Talks to one org: versions, addresses, the daily guard and the reading of errors are in here. */
export interface Client {
  readonly options: ClientOptions;
  readonly describes: KeptDescribes;
  readonly history: HistoryAccess;
  /** The `/services/data/v67.0` form of a path below the version. */
  path(below: string): string;
  send(
    request: HttpRequest & { readonly replay?: "safe" | "unsafe" },
    call: CallOptions,
  ): Promise<HttpAnswer>;
  /** @param all Deleted and archived rows too. */
  query(query: Soql, settings: Omit<QueryAsk, "query">, call: CallOptions): Promise<QueryPage>;
  /** Reads many things in few requests; each part has its own status, so one refusal spoils no other. */
  readParts(parts: readonly CompositePart[], call: CallOptions): Promise<ReadonlyMap<string, HttpAnswer>>;
  /** Whether a request that failed may yet have had an effect. */
  isOpen(request: HttpRequest): boolean;
}

/** What a client keeps to and asks for beside the request itself; functions do with less. */
export interface ClientParts {
  readonly pacing: Pacing;
  readonly history: typeof historyAccess;
  readonly describes: KeptDescribes;
  /** Of errors; by itself of REST alone, and not how long to wait. */
  readonly reading?: ErrorReading;
  /** How requests are sent: `caller` repeats what may pass, `singleCaller` leaves that to whoever calls again. */
  readonly caller: (options: CallerOptions) => Caller;
}

/** Makes a {@link Client}. */
export function client(
  options: ClientOptions,
  { pacing, history, describes, caller, reading }: ClientParts,
): Client {
  const sent = sentRequests(options.transport);
  const rests = new WeakMap<HttpRequest, () => CallOptions>();
  const leave: Transport = async (request, signal) => {
    throwIfOver(rests.get(request)?.());
    return sent.transport(request, signal);
  };
  const calls = caller({
    crm: "salesforce",
    ports: options.ports,
    toError: (answer, request) => mapError(answer, request, reading),
    attempts: options.attempts,
    onAnswer: (answer, request) => pacing.see(answer, mapError(answer, request, reading)),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
    transport: (request, signal) => pacing.send(() => leave(request, signal), signal),
  });
  const self: Client = {
    options,
    describes,
    history: history(
      (below, call) => self.send({ method: "GET", path: self.path(below) }, call),
      options.ports,
    ),
    isOpen: (request) => sent.isOpen(request),
    path: (below) => `/services/data/v${options.apiVersion}${below}`,
    send: (request, call) => {
      rests.set(request, timeLeft(call, options.ports));
      return calls.call(asCallRequest(request), call);
    },
    query: (query, settings, call) => queryOne(self, { query, ...settings }, call),
    readParts: (parts, call) =>
      sendParts(parts, self.path, (body) =>
        self.send({ method: "POST", path: self.path("/composite"), body }, call),
      ),
  };
  return self;
}

/** Looked at when a request leaves: whoever slept while it waited wakes to answers as soon as to timers. */
function throwIfOver(rest: CallOptions | undefined): void {
  if (rest?.timeoutMs !== 0) return;
  throw new CrmError("deadline-exceeded", {
    crm: "salesforce",
    message: "the time given to the call is over",
  });
}

/** Adds what the caller needs in place, so that the request stays the same object for its whole life. */
function asCallRequest(request: HttpRequest & { readonly replay?: "safe" | "unsafe" }): CallRequest {
  return Object.assign(request, { lane: "general", replay: request.replay ?? ("safe" as const) });
}
