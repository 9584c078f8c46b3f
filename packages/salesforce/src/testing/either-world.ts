import type { CrmAdapter } from "@headway/crm";
import {
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
  salesforceSandbox,
  startSandbox,
} from "@headway/sandbox";
import type { SalesforceAccess } from "../access.ts";
import { salesforceFetch } from "../fetch.ts";
import { salesforce } from "../index.ts";
import type { SalesforceOptions } from "../options.ts";

/** When the clock of a world begins. */
export const worldStart = Date.UTC(2027, 0, 4, 9);

/** One request as it arrived at the org, with its body as text. */
export interface Arrived {
  readonly method: string;
  /** Path and query, decoded. */
  readonly address: string;
  readonly body: string;
  readonly authorization: string | null;
}

/** How to get in, whichever the transport. */
type Access = Omit<SalesforceAccess, "instanceUrl" | "accessToken"> & { readonly accessToken?: string };

/** What a case may set; everything has a default. */
export interface WorldSettings {
  readonly sandbox?: SalesforceSandboxOptions;
  readonly adapter?: Omit<SalesforceOptions, "ports">;
  /** Done to the empty org before the adapter is made. */
  readonly prepare?: (sandbox: SalesforceSandbox) => Promise<void>;
  /** How to sign in; by default with a token that is valid. */
  readonly access?: (sandbox: SalesforceSandbox) => Access;
  /** Stands between the adapter and the org. */
  readonly meet?: (
    request: Request,
    answer: (request: Request) => Promise<Response>,
    text: string,
  ) => Promise<Response>;
}

/** An org, an adapter over it by one of the transports, and the clock of both. */
export interface EitherWorld {
  readonly sandbox: SalesforceSandbox;
  readonly adapter: CrmAdapter;
  readonly arrived: Arrived[];
  /** What the adapter waited for, in milliseconds; the clock moved on by as much. */
  readonly waits: number[];
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
}

/** Opens an empty org; over jsforce it is served on this machine, over fetch it answers in this process. */
export async function eitherWorld(
  transport: "sdk" | "fetch",
  settings: WorldSettings = {},
): Promise<EitherWorld> {
  let now = worldStart;
  const advance = (ms: number): void => {
    now += ms;
  };
  const sandbox = salesforceSandbox({ now: () => now, limits: "off", ...settings.sandbox });
  await settings.prepare?.(sandbox);
  const arrived: Arrived[] = [];
  const waits: number[] = [];
  const answer = (request: Request): Promise<Response> => sandbox.fetch(request);
  const fetch = async (request: Request): Promise<Response> => {
    const text = await request.clone().text();
    arrived.push(toArrived(request, text));
    return settings.meet === undefined ? answer(request) : settings.meet(request, answer, text);
  };
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    waits.push(ms);
    advance(ms);
  };
  const ports = { now: () => now, random: () => 0.5, sleep };
  const access = settings.access?.(sandbox) ?? { accessToken: sandbox.accessToken };
  const open = transport === "sdk" ? openSdk : openFetch;
  const { adapter, close } = await open(sandbox, fetch, { ...access, ...settings.adapter, ports });
  return { sandbox, adapter, arrived, waits, now: () => now, advance, close };
}

type Opened = Pick<EitherWorld, "adapter" | "close">;
type Rest = Access & SalesforceOptions;
type Handle = (request: Request) => Promise<Response>;

async function openSdk(sandbox: SalesforceSandbox, fetch: Handle, rest: Rest): Promise<Opened> {
  const served = await startSandbox({ salesforce: { ...sandbox, fetch } });
  const adapter = salesforce({ instanceUrl: served.salesforce.url, ...rest });
  return { adapter, close: served.close };
}

async function openFetch(sandbox: SalesforceSandbox, fetch: Handle, rest: Rest): Promise<Opened> {
  const instanceUrl = "https://acme.my.salesforce.com";
  sandbox.setInstanceUrl(instanceUrl);
  const adapter = salesforceFetch({
    instanceUrl,
    ...rest,
    fetch: (url, init) => fetch(new Request(url, init)),
  });
  return { adapter, close: async () => undefined };
}

function toArrived(request: Request, body: string): Arrived {
  const url = new URL(request.url);
  return {
    method: request.method,
    address: decodeURIComponent(`${url.pathname}${url.search}`.replaceAll("+", " ")),
    body,
    authorization: request.headers.get("authorization"),
  };
}
