import { type CallOptions, CrmError } from "@headway/crm";
import {
  type Caller,
  type CallRequest,
  caller,
  type HttpAnswer,
  type HttpRequest,
  type Ports,
  type Transport,
} from "@headway/crm/http";
import { type LaneName, rateLimits } from "./limits.ts";
import { mapError } from "./map-error.ts";
import type { AccessToken, Settings } from "./options.ts";
import { type ReferenceTables, referenceTables } from "./reference-table.ts";
import { type RequestPaths, requestPaths } from "./request-paths.ts";

/** What lasts as long as the adapter: the way to HubSpot, its limits, and small tables that forget after ten minutes. */
export interface Connection {
  readonly caller: Caller;
  readonly paths: RequestPaths;
  readonly ports: Ports;
  readonly overlapMs: number;
  readonly tables: ReferenceTables;
  /** Tells the limits in which zone the account's days begin. */
  readonly learnZone: (zone: string) => void;
  /** For asking HubSpot what this token may do; absent where the transport does not know it. */
  readonly accessToken?: AccessToken;
}

/** What lasts as long as one call of the adapter: its deadline and its signal, over all its requests. */
export interface Client {
  readonly paths: RequestPaths;
  readonly ports: Ports;
  readonly overlapMs: number;
  readonly tables: ReferenceTables;
  /** Tells the limits in which zone the account's days begin. */
  readonly learnZone: (zone: string) => void;
  readonly accessToken?: AccessToken;
  get(path: string, lane?: LaneName): Promise<HttpAnswer>;
  /** A read by POST, or a write whose repetition has no further effect. */
  post(path: string, body: unknown, lane?: LaneName): Promise<HttpAnswer>;
  /** Any request; `replay` as in `CallRequest`. */
  send(request: HttpRequest, replay: "safe" | "unsafe", lane?: LaneName): Promise<HttpAnswer>;
  /** Throws `aborted` or `deadline-exceeded` where the call is over already, so that nothing more is sent. */
  throwIfEnded(): void;
}

/** Puts lanes, retries and HubSpot's errors around a transport. */
export function connect(transport: Transport, settings: Settings, accessToken?: AccessToken): Connection {
  const limits = rateLimits(settings.limits, settings.share, settings.ports);
  const sending = caller({
    crm: "hubspot",
    transport,
    lanes: limits.lanes,
    toError: mapError,
    ports: settings.ports,
    attempts: settings.attempts,
    onAnswer: (answer, request) => limits.onAnswer(answer, request, mapError(answer, request)),
    ...(settings.onRequest === undefined ? {} : { onRequest: settings.onRequest }),
  });
  return {
    caller: guarded(sending, limits.refusal),
    learnZone: limits.learnZone,
    paths: requestPaths(settings.apiVersion),
    ports: settings.ports,
    overlapMs: settings.overlapMs,
    tables: referenceTables(settings.ports),
    ...(accessToken === undefined ? {} : { accessToken }),
  };
}

function guarded(inner: Caller, refusal: () => CrmError | undefined): Caller {
  return {
    async call(request: CallRequest, options) {
      const refused = refusal();
      if (refused !== undefined) throw refused;
      return inner.call(request, options);
    },
  };
}

/** Opens a client: `timeoutMs` of the options counts from now, for everything done in it together. */
export function openClient(connection: Connection, options: CallOptions = {}): Client {
  const { caller: sending, ...rest } = connection;
  const remaining = remainingOptions(options, connection.ports);
  const send: Client["send"] = (request, replay, lane = "general") =>
    sending.call({ ...request, replay, lane }, remaining());
  return {
    ...rest,
    send,
    throwIfEnded: () => throwIfEnded(remaining()),
    get: (path, lane) => send({ method: "GET", path }, "safe", lane),
    post: (path, body, lane) => send({ method: "POST", path, body }, "safe", lane),
  };
}

function remainingOptions(options: CallOptions, ports: Ports): () => CallOptions {
  const { timeoutMs, ...rest } = options;
  if (timeoutMs === undefined) return () => rest;
  const endsAt = ports.now() + timeoutMs;
  return () => ({ ...rest, timeoutMs: Math.max(0, endsAt - ports.now()) });
}

function throwIfEnded(options: CallOptions): void {
  if (options.signal?.aborted === true) {
    throw new CrmError("aborted", {
      crm: "hubspot",
      message: "the call was aborted",
      cause: options.signal.reason,
    });
  }
  if (options.timeoutMs !== undefined && options.timeoutMs <= 0) {
    throw new CrmError("deadline-exceeded", {
      crm: "hubspot",
      message: "the time given to the call is over",
    });
  }
}
