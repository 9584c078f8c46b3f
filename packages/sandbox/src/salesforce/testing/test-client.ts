import {
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
  salesforceSandbox,
} from "../salesforce-sandbox.ts";

/** A status and a body, as a client sees them. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined for an empty body or another format. */
  readonly body: unknown;
}

type Headed = Readonly<Record<string, string>>;

/** A signed-in client of a sandbox whose clock stands still until moved. */
export interface TestClient {
  readonly sandbox: SalesforceSandbox;
  /** Moves the clock on. */
  wait(ms: number): void;
  send(method: string, path: string, body?: unknown, headers?: Headed): Promise<Answered>;
  /** Under `/services/data/v67.0`. */
  rest(method: string, path: string, body?: unknown, headers?: Headed): Promise<Answered>;
  query(soql: string, headers?: Headed): Promise<Answered>;
  queryAll(soql: string): Promise<Answered>;
}

/** The instant at which the clock of a test client begins. */
export const startAt = Date.UTC(2026, 2, 2, 9, 30, 15);

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

/** A new sandbox and a client of it. */
export function testClient(options: SalesforceSandboxOptions = {}): TestClient {
  let now = startAt;
  const sandbox = salesforceSandbox({ now: () => now, ...options });
  const send: TestClient["send"] = async (method, path, body, headers = {}) => {
    const init = {
      method,
      headers: { authorization: `Bearer ${sandbox.accessToken}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    };
    return answered(await sandbox.fetch(new Request(`http://org.example${path}`, init)));
  };
  const rest: TestClient["rest"] = (method, path, body, headers) =>
    send(method, `/services/data/v67.0${path}`, body, headers);
  return {
    sandbox,
    wait(ms) {
      now += ms;
    },
    send,
    rest,
    query: (soql, headers) => rest("GET", `/query?q=${encodeURIComponent(soql)}`, undefined, headers),
    queryAll: (soql) => rest("GET", `/queryAll?q=${encodeURIComponent(soql)}`),
  };
}

/** The part of a body at a path of names and positions, such as `records.0.Id`. */
export function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => {
    return typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  }, body);
}

/** A column of a query's records. */
export function column(answer: Answered, name: string): unknown[] {
  const records = at(answer.body, "records");
  return Array.isArray(records) ? records.map((record) => at(record, name)) : [];
}
