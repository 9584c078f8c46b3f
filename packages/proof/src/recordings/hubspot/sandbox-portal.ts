import { type HubspotSandbox, type HubspotSandboxOptions, hubspotSandbox } from "@headway/sandbox";

/** What the sandbox answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A fresh sandbox with a client, to be asked what HubSpot was asked. */
export interface SandboxPortal {
  readonly sandbox: HubspotSandbox;
  call(method: string, path: string, body?: unknown, accept?: string): Promise<Answer>;
}

/** A sandbox at an instant between two whole seconds, as most of HubSpot's are. */
export function sandboxPortal(options: HubspotSandboxOptions = {}): SandboxPortal {
  const sandbox = hubspotSandbox({
    now: () => Date.UTC(2026, 10, 2, 9, 0, 0, 123),
    limits: "off",
    ...options,
  });
  return {
    sandbox,
    async call(method, path, body, accept = "application/json") {
      const request = new Request(`https://api.hubapi.com${path}`, {
        method,
        headers: {
          accept,
          authorization: `Bearer ${sandbox.accessToken}`,
          "content-type": "application/json",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await sandbox.fetch(request);
      return { status: response.status, text: await response.text() };
    },
  };
}
