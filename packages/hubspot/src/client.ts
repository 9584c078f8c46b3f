import { type CallOptions, CrmError } from "@headway/crm";
import {
  type Caller,
  type CallRequest,
  caller,
  type HttpAnswer,
  type HttpRequest,
  type Ports,
  type Transport,
  timeLeft,
  withDeadline,
} from "@headway/crm/http";
import type { LaneName, RateLimits } from "./limits.ts";
import { mapError } from "./map-error.ts";
import type { AccessToken, Settings } from "./options.ts";
import { type ReferenceTables, referenceTables } from "./reference-table.ts";
import type { RequestPaths } from "./request-paths.ts";
import type { Session } from "./session.ts";

/** A token of its own, or a session that gives tokens. */
export type Credentials = { readonly accessToken: AccessToken } | { readonly session: Session };

/** What lasts as long as the adapter: the way to HubSpot, its limits, and small tables that forget after ten minutes. */
export interface Connection {
  readonly caller: Caller;
  readonly paths: RequestPaths;
  readonly ports: Ports;
  readonly overlapMs: number;
  readonly relistEveryMs?: number;
  readonly tables: ReferenceTables;
  /** Tells the limits in which zone the account's days begin. */
  readonly learnZone: (zone: string) => void;
  /** For asking HubSpot what this token may do; absent where the transport does not know it. */
  readonly credentials?: Credentials;
  /** The app that the credentials belong to, as configured. */
  readonly appId?: string;
}

/** What lasts as long as one call of the adapter: its deadline and its signal, over all its requests. */
export interface Client {
  readonly paths: RequestPaths;
  readonly ports: Ports;
  readonly overlapMs: number;
  readonly relistEveryMs?: number;
  readonly tables: ReferenceTables;
  /** Tells the limits in which zone the account's days begin. */
  readonly learnZone: (zone: string) => void;
  readonly credentials?: Credentials;
  readonly appId?: string;
  get(path: string, lane?: LaneName): Promise<HttpAnswer>;
  /** A read by POST, or a write whose repetition has no further effect. */
  post(path: string, body: unknown, lane?: LaneName): Promise<HttpAnswer>;
  /** Any request; `replay` as in `CallRequest`. */
  send(request: HttpRequest, replay: "safe" | "unsafe", lane?: LaneName): Promise<HttpAnswer>;
  /** Throws `aborted` or `deadline-exceeded` where the call is over already, so that nothing more is sent. */
  throwIfEnded(): void;
}

/** Of the settings, what a connection is made of. */
export type ConnectionSettings = Pick<
  Settings,
  "ports" | "attempts" | "overlapMs" | "relistEveryMs" | "appId" | "onRequest"
>;

/** Puts these limits, retries and HubSpot's errors around a transport; see `connect.ts` for those of the settings. */
export function connectWithin(
  limits: RateLimits,
  paths: RequestPaths,
  transport: Transport,
  settings: ConnectionSettings,
  credentials?: Credentials,
): Connection {
  const { ports, attempts, overlapMs, onRequest, relistEveryMs, appId } = settings;
  const sending = caller({
    crm: "hubspot",
    transport,
    lanes: limits.lanes,
    toError: mapError,
    ports,
    attempts,
    onAnswer: (answer, request) => limits.onAnswer(answer, request, mapError(answer, request)),
    ...(onRequest && { onRequest }),
  });
  return {
    caller: guarded(sending, limits.refusal, credentials, ports),
    learnZone: limits.learnZone,
    paths,
    ports,
    overlapMs,
    tables: referenceTables(ports),
    ...(relistEveryMs !== undefined && { relistEveryMs }),
    ...(credentials && { credentials }),
    ...(appId !== undefined && { appId }),
  };
}

/** Before anything is sent: that the day's share lasts, and that there is a token to send it with. */
function guarded(
  inner: Caller,
  refusal: () => CrmError | undefined,
  credentials: Credentials | undefined,
  ports: Ports,
): Caller {
  return {
    async call(request: CallRequest, options = {}) {
      const refused = refusal();
      if (refused !== undefined) throw refused;
      const rest = timeLeft(options, ports);
      if (credentials !== undefined && "session" in credentials)
        await withDeadline("hubspot", options, ports, () => credentials.session.token());
      return inner.call(request, rest());
    },
  };
}

/** Opens a client: `timeoutMs` of the options counts from now, for everything done in it together. */
export function openClient(connection: Connection, options: CallOptions = {}): Client {
  const { caller: sending, ...rest } = connection;
  const remaining = timeLeft(options, connection.ports);
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
