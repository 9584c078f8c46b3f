import type { Fault, SimulatedClock } from "@headway/crm/conformance";
import type { SalesforceSandbox } from "@headway/sandbox";

/** An org with faults before it, in Salesforce's own form; for tests of the adapter alone. */
export interface FaultyOrg {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly failNext: (fault: Fault) => void;
  readonly requestCount: () => number;
  /** Tells the clock of work under way, until it ends or a request hangs. */
  readonly unlessHanging: <T>(work: Promise<T>) => Promise<T>;
}

/** Puts faults between an adapter and a sandbox. Requests that hang are not told to the clock: nothing is under way. */
export function faultyOrg(sandbox: SalesforceSandbox, clock: SimulatedClock): FaultyOrg {
  const pending: { fault: Fault; waiting: number; left: number; met: boolean }[] = [];
  let count = 0;
  let frozen = 0;
  let hung = (): void => undefined;
  const meet = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const found = pending.find((entry) => entry.left > 0 && matches(entry.fault) && entry.waiting-- <= 0);
    if (found === undefined) return undefined;
    found.left -= 1;
    found.met = true;
    return found.fault;
  };
  return {
    failNext(fault) {
      frozen = count;
      const waiting = "after" in fault ? (fault.after ?? 0) : 0;
      pending.push({ fault, waiting, left: fault.times, met: false });
    },
    // A case that waits for a request to hang must not be woken by the describe that goes before it.
    requestCount: () =>
      pending.some((entry) => entry.fault.kind === "hangs" && !entry.met) ? frozen : count,
    unlessHanging(work) {
      const hanging = new Promise<void>((resolve) => {
        hung = resolve;
      });
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      void clock.track(Promise.race([settled, hanging]));
      return work;
    },
    async fetch(request) {
      count += 1;
      const text = await request.clone().text();
      const address = `${request.url} ${text}`;
      const kind = kindOf(request, text);
      const fault = meet((each) => {
        if (each.kind === "refuse-one-row") return kind === "write" && text.includes(each.ref.id);
        if (each.kind === "unreadable-record") return kind === "read";
        if (each.kind === "links-unreadable") return kind === "read" && address.includes("ContactRole");
        return each.on === "any" || each.on === kind;
      });
      if (fault === undefined) return clock.track(sandbox.fetch(request));
      if (fault.kind === "hangs") hung();
      return meetFault(fault, request, text, (other) => clock.track(sandbox.fetch(other)));
    },
  };
}

function kindOf(request: Request, text: string): "read" | "write" | "other" {
  const path = new URL(request.url).pathname;
  if (path.includes("/Soap/")) return text.includes("<readMetadata>") ? "other" : "write";
  if (/\/query(All)?$/.test(path)) return "read";
  if (path.endsWith("/composite")) return text.includes("/query") ? "read" : "other";
  return request.method === "GET" ? "other" : "write";
}

const refusals: Readonly<Record<string, readonly [status: number, errorCode: string]>> = {
  unauthenticated: [401, "INVALID_SESSION_ID"],
  forbidden: [403, "INSUFFICIENT_ACCESS"],
  "links-unreadable": [400, "INVALID_TYPE"],
  "not-found": [404, "NOT_FOUND"],
  "rate-limited": [403, "REQUEST_LIMIT_EXCEEDED"],
  unavailable: [503, "SERVER_UNAVAILABLE"],
};

async function meetFault(
  fault: Fault,
  request: Request,
  text: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (fault.kind === "hangs") {
    return new Promise((_, reject) =>
      request.signal.addEventListener("abort", () => reject(request.signal.reason)),
    );
  }
  if (fault.kind === "no-answer") throw new TypeError("fetch failed");
  if (fault.kind === "refuse-one-row") return refuseOneRow(fault.ref.id, request, text, answer);
  if (fault.kind === "links-unreadable" && request.url.endsWith("/composite"))
    return refuseParts("ContactRole", text, await answer(request));
  const refusal = refusals[fault.kind];
  if (refusal !== undefined) {
    const [status, errorCode] = refusal;
    const wait = "retryAfterMs" in fault ? fault.retryAfterMs : undefined;
    const headers = wait === undefined ? {} : { "retry-after": String(wait / 1000) };
    const message = `ConcurrentPerOrgLongTxn Limit exceeded, or a case asked for ${fault.kind}`;
    return Response.json([{ message, errorCode }], { status, headers });
  }
  const response = await answer(request);
  if (fault.kind === "no-answer-after-effect") throw new TypeError("fetch failed");
  const body = await response.text();
  const broken =
    fault.kind === "unreadable-record" ? withoutStamp(body, fault.ref.id) : body.slice(0, body.length / 2);
  return new Response(broken, { status: 200, headers: response.headers });
}

async function refuseOneRow(
  id: string,
  request: Request,
  text: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const body = JSON.parse(text) as { records: { id: string }[] };
  const at = body.records.findIndex((row) => row.id === id);
  const records = body.records.toSpliced(at, 1);
  const error = { statusCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION", message: "not this one", fields: [] };
  const refusal = { success: false, errors: [error] };
  if (records.length === 0) return Response.json([refusal]);
  const response = await answer(new Request(request, { body: JSON.stringify({ ...body, records }) }));
  const results = (await response.json()) as unknown[];
  return Response.json(results.toSpliced(at, 0, refusal), {
    headers: { date: response.headers.get("date") ?? "" },
  });
}

/** The parts of a composite request that ask for something, refused; the others as they are. */
async function refuseParts(about: string, text: string, response: Response): Promise<Response> {
  const asked = JSON.parse(text) as { compositeRequest: { url: string; referenceId: string }[] };
  const refused = asked.compositeRequest.filter(({ url }) => url.includes(about));
  const ids = refused.map(({ referenceId }) => referenceId);
  const body = (await response.json()) as { compositeResponse: { referenceId: string }[] };
  const refusal = [{ message: `sObject type '${about}' is not supported.`, errorCode: "INVALID_TYPE" }];
  const compositeResponse = body.compositeResponse.map((part) =>
    ids.includes(part.referenceId) ? { ...part, httpStatusCode: 400, body: refusal } : part,
  );
  return Response.json({ compositeResponse }, { headers: { date: response.headers.get("date") ?? "" } });
}

function withoutStamp(body: string, id: string): string {
  return JSON.stringify(
    JSON.parse(body, (_, value: unknown) =>
      typeof value === "object" && value !== null && "Id" in value && value.Id === id
        ? { ...value, SystemModstamp: undefined }
        : value,
    ),
  );
}
