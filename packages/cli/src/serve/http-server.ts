import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Answer, type ServedRequest, textAnswer } from "./answer.ts";
import type { ServedPlace } from "./refuse-foreign.ts";

/** A server that listens. */
export interface ListeningServer {
  /** The port that was free, where 0 was asked for. */
  readonly port: number;
  /** Ends every connection; resolves when all are gone. */
  close(): Promise<void>;
}

const largestBody = 16_384;
const longestTarget = 2_048;
const timeoutMs = 30_000;

/** Listens and hands every whole request to `answer`, which never rejects. Rejects where the place is taken. */
export async function listen(
  { host, port }: ServedPlace,
  answer: (request: ServedRequest) => Promise<Answer>,
): Promise<ListeningServer> {
  const options = { maxHeaderSize: 16_384, requestTimeout: timeoutMs, headersTimeout: timeoutMs };
  const server = createServer(options, (message, response) => {
    readRequest(message)
      .then((read) => ("status" in read ? read : answer(read)))
      .then((given) => send(response, given, message.method === "HEAD"))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return { port: portOf(server), close: () => close(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The request with its body, or the refusal of one that is too long. */
async function readRequest(message: IncomingMessage): Promise<ServedRequest | Answer> {
  const { method = "", url: target = "/" } = message;
  if (target.length > longestTarget) return tooLong(414, "That address is too long.");
  const chunks: Buffer[] = [];
  let size = 0;
  // The refusal of a long body still has to go out on this connection.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody)
      return tooLong(413, `A form may hold ${largestBody} bytes at most. Nothing was logged.`);
    chunks.push(chunk);
  }
  return { method, target, headers: headersOf(message), body: Buffer.concat(chunks).toString("utf8") };
}

function tooLong(status: number, text: string): Answer {
  return textAnswer(status, text, { connection: "close" });
}

/** Node joins what comes twice, but for a few headers of which it keeps the first. */
function headersOf({ headers }: IncomingMessage): ServedRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function send(response: ServerResponse, { status, headers, body }: Answer, isHead: boolean): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(isHead ? undefined : body);
}
