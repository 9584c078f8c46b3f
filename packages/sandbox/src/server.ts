import { ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { BrokenResponse } from "./broken-response.ts";

/** An in-process handler put on a port. */
export interface SandboxServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Ends every connection and frees the port. Closing twice is closing once. */
  close(): Promise<void>;
}

/** Where to listen. Port 0 lets the system choose. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** What @hono/node-server hands to a handler beside the request. */
interface NodeEnvironment {
  readonly incoming?: { readonly socket: Socket };
  readonly outgoing?: ServerResponse | Http2ServerResponse;
}

/** A sandbox rejects so when a fault says that no answer comes. */
function isDropped(error: unknown): boolean {
  return error instanceof Error && (error.name === "DroppedResponse" || error.message === "fetch failed");
}

/** Sends the beginning of a body and ends the connection, as a network does. */
function breakOff(response: BrokenResponse, outgoing: ServerResponse): Response {
  const headers = { ...Object.fromEntries(response.headers), "content-length": response.wholeLength };
  outgoing.writeHead(response.status, headers);
  outgoing.write(response.beginning, () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Answers over HTTP. A handler that rejects for want of an answer ends the connection without an answer. */
async function answer(
  handle: (request: Request) => Promise<Response>,
  request: Request,
  env: NodeEnvironment,
) {
  try {
    const response = await handle(request);
    const isBroken = response instanceof BrokenResponse;
    return isBroken && env.outgoing instanceof ServerResponse ? breakOff(response, env.outgoing) : response;
  } catch (error) {
    if (!isDropped(error)) throw error;
    env.incoming?.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

/** Longer than any address that a CRM refuses as too long, so that the CRM and not Node refuses it. */
const HEADER_BYTES = 65_536;

/** Puts a handler on an address of this machine, with connections kept alive. */
export function listen(
  handle: (request: Request) => Promise<Response>,
  { host, port }: ServerAddress,
): Promise<SandboxServer> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, env: NodeEnvironment) => answer(handle, request, env),
        hostname: host,
        port,
        serverOptions: { maxHeaderSize: HEADER_BYTES },
      },
      (info: AddressInfo) => resolve({ url: `http://${host}:${info.port}`, close }),
    );
    server.once("error", reject);
    const close = () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
  });
}
