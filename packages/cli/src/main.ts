#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { vendors } from "./adapters.ts";
import { runCli } from "./app.ts";
import { exitCodes } from "./failure.ts";
import { secrets } from "./secrets.ts";

const stop = new AbortController();
process.on("SIGINT", () => {
  // Asked twice: the store survives a kill at any moment.
  if (stop.signal.aborted) process.exit(exitCodes.interrupted);
  stop.abort(new DOMException("stopped by the user", "AbortError"));
});
process.on("SIGTERM", () => stop.abort(new DOMException("stopped", "AbortError")));

void runCli(process.argv.slice(2), {
  process: { stdout: process.stdout, stderr: process.stderr, env: process.env },
  directory: process.cwd(),
  vendors,
  clock: () => Date.now(),
  signal: stop.signal,
  secrets: secrets(),
  confirm: async (question) => /^y(es)?$/i.test(await ask(`${question} [y/N]`)),
  ask,
  randomText: () => randomBytes(32).toString("base64url"),
  nodeVersion: process.versions.node,
}).then((exitCode) => {
  process.exitCode = exitCode;
});

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(`${question} `, { signal: stop.signal })).trim();
  } finally {
    lines.close();
  }
}
