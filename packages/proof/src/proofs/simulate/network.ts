import type { HubspotSandbox, SalesforceSandbox } from "@headway/sandbox";
import { asksForChange } from "./asks-for-change.ts";
import type { Draws } from "./draws.ts";
import type { Life, Scheduler } from "./scheduler.ts";
import type { Trace } from "./trace.ts";
import { hubspotFault, salesforceFault } from "./vendor-faults.ts";

/** The two sides of a mirror, as the simulator calls them: `left` is HubSpot, `right` is Salesforce. */
export type Side = "left" | "right";

/** What can befall a request. */
export const networkFaults = [
  "rate-limited-with-wait",
  "rate-limited-without-wait",
  "failed-before-effect",
  "failed-after-effect",
  "connection-reset",
  "answer-lost",
  "answer-cut",
  "session-ended",
  "slow-answer",
  "arrives-late",
] as const;

/** One of {@link networkFaults}. */
export type NetworkFault = (typeof networkFaults)[number];

/** One request as the witness on the wire saw it. */
export interface SeenRequest {
  readonly at: number;
  readonly side: Side;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
  /** Whether it asks for a change of records; reads that are sent by POST are none. */
  readonly isWrite: boolean;
  readonly fault: NetworkFault | null;
  /** `null` where the sandbox was not reached or gave none. */
  readonly status: number | null;
  readonly answer: string;
}

/** The way between workers and both CRMs: it takes time, loses and spoils, and everybody's traffic is seen. */
export interface Network {
  /** A `fetch` for one life and one side. */
  fetchFor(life: Life, side: Side): typeof fetch;
  /** From now on things go wrong; until then nothing does. */
  disturb(): void;
  /** From now on nothing goes wrong. */
  calm(): void;
  /** How often each fault struck. */
  readonly struck: Map<string, number>;
  /** Called right before a request that asks for a change reaches its CRM. */
  expect(onlooker: (side: Side, path: string, body: string) => void): void;
  /** Whether a request that asks for a change and holds these words was given up by its sender and has yet to arrive. */
  isUnderWay(words: string): boolean;
  /** Called once for every request that reached a CRM, or would have. */
  watch(watcher: (request: SeenRequest) => void): void;
}

/** What a network lies between. */
export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly draws: Draws;
  readonly hubspot: HubspotSandbox;
  readonly salesforce: SalesforceSandbox;
  /** A fault for this very request, in the place of one by chance. */
  readonly aimed?: (request: { readonly method: string; readonly path: string }) => NetworkFault | null;
  /** How often each fault strikes a request, shares from 0 to 1. */
  readonly rates: Readonly<Partial<Record<NetworkFault, number>>>;
  /** The longest a request or an answer is usually under way, in milliseconds. */
  readonly latencyMs: number;
}

/** A network over two sandboxes. */
export function network(options: NetworkOptions): Network {
  const { draws } = options;
  const struck = new Map<string, number>();
  const watchers: ((request: SeenRequest) => void)[] = [];
  const onlookers: ((side: Side, path: string, body: string) => void)[] = [];
  const underWay = new Set<Call>();
  let isCalm = true;
  let serial = 0;
  const fate = ({ method, url }: Request): NetworkFault | null => {
    if (isCalm) return null;
    const aimed = options.aimed?.({ method, path: pathOf(url) }) ?? null;
    if (aimed !== null) return aimed;
    return drawnFault(draws, options.rates);
  };
  const arrive = async (call: Call): Promise<Answer> => {
    const { side, request, body } = call;
    const path = pathOf(request.url);
    underWay.delete(call);
    if (asksForChange(request.method, path)) for (const look of onlookers) look(side, path, body);
    if (call.fault !== null) struck.set(call.fault, (struck.get(call.fault) ?? 0) + 1);
    const { answer, seen } = await meet(options, call);
    for (const watch of watchers) watch(seen);
    return answer;
  };
  return {
    struck,
    watch: (watcher) => void watchers.push(watcher),
    expect: (onlooker) => void onlookers.push(onlooker),
    isUnderWay: (words) => [...underWay].some((call) => holds(call, words)),
    disturb() {
      isCalm = false;
    },
    calm() {
      isCalm = true;
    },
    fetchFor: (life, side) => async (input, init) => {
      const body = typeof init?.body === "string" ? init.body : "";
      const request = new Request(input, init);
      const drawn = fate(request);
      const fault = drawn !== null && isSigningIn(request.url) && spoilsAnswer(drawn) ? null : drawn;
      serial += 1;
      const call = { side, request, body, fault };
      if (fault === "arrives-late" && asksForChange(request.method, pathOf(request.url))) underWay.add(call);
      return responseOf(await travel(options, life, call, serial, arrive));
    },
  };
}

