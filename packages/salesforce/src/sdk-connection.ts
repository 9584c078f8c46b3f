import { noAnswer, parseBody } from "@headway/crm/http";
import { Connection } from "jsforce";
import { mapError } from "./map-error.ts";
import type { SalesforceSdkOptions, Settings } from "./options.ts";
import { sdkWire } from "./sdk-wire.ts";
import { signInRequest } from "./session.ts";
import { readBody, TokenAnswer } from "./vendor-answers.ts";

/** A connection, and how to make sure that it has a token. */
export interface ReadyConnection {
  readonly connection: Connection;
  /** Signs in where there is no token yet; asked by many at once, it signs in once. */
  readonly ready: () => Promise<void>;
}

/** The connection given, or a new one that signs in by client credentials and renews itself so. */
export function connect(options: Settings & SalesforceSdkOptions): ReadyConnection {
  if (options.connection !== undefined)
    return { connection: options.connection, ready: async () => undefined };
  const { instanceUrl, clientId, clientSecret, accessToken, apiVersion } = options;
  const { origin } = new URL(instanceUrl);
  const token = accessToken === undefined ? {} : { accessToken };
  const base = { instanceUrl: origin, loginUrl: origin, version: apiVersion, ...token };
  if (clientId === undefined || clientSecret === undefined) {
    return { connection: new Connection(base), ready: async () => undefined };
  }
  const connection: Connection = new Connection({
    ...base,
    oauth2: { clientId, clientSecret, loginUrl: origin },
    refreshFn: (_connection, done) => {
      signIn(connection, clientId, clientSecret).then(
        () => done(null, connection.accessToken ?? ""),
        (error: unknown) => done(error instanceof Error ? error : new Error("sign-in failed")),
      );
    },
  });
  let underWay: Promise<void> | undefined;
  const ready = async (): Promise<void> => {
    if (typeof connection.accessToken === "string") return;
    underWay ??= signIn(connection, clientId, clientSecret).finally(() => {
      underWay = undefined;
    });
    await underWay;
  };
  return { connection, ready };
}

/**
 * Signs in, the way the connection's requests go. Of the answer only the token is taken: the org
 * stays the one that was named (`invariant:X6`).
 */
async function signIn(connection: Connection, clientId: string, clientSecret: string): Promise<void> {
  const request = signInRequest(clientId, clientSecret);
  const { method, path, headers, body: form } = request;
  const url = `${new URL(connection.instanceUrl).origin}${path}`;
  const answer = await sdkWire(connection)({ method, url, headers: { ...headers }, body: form }).catch(
    (error: unknown) => {
      throw noAnswer("salesforce", request, error);
    },
  );
  const { statusCode: status, headers: answered } = answer;
  const body = parseBody("salesforce", request, answered, answer.body, status);
  const error = mapError({ status, headers: answered, body }, request);
  if (error !== undefined) throw error;
  connection.accessToken = readBody(TokenAnswer, body, "the sign-in").access_token;
}
