import { CrmError } from "@headway/crm";
import { Connection } from "jsforce";
import { codeOfFault } from "./map-error.ts";
import type { SalesforceSdkOptions, Settings } from "./options.ts";

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
      signIn(connection, origin).then(
        () => done(null, connection.accessToken ?? ""),
        (error: unknown) => done(error instanceof Error ? error : new Error("sign-in failed")),
      );
    },
  });
  let underWay: Promise<void> | undefined;
  const ready = async (): Promise<void> => {
    if (typeof connection.accessToken === "string") return;
    underWay ??= signIn(connection, origin).finally(() => {
      underWay = undefined;
    });
    await underWay;
  };
  return { connection, ready };
}

/** Signs in. The answer's own address is not taken: the org stays the one that was named (`invariant:X6`). */
async function signIn(connection: Connection, origin: string): Promise<void> {
  try {
    await connection.authorize({ grant_type: "client_credentials" });
  } catch (error) {
    throw signInFailure(error);
  } finally {
    connection.instanceUrl = origin;
  }
}

/** Only the vendor's error code is shown: what else the error carries may hold the request. */
function signInFailure(error: unknown): CrmError {
  const name = error instanceof Error ? error.name : "";
  const code = codeOfFault(name) ?? (name === "TypeError" ? "unavailable" : "unauthenticated");
  return new CrmError(code, {
    crm: "salesforce",
    message: `signing in to Salesforce failed${/^[\w-]{1,60}$/.test(name) ? ` (\`${name}\`)` : ""}`,
    remedy:
      "check `instanceUrl` (the org's My Domain), `clientId`, `clientSecret` and the app's client credentials flow",
  });
}
