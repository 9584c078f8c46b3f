import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What a step came to. */
export interface StepResult {
  readonly exitCode: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Somebody who does in a folder what a page says, with a terminal's variables. */
export interface Reader {
  /** Runs a line through the shell. */
  command(line: string, folder?: string): Promise<StepResult>;
  /** Writes a program beside the others and runs it with Node. */
  program(text: string): Promise<StepResult>;
  /** Keeps a text as a file. */
  keep(name: string, text: string): Promise<StepResult>;
  /** Starts a command that goes on running, and waits until it has printed what to set, which is then set. */
  background(line: string): Promise<StepResult>;
  /** Ends what was left running. */
  leave(): Promise<void>;
}

const longestMs = 600_000;

/** A reader in an empty folder. */
export function reader(folder: string): Reader {
  const environment: Record<string, string> = { ...plainEnvironment(), NO_COLOR: "1" };
  const running: ChildProcess[] = [];
  let programs = 0;
  return {
    command: (line, place = folder) => run(spawnShell(line, place, environment)),
    program(text) {
      programs += 1;
      const path = join(folder, `program-${programs}.ts`);
      writeFileSync(path, text);
      const words = [`--import=${redirect(folder, environment)}`, path];
      return run(spawn(process.execPath, words, { cwd: folder, env: environment, timeout: longestMs }));
    },
    keep: async (name, text) => {
      writeFileSync(join(folder, name), `${text}\n`);
      return { exitCode: 0, output: "" };
    },
    background: async (line) => {
      const child = spawnShell(line, folder, environment);
      running.push(child);
      const output = await printed(child, /Ctrl-C ends/);
      for (const [, name = "", value = ""] of output.matchAll(/^export (\w+)=(\S+)$/gm)) {
        environment[name] = value;
      }
      return { exitCode: 0, output };
    },
    leave: async () => {
      for (const child of running) {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        // Its own group: the shell, npx and the command that it began.
        if (child.pid !== undefined && child.exitCode === null) {
          process.kill(-child.pid, "SIGTERM");
          await ended;
        }
      }
    },
  };
}

/** The environment without what pnpm says of this workspace's script, and without anybody's credentials. */
function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(?:npm_(?:lifecycle|package|command)|NODE_OPTIONS|HUBSPOT_|SALESFORCE_|DATABASE_)/i.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

function spawnShell(line: string, cwd: string, env: Record<string, string>): ChildProcess {
  return spawn(line, { cwd, env, shell: true, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

function run(child: ChildProcess): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    let output = "";
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}

function printed(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (wanted.test(output)) resolve(output);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", (code) => reject(new Error(`it ended with ${String(code)}: ${output}`)));
  });
}

/** Programs name the real addresses; what they send there goes to the sandbox instead. */
function redirect(folder: string, environment: Readonly<Record<string, string>>): string {
  const path = join(folder, "redirect.mjs");
  const { HUBSPOT_BASE_URL = "", SALESFORCE_INSTANCE_URL = "" } = environment;
  writeFileSync(
    path,
    `const real = globalThis.fetch;
const places = [[/^https:\\/\\/api\\.hubapi\\.com/, ${JSON.stringify(HUBSPOT_BASE_URL)}], [/^https:\\/\\/acme\\.my\\.salesforce\\.com/, ${JSON.stringify(SALESFORCE_INSTANCE_URL)}]];
globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  if (places.some(([, sandbox]) => sandbox !== "" && request.url.startsWith(sandbox))) return real(request);
  const place = places.find(([pattern]) => pattern.test(request.url));
  if (place === undefined) throw new Error("a program of the page asked for " + request.url);
  return real(new Request(request.url.replace(place[0], place[1]), request));
};
`,
  );
  return pathToFileURL(path).href;
}
