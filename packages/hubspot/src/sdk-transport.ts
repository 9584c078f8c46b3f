import {
  type HttpRequest,
  noAnswer,
  parseBody,
  readBody,
  type Transport,
  withoutShownSecrets,
} from "@headway/crm/http";

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
 *
 * @param token The token that the client shows, where that is known: failures never say it back.
 */
export function sdkTransport(client: ApiRequester, token?: () => string): Transport {
  return async (request, signal) => {
    signal?.throwIfAborted();
    return withoutShownSecrets(token === undefined ? [] : [token()], async () => {
      const response = await send(client, request);
      const text = await readBody("hubspot", request, response);
      const headers = Object.fromEntries(response.headers.entries());
      const body = parseBody("hubspot", request, headers, text, response.status);
      return { status: response.status, headers, body };
    });
  };
}

async function send(client: ApiRequester, request: HttpRequest): Promise<Response> {
  try {
    return await client.apiRequest(apiOptions(request));
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
