import { spawn } from "node:child_process";
import { join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";

const entry = join(workspaceFolder, "packages", "cli", "src", "main.ts");

/** Where the command runs, and what it finds in its environment. */
export interface CommandPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

function start({ folder, env }: CommandPlace, inputs: readonly string[]) {
  return spawn(process.execPath, ["--conditions=@headway/source", entry, ...inputs], {
    cwd: folder,
    env: { ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a command of the product to its end; rejects with what it said where it could not be used at all. */
export async function runHeadway(place: CommandPlace, inputs: readonly string[]): Promise<string> {
  const child = start(place, inputs);
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0 && code !== 1)
    throw new Error(`headway ${inputs.join(" ")} ended with ${code}: ${printed.stderr}`);
  return printed.stdout;
}

/** A server of the product that runs. */
export interface HeadwayServer {
  readonly url: string;
  /** Ends it as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `headway serve` and waits until it says where it listens. */
export async function serveHeadway(place: CommandPlace): Promise<HeadwayServer> {
  const child = start(place, ["serve", "--port", "0", "--json"]);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let said = "";
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("\n")) resolve(said);
    });
    child.once("close", () => reject(new Error(`headway serve ended: ${complaint}`)));
  });
  return {
    url: (JSON.parse(line) as { url: string }).url,
    stop: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
