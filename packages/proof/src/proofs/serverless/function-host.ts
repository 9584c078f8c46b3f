import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallEnd } from "./function-process.ts";

/** A fresh process with a bundle in it, called as HubSpot calls a function. */
export interface FunctionHost {
  call(event: unknown): Promise<CallEnd>;
  /** Everything it printed so far. */
  printed(): string;
  stop(): void;
}

const folder = mkdtempSync(join(tmpdir(), "headway-function-"));
const script = join(folder, "function-process.mjs");
const source = readFileSync(join(import.meta.dirname, "function-process.ts"), "utf8");
writeFileSync(script, stripTypeScriptTypes(source));

/** Starts a process that has nothing but these variables. */
export function functionHost(bundle: string, environment: Readonly<Record<string, string>>): FunctionHost {
  const child: ChildProcess = fork(script, [bundle], { env: { ...environment }, execArgv: [], silent: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text: Buffer) => {
      printed += text.toString();
    });
  }
  const ended = once(child, "exit").then(([code]): never => {
    throw new Error(`the function's process ended with code ${String(code)}: ${printed.slice(0, 1_000)}`);
  });
  ended.catch(() => undefined);
  return {
    async call(event) {
      const answer = once(child, "message");
      child.send(event as object);
      const [end] = (await Promise.race([answer, ended])) as [CallEnd];
      return end;
    },
    printed: () => printed,
    stop: () => void (child.connected && child.disconnect()),
  };
}
