import { type SalesforceSandbox, type SalesforceSandboxOptions, salesforceSandbox } from "@headway/sandbox";

/** An answer of the sandbox. */
export interface SandboxAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** A small org to ask. */
export interface SandboxOrg {
  readonly sandbox: SalesforceSandbox;
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<SandboxAnswer>;
  /** Under `/services/data/v67.0`. */
  rest(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<SandboxAnswer>;
  query(soql: string): Promise<SandboxAnswer>;
  soap(body: string): Promise<SandboxAnswer>;
}

const now = Date.UTC(2027, 0, 4, 9);

/** A new org whose clock stands still. */
export function sandboxOrg(options: SalesforceSandboxOptions = {}): SandboxOrg {
  const sandbox = salesforceSandbox({ now: () => now, limits: "off", ...options });
  const send: SandboxOrg["send"] = async (method, path, body, headers = {}) => {
    const init = {
      method,
      headers: { authorization: `Bearer ${sandbox.accessToken}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    };
    const response = await sandbox.fetch(new Request(`https://acme.my.salesforce.com${path}`, init));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
    return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
  };
  const rest: SandboxOrg["rest"] = (method, path, body, headers) =>
    send(method, `/services/data/v67.0${path}`, body, headers);
  return {
    sandbox,
    send,
    rest,
    query: (soql) => rest("GET", `/query?q=${encodeURIComponent(soql)}`),
    soap(body) {
      const session = `<SessionHeader><sessionId>${sandbox.accessToken}</sessionId></SessionHeader>`;
      const xml = `<Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header>${session}</Header><Body>${body}</Body></Envelope>`;
      return send("POST", "/services/Soap/m/67.0", xml);
    },
  };
}

/** What an opportunity cannot be without. */
export const deal = { Name: "D", StageName: "Prospecting", CloseDate: "2027-06-30" };
