import { type HttpRequest, noAnswer, parseBody, type Transport } from "@headway/crm/http";

/** The one method of `@hubspot/api-client`'s `Client` that the transport uses. */
export interface ApiRequester {
  apiRequest(options: {
    method: string;
    path: string;
    headers?: { [name: string]: string };
    body?: unknown;
    defaultJson?: boolean;
  }): Promise<Response>;
}

/**
 * A transport over the official SDK's `Client#apiRequest`, which adds origin and credentials, gives
 * every status as an answer, and therefore never retries by itself. It takes no signal: an abort ends
 * our waiting, not the request.
 */
export function sdkTransport(client: ApiRequester): Transport {
  return async (request, signal) => {
    signal?.throwIfAborted();
    const { response, text } = await send(client, request);
    const headers = Object.fromEntries(response.headers.entries());
    const body = parseBody("hubspot", request, headers, text, response.status);
    return { status: response.status, headers, body };
  };
}

async function send(
  client: ApiRequester,
  request: HttpRequest,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await client.apiRequest(apiOptions(request));
    return { response, text: await response.text() };
  } catch (error) {
    throw noAnswer("hubspot", request, error);
  }
}

function apiOptions(request: HttpRequest): Parameters<ApiRequester["apiRequest"]>[0] {
  const isText = typeof request.body === "string";
  return {
    method: request.method,
    path: request.path,
    ...(request.headers === undefined ? {} : { headers: { ...request.headers } }),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(isText ? { defaultJson: false } : {}),
  };
}
