import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CrmAdapter } from "@headway/crm";
import { hubspot } from "@headway/hubspot";
import { salesforce } from "@headway/salesforce";
import { mostTold } from "./security-part.ts";

const token = "canary-sdk-token-5512";
const statuses = [301, 302, 303, 307, 308] as const;

/** Both SDKs have transports of their own: a redirect to another origin must not take credentials there. */
export async function tryRedirects(): Promise<{ rows: number; misses: readonly string[] }> {
  const seen: string[] = [];
  const other = await listen((request) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    return { status: 200, headers: {} };
  });
  const misses: string[] = [];
  for (const status of statuses) {
    const front = await listen(() => ({ status, headers: { location: `${other.url}/stolen` } }));
    for (const crm of adapters(front.url)) {
      await crm.describe({ timeoutMs: 2_000 }).catch(() => undefined);
      const stolen = seen.splice(0).filter((text) => text.includes(token));
      if (stolen.length > 0)
        misses.push(`${crm.crm} showed its token after ${status}: ${stolen[0]?.slice(0, 80)}`);
    }
    front.server.close();
  }
  other.server.close();
  return { rows: statuses.length * 2, misses: misses.slice(0, mostTold) };
}

function adapters(url: string): readonly CrmAdapter[] {
  return [
    hubspot({ accessToken: token, origin: url, attempts: 1 }),
    salesforce({ accessToken: token, instanceUrl: url, attempts: 1 }),
  ];
}

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>> };
type Asked = { readonly url?: string | undefined; readonly headers: object };

function listen(answer: (request: Asked) => Answer): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const { status, headers } = answer(request);
    response.writeHead(status, headers).end("{}");
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({ server, url: `http://127.0.0.1:${port}` });
    });
  });
}