function drawnFault(draws: Draws, rates: NetworkOptions["rates"]): NetworkFault | null {
  let left = draws.next();
  for (const kind of networkFaults) {
    left -= rates[kind] ?? 0;
    if (left < 0) return kind;
  }
  return null;
}

function holds({ request, body }: Call, words: string): boolean {
  return `${decodeURIComponent(request.url)} ${body}`.includes(words);
}

/** There and back again. Once sent, a request arrives whatever becomes of its sender. */
async function travel(
  { scheduler, draws, latencyMs }: NetworkOptions,
  life: Life,
  call: Call,
  serial: number,
  arrive: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  const { side, request, fault } = call;
  const name = `${side} ${request.method} #${serial}`;
  const isLate = fault === "arrives-late";
  const arrived = new Promise<Answer>((resolve, reject) => {
    const delay = isLate ? draws.between(60_000, 600_000) : draws.between(1, latencyMs);
    scheduler.after(delay, `arrival of ${name}`, () => arrive(call).then(resolve, reject));
  });
  // The sender hears nothing of a request that hangs somewhere on the way.
  const answer = isLate ? noAnswer() : await arrived;
  const slow = fault === "slow-answer" ? draws.between(5_000, 60_000) : 0;
  await scheduler.wait(life, draws.between(1, latencyMs) + slow, `answer to ${name}`);
  return answer;
}

/** A request on its way, with what will befall it. */
interface Call {
  readonly side: Side;
  readonly request: Request;
  readonly body: string;
  readonly fault: NetworkFault | null;
}

/** Lets a request reach its CRM, and tells what was seen there. */
async function meet(
  options: NetworkOptions,
  { side, request, body, fault }: Call,
): Promise<{ answer: Answer; seen: SeenRequest }> {
  const { method, url } = request;
  const path = pathOf(url);
  const answer = await answerOf(options, side, request, fault);
  const { status, text } = answer;
  // The beginning of a long answer and its length tell two runs apart, sooner or later.
  options.trace.fold(`${path} ${body} ${fault} ${status} ${text.length} ${text.slice(0, 400)}`);
  const isWrite = asksForChange(method, path);
  const at = options.scheduler.now();
  return { answer, seen: { at, side, method, path, body, isWrite, fault, status, answer: text } };
}

function pathOf(url: string): string {
  return url.slice(new URL(url).origin.length);
}

/** A whole answer, or none. */
interface Answer {
  readonly status: number | null;
  readonly text: string;
  readonly headers: Headers;
}

async function answerOf(
  { hubspot, salesforce }: NetworkOptions,
  side: Side,
  request: Request,
  fault: NetworkFault | null,
): Promise<Answer> {
  if (side === "left" && fault !== null) {
    const planned = hubspotFault(fault);
    if (planned !== undefined) hubspot.failNext(planned);
    if (fault === "session-ended") hubspot.failNext({ status: 401 });
  }
  if (side === "right" && fault !== null) {
    const planned = salesforceFault(fault);
    if (planned !== undefined) salesforce.failNext(planned);
    if (fault === "session-ended") salesforce.expireTokens();
  }
  try {
    const response = await (side === "left" ? hubspot : salesforce).fetch(request);
    const text = await response.text();
    const cut = fault === "answer-cut" ? text.slice(0, text.length >> 1) : text;
    return { status: response.status, text: cut, headers: response.headers };
  } catch {
    return noAnswer();
  }
}

function noAnswer(): Answer {
  return { status: null, text: "", headers: new Headers() };
}

function responseOf({ status, text, headers }: Answer): Response {
  if (status === null) throw new TypeError("fetch failed");
  return { status, headers, body: text === "" ? null : oneChunk(text) } as unknown as Response;
}

/** As much of a body's stream as transports use; a real one costs more than everything else in a request. */
function oneChunk(text: string): Pick<ReadableStream<Uint8Array>, "getReader"> {
  const chunks = [new TextEncoder().encode(text)];
  const read = async () => {
    const value = chunks.pop();
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  return { getReader: () => ({ read, cancel: async () => undefined }) as never };
}

/** A refresh token that was spent without an answer is worth nothing any more, and only a person can help. */
function isSigningIn(url: string): boolean {
  return /\/oauth\/[^?]*token/.test(url);
}

function spoilsAnswer(fault: NetworkFault): boolean {
  return ["failed-after-effect", "answer-lost", "answer-cut", "arrives-late"].includes(fault);
}
