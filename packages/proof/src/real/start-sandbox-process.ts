import { fork } from "node:child_process";
import { once } from "node:events";

/** Where the sandbox of another process listens. */
export interface SandboxAddresses {
  readonly hubspot: { readonly url: string; readonly accessToken: string };
  readonly salesforce: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  /** The control server, which sees the records past the adapters. */
  readonly witnessUrl: string;
  /** What the mapping left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  readonly addresses: SandboxAddresses;
  stop(): void;
}

/** Starts it and waits until the data is loaded. Throws when it ends before that. */
export async function startSandboxProcess(dataPath: string): Promise<SandboxProcess> {
  const script = new URL("./sandbox-process.ts", import.meta.url);
  const child = fork(script, [dataPath], { execArgv: ["--conditions=@headway/source"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the sandbox process ended with code ${String(code)} before it was ready`);
  });
  const [addresses] = (await Promise.race([once(child, "message"), ended])) as [SandboxAddresses];
  ended.catch(() => undefined);
  return { addresses, stop: () => child.disconnect() };
}
