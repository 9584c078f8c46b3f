import { createServer, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { hubspotWebhooks } from "@headway/hubspot/webhooks";
import { createSync } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";

const webhooks = hubspotWebhooks({
  clientSecrets: needed("HUBSPOT_CLIENT_SECRET").split(","),
  publicUrl: needed("PUBLIC_URL"),
  accountIds: needed("HUBSPOT_ACCOUNT_IDS").split(","),
});
const crm = hubspotFetch({ accessToken: needed("HUBSPOT_ACCESS_TOKEN") });
const store = sqliteStore(process.env.HEADWAY_STORE ?? ".headway/store.db");
const sync = createSync({ crm, store });

const server = createServer(async (incoming, outgoing) => {
  // Answered 200 once the notices are on disk, since HubSpot forgets them then; the next run reads the records.
  const answer = await webhooks.handle(
    request(incoming),
    async (notices) => {
      const { toRead, toForget } = await sync.nudge(notices);
      console.log(`stored: ${toRead} to read, ${toForget} to forget`);
    },
    (refused) => console.log(`refused: ${refused.details.message}`),
  );
  outgoing.writeHead(answer.status).end();
});
server.listen(Number(process.env.PORT ?? 8080), () => {
  const address = server.address();
  console.log(`listening on ${typeof address === "object" ? address?.port : address}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => server.close(() => store.close()));
}

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`Set ${name}`);
  return value;
}

/** The host is the server's own: the address that HubSpot signed is `PUBLIC_URL` and this path. */
function request(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const body = method === "POST" ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null;
  // A body that streams has to be said so, which the types of the web do not know yet.
  const init: RequestInit & { duplex: "half" } = { method, headers, body, duplex: "half" };
  return new Request(new URL(url, "http://localhost"), init);
}
