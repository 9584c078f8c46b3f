import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import * as z from "zod";
import type { Vendor } from "../adapters.ts";
import { runCli } from "../app.ts";
import type { CliContext } from "../context.ts";
import type { Prompts } from "../prompts.ts";
import { secrets } from "../secrets.ts";

/** A context for tests, with what was printed and asked. */
export interface FakeContext {
  readonly context: CliContext;
  readonly directory: string;
  readonly questions: readonly string[];
  readonly stop: AbortController;
  /** Runs the command line and gives what it printed since the run began. */
  run(...inputs: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }>;
}

/** What a fake context may be told. */
export interface FakeOptions {
  readonly env?: Record<string, string>;
  readonly vendors?: readonly Vendor[];
  readonly directory?: string;
  readonly isTerminal?: boolean;
  /** The answer to every question. */
  readonly answer?: boolean;
  /** The answers to questions for a line of text, in order; nothing is said after the last. */
  readonly answers?: readonly string[];
  readonly nodeVersion?: string;
  /** What the clock shows, ISO 8601; noon of 1 March 2026 by default. */
  readonly now?: string;
  /** Of the terminal; 100 by default. */
  readonly columns?: number;
}

/** A process that exists in memory, in a directory of its own. */
export function fakeContext(options: FakeOptions = {}): FakeContext {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "headway-cli-"));
  const questions: string[] = [];
  const stop = new AbortController();
  let randomTexts = 0;
  const printed = { stdout: "", stderr: "" };
  const write = (name: "stdout" | "stderr") => (text: string) => {
    printed[name] += text;
  };
  const isTTY = options.isTerminal ?? false;
  const { columns = 100 } = options;
  const context: CliContext = {
    process: {
      stdout: { isTTY, columns, write: write("stdout") },
      stderr: { isTTY, columns, write: write("stderr") },
      env: options.env ?? {},
    },
    directory,
    vendors: options.vendors ?? [],
    clock: () => Date.parse(options.now ?? "2026-03-01T12:00:00Z"),
    signal: stop.signal,
    secrets: secrets(),
    ...fakePrompts(options, questions),
    randomText: () => {
      randomTexts += 1;
      return `fake-random-text-${randomTexts}`;
    },
    nodeVersion: options.nodeVersion ?? "24.0.0",
  };
  return {
    context,
    directory,
    questions,
    stop,
    async run(...inputs) {
      printed.stdout = "";
      printed.stderr = "";
      const exitCode = await runCli(inputs, context);
      return { exitCode, ...printed };
    },
  };
}

/** Answers without a person; every question is kept. */
function fakePrompts({ answer = false, answers = [] }: FakeOptions, questions: string[]): Prompts {
  const left = [...answers];
  const next = async (question: string): Promise<string> => {
    questions.push(question);
    return left.shift() ?? "";
  };
  return {
    confirm: async (question) => {
      questions.push(question);
      return answer;
    },
    ask: next,
    askHidden: next,
  };
}

/** The memory CRM as a vendor, with the token that opens it. */
export function memoryVendor(
  crm: MemoryCrm = memoryCrm(),
  opened: (token: string) => void = () => undefined,
): Vendor {
  return {
    crm: "memory",
    title: "Memory",
    environment: { accessToken: "MEMORY_TOKEN", baseUrl: "MEMORY_URL" },
    credentials: z.strictObject({
      accessToken: z.string({ error: "expected a text" }),
      baseUrl: z.optional(z.string({ error: "expected a text" })),
    }),
    asks: [{ name: "accessToken", question: "Memory: access token" }],
    shown: ["baseUrl"],
    addresses: ["baseUrl"],
    hosts: ["memory.example"],
    horizonSeconds: 0,
    open: ({ accessToken = "" }) => {
      opened(accessToken);
      return crm;
    },
    sandbox: {
      credentials: () => ({}),
      access: () => ({ url: "", witnessUrl: "" }),
      deals: "deals",
      value: () => null,
      id: ({ id }) => String(id),
      largestPage: () => 50,
      dealsHaveRows: false,
      isSchemaRequest: () => false,
      signInOperation: null,
    },
  };
}

/** The environment that opens {@link memoryVendor}. */
export const memoryEnvironment = { MEMORY_TOKEN: "canary-token-0123456789" };

/** A memory CRM whose clock stands at two hours before the context's and never waits. */
export function stillCrm(): MemoryCrm {
  const now = Date.parse("2026-03-01T10:00:00Z");
  // Back-off passes at once; the deadline of a call, which is long, never comes.
  const sleep = (ms: number): Promise<void> =>
    ms < 60_000 ? Promise.resolve() : new Promise(() => undefined);
  return memoryCrm({ clock: { ports: { now: () => now, sleep, random: () => 0 } } });
}
