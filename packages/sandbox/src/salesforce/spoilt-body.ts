import { DroppedResponse } from "./fault.ts";

/** The answer whose body stops in the middle: JSON is cut, a stream of rows ends in an error. */
export async function truncated(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (response.body === null) return response;
  if (headers.get("content-type")?.includes("json")) {
    const text = await response.text();
    return new Response(text.slice(0, Math.floor(text.length / 2)), { status, headers });
  }
  const reader = response.body.getReader();
  let chunks = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      chunks += 1;
      if (done || chunks > 1) {
        controller.error(new DroppedResponse());
        return;
      }
      controller.enqueue(value.slice(0, Math.ceil(value.length / 2)));
    },
  });
  return new Response(body, { status, headers });
}

/** The answer whose headers come at once and whose body takes its time; `ended` is told when it is through. */
export function slow(response: Response, wait: () => Promise<void>, ended: () => void): Response {
  const { status, headers, body } = response;
  if (body === null) {
    ended();
    return response;
  }
  const reader = body.getReader();
  let waited = false;
  const delayed = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!waited) await wait();
        waited = true;
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        ended();
        controller.close();
      },
      cancel() {
        ended();
        return reader.cancel();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(delayed, { status, headers });
}
