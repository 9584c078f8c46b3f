import { readFileSync } from "node:fs";
import type { SeenRequest } from "./portal-process.ts";

/** What a fresh process measured. Times in milliseconds, memory in MB. */
export interface ProcessMeasures {
  readonly importMs: number;
  readonly runMs: number;
  readonly peakMb: number;
  /** What came of it, as JSON text. */
  readonly outcome: string;
}

/** One of three things, by its first argument: import a bundle, run an action in it, or repeat its fetches alone. */
const [task = "", path = "", eventText = "{}"] = process.argv.slice(2);
const startedAt = performance.now();

async function repeat(): Promise<string> {
  const { HEADWAY_ORIGIN: origin = "", HEADWAY_TOKEN: token = "" } = process.env;
  const requests = JSON.parse(readFileSync(path, "utf8")) as readonly SeenRequest[];
  for (const { method, path: address, body } of requests) {
    const response = await fetch(`${origin}${address}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === "" ? {} : { body }),
    });
    await response.json();
  }
  return String(requests.length);
}

async function act(event: Readonly<Record<string, unknown>>): Promise<string> {
  const bundle = (await import(path)) as {
    main?: (event: unknown) => Promise<unknown>;
    handle?: (request: Request) => Promise<Response>;
  };
  importedAt = performance.now();
  if (bundle.main !== undefined) return JSON.stringify(await bundle.main(event));
  const body = JSON.stringify(event);
  const init = { method: "POST", body, headers: await signedHeaders(body) };
  const response = await bundle.handle?.(new Request("https://function.example/", init));
  return (await response?.text()) ?? "";
}

/** Signs as Apex does; see `signCallout`, which is for callers and not in the function. */
async function signedHeaders(body: string): Promise<Record<string, string>> {
  const { createHmac } = await import("node:crypto");
  const [at, nonce] = [String(Date.now()), "n".repeat(20)];
  const mac = createHmac("sha256", process.env.HEADWAY_SECRET ?? "").update(`v1:${at}:${nonce}:${body}`);
  return {
    "x-headway-timestamp": at,
    "x-headway-nonce": nonce,
    "x-headway-signature": mac.digest("base64"),
  };
}

let importedAt = startedAt;
let outcome = "";
if (task === "import") {
  await import(path);
  importedAt = performance.now();
} else if (task === "repeat") outcome = await repeat();
else outcome = await act(JSON.parse(eventText) as Record<string, unknown>);
const measures: ProcessMeasures = {
  importMs: importedAt - startedAt,
  runMs: performance.now() - importedAt,
  peakMb: process.resourceUsage().maxRSS / 1024,
  outcome: outcome.slice(0, 2_000),
};
process.send?.(measures);
