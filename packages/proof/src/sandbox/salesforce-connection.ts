import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { type RunningSandbox, type SalesforceSandboxOptions, startSandbox } from "@headway/sandbox";
import { Connection, OAuth2 } from "jsforce";

/** A sandbox on a port and what a stranger knows of it. */
export interface StrangersOrg {
  readonly running: RunningSandbox;
  readonly url: string;
  readonly sandbox: RunningSandbox["salesforce"]["sandbox"];
}

/** The version that all connections name, since jsforce's own is very old. */
export const version = "67.0";

const redirectUri = "http://localhost:3000/callback";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Starts a Salesforce sandbox whose organisation trusts the key of {@link byAssertion}. */
export async function strangersOrg(options: SalesforceSandboxOptions = {}): Promise<StrangersOrg> {
  const certificate = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
  const running = await startSandbox({ salesforce: { auth: { certificate }, ...options } });
  const { url, sandbox } = running.salesforce;
  return { running, url, sandbox };
}

/** A connection with a token that somebody else got. */
export function byToken({ url, sandbox }: StrangersOrg): Connection {
  return new Connection({ instanceUrl: url, loginUrl: url, accessToken: sandbox.accessToken, version });
}

/** A connection signed in by client id and secret. */
export async function byCredentials({ url, sandbox }: StrangersOrg): Promise<Connection> {
  const { clientId, clientSecret } = sandbox;
  const connection = new Connection({
    instanceUrl: url,
    oauth2: { clientId, clientSecret, loginUrl: url },
    version,
  });
  await connection.authorize({ grant_type: "client_credentials" });
  return connection;
}

/** A connection signed in by a signed assertion. */
export async function byAssertion({ url, sandbox }: StrangersOrg): Promise<Connection> {
  const { clientId } = sandbox;
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: clientId,
    sub: "integration@sandbox.example",
    aud: url,
    exp: Math.floor(Date.now() / 1000) + 120,
  };
  const signed = `${part({ alg: "RS256" })}.${part(claims)}`;
  const signature = sign("RSA-SHA256", Buffer.from(signed), keys.privateKey).toString("base64url");
  const connection = new Connection({ instanceUrl: url, loginUrl: url, version });
  await connection.authorize({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: `${signed}.${signature}`,
  });
  return connection;
}

/** A connection signed in by a person in a browser, with PKCE. */
export async function byBrowser({ url, sandbox }: StrangersOrg): Promise<Connection> {
  const { clientId, clientSecret } = sandbox;
  const oauth2 = new OAuth2({ clientId, clientSecret, redirectUri, loginUrl: url });
  const verifier = "v".repeat(64);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const page = oauth2.getAuthorizationUrl({
    scope: "api refresh_token",
    ...{ code_challenge: challenge, code_challenge_method: "S256" },
  });
  const answer = await fetch(page, { redirect: "manual" });
  const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const connection = new Connection({ instanceUrl: url, oauth2, version });
  await connection.authorize(code, { code_verifier: verifier });
  return connection;
}
