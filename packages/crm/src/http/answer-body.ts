import { CrmError, quoteVendor } from "../crm-error.ts";
import type { HttpRequest } from "./transport.ts";

/** The longest body of an answer that is read, unless told otherwise: 64 MiB, decompressed (`invariant:R8`). */
export const usualMostBodyBytes = 64 * 1024 * 1024;

/** Characters kept of the body of a failed call that is too long: what it says stands at its beginning. */
const keptOfLongFailure = 1000;

/**
 * Reads a body as text, and never more of it than `mostBodyBytes`. Throws `malformed-response` beyond
 * that, or gives the beginning where the call failed anyway; `unavailable` where the answer breaks off;
 * the signal's reason when aborted.
 */
export async function readBody(
  crm: string,
  request: HttpRequest,
  response: Response,
  options: { readonly mostBodyBytes?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { mostBodyBytes = usualMostBodyBytes, signal } = options;
  const read = await readUpTo(response, mostBodyBytes).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw noAnswer(crm, request, error);
  });
  if (read.isWhole) return read.text;
  if (response.status >= 400) return read.text.slice(0, keptOfLongFailure);
  throw new CrmError("malformed-response", {
    crm,
    message: `\`${request.method} ${pathOnly(request.path)}\` answered ${response.status} with more than ${mostBodyBytes} bytes`,
    remedy: "ask for fewer fields; if the answer should be this long, report it",
    status: response.status,
  });
}

async function readUpTo(
  response: Response,
  mostBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  if (response.body === null) return { text: "", isWhole: true };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return { text: decoded(chunks), isWhole: true };
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      // The rest is not wanted, and the connection is freed.
      await reader.cancel();
      return { text: decoded(chunks), isWhole: false };
    }
    chunks.push(value);
  }
}

/** Decoded in one go, which is several times faster than piece by piece. */
function decoded(chunks: readonly Uint8Array[]): string {
  const [only, other] = chunks;
  if (only === undefined || other === undefined) return new TextDecoder().decode(only);
  const whole = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return new TextDecoder().decode(whole);
}

/** Shared by the transports: parses JSON answers, keeps others as text, `null` where empty. */
export function parseBody(
  crm: string,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
  text: string,
  status: number,
): unknown {
  if (text === "") return null;
  const isJson = (headers["content-type"] ?? "").includes("json");
  if (!isJson) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // A broken body of a failed call says less than its status does.
    if (status >= 400) return text;
    throw new CrmError("malformed-response", {
      crm,
      message: `\`${request.method} ${pathOnly(request.path)}\` answered ${status} with JSON that cannot be parsed: ${quoteVendor(text.slice(0, 80))}`,
      remedy: "report it with the time of the request if it happens again",
      status,
      cause,
    });
  }
}

/** No answer arrived: the request may or may not have had its effect. */
export function noAnswer(crm: string, request: HttpRequest, cause: unknown): CrmError {
  return new CrmError("unavailable", {
    crm,
    message: `no answer to \`${request.method} ${pathOnly(request.path)}\` (${describeCause(cause)})`,
    remedy: "check the network and the address",
    cause,
  });
}

/** The path without its query, which may hold names or values of records. */
export function pathOnly(path: string): string {
  return path.split("?", 1)[0] ?? path;
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown cause";
  const inner = cause.cause;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : undefined;
  return quoteVendor(code ?? cause.message);
}
