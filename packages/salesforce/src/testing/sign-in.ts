import { generateKeyPairSync } from "node:crypto";
import type { SalesforceSandbox } from "@headway/sandbox";
import type { JwtOptions } from "../oauth-options.ts";
import {
  finishWebServerFlow,
  type SignedIn,
  type StartedSignIn,
  startWebServerFlow,
  type WebServerFlow,
} from "../web-server-flow.ts";

/** The address of the org in sign-ins; the sandbox must know it as its own. */
export const loginUrl = "https://acme.my.salesforce.com";

/** The web server flow of a sandbox, with random bytes that are none. */
export function flowOf(sandbox: SalesforceSandbox, settings: Partial<WebServerFlow> = {}): WebServerFlow {
  return {
    loginUrl,
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    redirectUri: "http://localhost:3000/callback",
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => (index * 37 + count) % 256),
    ...settings,
  };
}

/** Where the browser comes back to once the person agreed. */
export async function comeBack(sandbox: SalesforceSandbox, { url }: StartedSignIn): Promise<string> {
  const answer = await sandbox.fetch(new Request(url));
  return answer.headers.get("location") ?? "";
}

/** A whole sign-in. Sets the sandbox's own address, which the caller may set to another afterwards. */
export async function consent(sandbox: SalesforceSandbox): Promise<SignedIn> {
  sandbox.setInstanceUrl(loginUrl);
  const flow = flowOf(sandbox);
  const started = await startWebServerFlow(flow);
  return finishWebServerFlow(flow, started, await comeBack(sandbox, started));
}

/** A key whose certificate the sandbox holds, for its first user. */
export function keyOf(sandbox: SalesforceSandbox): JwtOptions {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  sandbox.registerCertificate(publicKey);
  const [user] = sandbox.records("User");
  return { clientId: sandbox.clientId, username: String(user?.Username), privateKey };
}
