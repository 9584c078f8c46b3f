#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { vendors } from "./adapters.ts";
import { runCli } from "./app.ts";
import { exitCodes } from "./failure.ts";
import { terminalPrompts } from "./prompts.ts";
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
  ...terminalPrompts({ input: process.stdin, output: process.stderr, stop }),
  randomText: () => randomBytes(32).toString("base64url"),
  nodeVersion: process.versions.node,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
