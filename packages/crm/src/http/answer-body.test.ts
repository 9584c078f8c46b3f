import { expect, test } from "vitest";
import { failureOf } from "../conformance/check.ts";
import { CrmError } from "../crm-error.ts";
import { readBody } from "./answer-body.ts";
import { fetchTransport } from "./fetch-transport.ts";
import type { HttpRequest } from "./transport.ts";

const mebibyte = 1024 * 1024;
const get: HttpRequest = { method: "GET", path: "/deals?email=ada@example.com" };

/** A body of as many chunks as are asked for, and how many were. */
function endless(chunk: Uint8Array, most = Number.POSITIVE_INFINITY) {
  const seen = { chunks: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.chunks >= most) return controller.close();
        seen.chunks += 1;
        controller.enqueue(chunk);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

function transportOf(stream: ReadableStream<Uint8Array>, status: number, mostBodyBytes?: number) {
  return fetchTransport({
    crm: "test",
    origin: "https://api.example.com",
    headers: () => ({}),
    fetch: async () => new Response(stream, { status }),
    ...(mostBodyBytes === undefined ? {} : { mostBodyBytes }),
  });
}

test("a body without end is left after 64 MiB, and the connection freed (invariant:R8)", async () => {
  const { seen, stream } = endless(new Uint8Array(mebibyte).fill(97));
  const error = await failureOf(transportOf(stream, 200)(get));
  expect(error).toMatchObject({ code: "malformed-response", retryable: false, details: { status: 200 } });
  const message = CrmError.is(error) ? error.message : "";
  expect(message).toContain("`GET /deals` answered 200 with more than 67108864 bytes");
  expect(message).not.toContain("ada@example.com");
  expect(seen).toEqual({ chunks: 65, cancelled: true });
});

test.each([
  ["as long as it may be", 4, "aaaa"],
  ["a byte too long", 5, undefined],
])("a body that is %s (invariant:R8)", async (_name, bytes, text) => {
  const { stream } = endless(new Uint8Array([97]), bytes);
  const answer = await transportOf(stream, 200, 4)(get).catch(() => undefined);
  expect(answer?.body).toBe(text);
});

test("of a failed call that is too long, status and beginning are kept", async () => {
  const { stream } = endless(new Uint8Array(mebibyte).fill(97));
  const answer = await transportOf(stream, 503, 2 * mebibyte)(get);
  expect(answer).toEqual({ status: 503, headers: {}, body: "a".repeat(1000) });
});

test("a character that is spread over two chunks stays whole", async () => {
  const bytes = new TextEncoder().encode("Zoë");
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(0, 3));
      controller.enqueue(bytes.slice(3));
      controller.close();
    },
  });
  expect(await readBody("test", get, new Response(stream))).toBe("Zoë");
});

test.each([0, -1, Number.NaN])("a limit of %d is refused", (mostBodyBytes) => {
  expect(() => transportOf(new ReadableStream(), 200, mostBodyBytes)).toThrow(RangeError);
});
