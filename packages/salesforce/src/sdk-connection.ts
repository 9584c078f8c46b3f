import { noAnswer, parseBody, shownSecrets, type Transport, withoutShownSecrets } from "@headway/crm/http";
import { Connection } from "jsforce";
import { openSession } from "./oauth-session.ts";
import type { SalesforceSdkOptions, Settings } from "./options.ts";
import { sdkWire } from "./sdk-wire.ts";
import type { Session } from "./session.ts";
import { tokenRequest } from "./token-request.ts";

/** A connection, and how to make sure that it has a token. */
export interface ReadyConnection {
  readonly connection: Connection;
  /** Signs in where there is no token yet; asked by many at once, it signs in once. */
  readonly ready: () => Promise<void>;
  /** A request's token was taken. */
  readonly worked: () => void;
}

/** The connection given, or a new one that signs in and renews itself by the credentials given. */
export function connect(options: Settings & SalesforceSdkOptions): ReadyConnection {
  if (options.connection !== undefined)
    return { connection: options.connection, ready: async () => undefined, worked: () => undefined };
  const { instanceUrl, apiVersion, ports, organizationId } = options;
  const { origin } = new URL(instanceUrl);
  const base = { instanceUrl: origin, loginUrl: origin, version: apiVersion };
  const connection: Connection = new Connection({ ...base, refreshFn: refreshBy(() => session) });
  const request = tokenRequest({
    transport: signInTransport(connection),
    ports,
    ...(organizationId === undefined ? {} : { organizationId }),
  });
  const session = openSession(options, origin, request, ports);
  const ready = async (): Promise<void> => {
    connection.accessToken = await session.token();
  };
  return { connection, ready, worked: () => session.worked() };
}

type RefreshFunction = NonNullable<NonNullable<ConstructorParameters<typeof Connection>[0]>["refreshFn"]>;

/** jsforce's own way of refreshing knows no end and forgets refresh tokens that rotate. */
function refreshBy(session: () => Session): RefreshFunction {
  return (connection, done) => {
    session()
      .renew(connection.accessToken ?? "")
      .then(
        (token) =>
          token === undefined ? done(new Error("these credentials give no other token")) : done(null, token),
        (error: unknown) => done(error instanceof Error ? error : new Error("sign-in failed")),
      );
  };
}

/** Signing in goes the way the connection's requests go, without a token. */
function signInTransport(connection: Connection): Transport {
  const wire = sdkWire(connection);
  return async (request, signal) => {
    const { method, path, headers } = request;
    const url = `${new URL(connection.instanceUrl).origin}${path}`;
    const body = typeof request.body === "string" ? request.body : "";
    return withoutShownSecrets(shownSecrets(headers ?? {}, body), async () => {
      const sending = wire({ method, url, headers: { ...headers }, body }, signal);
      const answer = await sending.catch((error: unknown) => {
        signal?.throwIfAborted();
        throw noAnswer("salesforce", request, error);
      });
      const { statusCode: status, headers: answered } = answer;
      const read = parseBody("salesforce", request, answered, answer.body, status);
      return { status, headers: answered, body: read };
    });
  };
}
