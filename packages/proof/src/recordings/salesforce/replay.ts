import type { RecordedAnswer } from "./recorded-answer.ts";
import type { ReadingKind } from "./recorded-case.ts";

/** A request, or a part of a composite one. */
export interface Asked {
  readonly method: string;
  /** Decoded, with its query. */
  readonly path: string;
}

/** Puts a recorded answer in the place of the sandbox's, once, for the first request of its kind. */
export interface Replay {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Whether anybody asked. */
  used(): boolean;
}

const asks: Readonly<Record<ReadingKind, (asked: Asked) => boolean>> = {
  "api-error": ({ method, path }) => method === "POST" && path.endsWith("/composite"),
  "bulk-job": ({ path }) => /\/jobs\/query(\/\w+)?$/.test(path),
  created: ({ method, path }) => method === "POST" && path.endsWith("/sobjects/PermissionSetAssignment"),
  deleted: ({ path }) => path.includes("/deleted/"),
  describe: ({ path }) => path.endsWith("/sobjects/Opportunity/describe"),
  metadata: ({ path }) => path.startsWith("/services/Soap/m/"),
  query: ({ path }) => /\/query(All)?\/?\?q=.* FROM Opportunity( |$)/.test(path),
  rows: ({ method, path }) => method === "PATCH" && path.includes("/composite/sobjects"),
  token: ({ path }) => path === "/services/oauth2/token",
  "token-error": ({ path }) => path === "/services/oauth2/token",
  "user-info": ({ path }) => path === "/services/oauth2/userinfo",
};

const statuses: Readonly<Record<string, number>> = {
  "194": 401,
  ...Object.fromEntries(["166", "200", "216", "218", "222"].map((number) => [number, 404])),
};

function statusOf(kind: ReadingKind, { file, status }: RecordedAnswer): number {
  const number = file.slice(0, 3);
  if (kind === "api-error") return statuses[number] ?? 400;
  if (kind === "token-error") return 400;
  return kind === "created" ? 201 : status;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, name: string): Fields[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Rows with the id that the adapter always selects; some recorded queries did without. */
function withIds(kind: ReadingKind, body: unknown): unknown {
  if (kind !== "query" || !isObject(body)) return body;
  const records = listOf(body, "records").map((row) => ({ Id: "006Hw0000000001AAA", ...row }));
  return { ...body, records };
}

/** The body of a part: of a recorded composite its first part's. */
function partBody(kind: ReadingKind, recorded: RecordedAnswer): unknown {
  const [first] = listOf(recorded.body, "compositeResponse");
  return withIds(kind, first ? first.body : recorded.body);
}

function pathOf(url: string): string {
  return decodeURIComponent(url.replace(/^https?:\/\/[^/]+/, "").replaceAll("+", " "));
}

/** The sandbox's answer to a composite request, one part replaced. */
async function replaceParts(
  request: Request,
  response: Response,
  take: (asked: Asked) => boolean,
  body: unknown,
): Promise<Response> {
  const asked = listOf(await request.json(), "compositeRequest");
  const answered = (await response.json()) as Fields;
  const parts = listOf(answered, "compositeResponse").map((part, index) => {
    const { method, url } = asked[index] ?? {};
    return take({ method: String(method), path: pathOf(String(url)) }) ? { ...part, body } : part;
  });
  return Response.json({ ...answered, compositeResponse: parts }, { headers: response.headers });
}

/** A `fetch` over the sandbox's that answers one request with a recording. */
export function replay(
  sandboxFetch: (request: Request) => Promise<Response>,
  kind: ReadingKind,
  recorded: RecordedAnswer,
): Replay {
  let isUsed = false;
  const take = (asked: Asked): boolean => {
    const fits = !isUsed && asks[kind](asked);
    isUsed ||= fits;
    return fits;
  };
  return {
    used: () => isUsed,
    async fetch(request) {
      const path = pathOf(request.url);
      if (take({ method: request.method, path })) {
        const type = recorded.file.endsWith(".xml") ? "text/xml" : "application/json";
        const init = { status: statusOf(kind, recorded), headers: { "content-type": type } };
        const isPage = kind === "query";
        return new Response(isPage ? JSON.stringify(partBody(kind, recorded)) : recorded.text, init);
      }
      const again = request.clone();
      const response = await sandboxFetch(request);
      const isComposite = request.method === "POST" && path.endsWith("/composite") && response.ok;
      return isComposite ? replaceParts(again, response, take, partBody(kind, recorded)) : response;
    },
  };
}
