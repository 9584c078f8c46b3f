import type { Fault, SimulatedClock } from "@headway/crm/conformance";

/** A portal in front of another, with faults in between; for tests of the adapter alone. */
export interface FaultyPortal {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly failNext: (fault: Fault) => void;
  readonly requestCount: () => number;
  /** How many requests were left hanging. */
  readonly hungCount: () => number;
  /** Tells the clock of work under way, until it ends or a request hangs. */
  readonly unlessHanging: <T>(work: Promise<T>) => Promise<T>;
}

type Portal = (request: Request) => Promise<Response>;

interface Pending {
  readonly fault: Fault;
  waiting: number;
  left: number;
}

/**
 * Puts faults in HubSpot's own form between an adapter and a portal.
 * Requests that hang are not told to the clock: nothing is under way.
 */
export function faultyPortal(portal: Portal, clock: SimulatedClock): FaultyPortal {
  const pending: Pending[] = [];
  const counts = { requests: 0, hung: 0 };
  let hung = (): void => undefined;
  return {
    failNext(fault) {
      const waiting = "after" in fault ? (fault.after ?? 0) : 0;
      pending.push({ fault, waiting, left: fault.times });
    },
    requestCount: () => counts.requests,
    hungCount: () => counts.hung,
    unlessHanging(work) {
      const hanging = new Promise<void>((resolve) => {
        hung = resolve;
      });
      const ended = work.then(ignore, ignore);
      void clock.track(Promise.race([ended, hanging]));
      return work;
    },
    async fetch(request) {
      counts.requests += 1;
      const fault = meet(pending, request, await request.clone().text());
      const answer = () => clock.track(whole(portal(request)));
      if (fault === undefined) return answer();
      if (fault.kind === "hangs") {
        counts.hung += 1;
        hung();
      }
      return meetFault(fault, request, answer);
    },
  };
}

function ignore(): void {}

/** The answer with its body already here, so that nothing is under way once it is given. */
export async function whole(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  const text = await response.text();
  return new Response(text === "" ? null : text, { status: response.status, headers: response.headers });
}

function meet(pending: Pending[], request: Request, body: string): Fault | undefined {
  for (const entry of pending) {
    if (entry.left === 0 || !concerns(entry.fault, request, body)) continue;
    entry.waiting -= 1;
    if (entry.waiting >= 0) continue;
    entry.left -= 1;
    return entry.fault;
  }
  return undefined;
}

function concerns(fault: Fault, request: Request, body: string): boolean {
  const kind = kindOf(request);
  if (fault.kind === "refuse-one-row") return kind === "write" && body.includes(`"${fault.ref.id}"`);
  if (fault.kind === "unreadable-record") return kind === "read";
  if (fault.kind === "links-unreadable") {
    return kind === "read" && /[/?&]associations[/=]/.test(request.url);
  }
  return fault.on === "any" || fault.on === kind;
}

function kindOf({ method, url }: Request): "read" | "write" | "other" {
  const path = new URL(url).pathname;
  if (!/\/(objects|associations)\//.test(path))
    return method === "GET" || /token-info$/.test(path) ? "other" : "write";
  return method === "GET" || /\/(search|batch\/read)$/.test(path) ? "read" : "write";
}

const refusals: Readonly<Record<string, readonly [status: number, category: string]>> = {
  unauthenticated: [401, "INVALID_AUTHENTICATION"],
  forbidden: [403, "MISSING_SCOPES"],
  "links-unreadable": [403, "MISSING_SCOPES"],
  "not-found": [404, "OBJECT_NOT_FOUND"],
  "rate-limited": [429, "RATE_LIMITS"],
  unavailable: [503, "INTERNAL"],
  "refuse-one-row": [400, "VALIDATION_ERROR"],
};

async function meetFault(fault: Fault, request: Request, answer: () => Promise<Response>): Promise<Response> {
  if (fault.kind === "hangs") {
    return new Promise((_, reject) =>
      request.signal.addEventListener("abort", () => reject(request.signal.reason)),
    );
  }
  if (fault.kind === "no-answer") throw new TypeError("fetch failed");
  const refusal = refusals[fault.kind];
  if (refusal !== undefined) {
    const [status, category] = refusal;
    const wait = "retryAfterMs" in fault ? fault.retryAfterMs : undefined;
    const headers = wait === undefined ? {} : { "retry-after": String(wait / 1000) };
    return Response.json(
      { status: "error", message: `a case asked for ${fault.kind}`, category },
      { status, headers },
    );
  }
  const response = await answer();
  if (fault.kind === "no-answer-after-effect") throw new TypeError("fetch failed");
  const text = await response.text();
  const broken = fault.kind === "broken-json" ? text.slice(0, text.length / 2) : withoutStamp(text, fault);
  return new Response(broken, { status: 200, headers: response.headers });
}

function withoutStamp(text: string, fault: Fault): string {
  const body = JSON.parse(text) as { results?: { id: string }[] };
  const spoil = (row: { id: string }): object =>
    "ref" in fault && row.id === fault.ref.id ? { ...row, updatedAt: undefined } : row;
  return JSON.stringify(body.results === undefined ? body : { ...body, results: body.results.map(spoil) });
}
