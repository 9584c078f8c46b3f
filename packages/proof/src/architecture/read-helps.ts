import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { root } from "./workspace.ts";

/**
 * The help of commands of `headway`, by their words; `null` where there is no such command. One process of its own
 * asks for all of them, since loading the command takes far longer than an answer.
 */
export async function readHelps(
  commands: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, string | null>> {
  const source = (name: string): string =>
    JSON.stringify(pathToFileURL(join(root, "packages/cli/src", name)).href);
  const script = `
    import { vendors } from ${source("adapters.ts")};
    import { runCli } from ${source("app.ts")};
    import { secrets } from ${source("secrets.ts")};
    const answers = [];
    for (const words of JSON.parse(process.argv[1])) {
      let output = "";
      const stdout = { write: (text) => { output += text; } };
      const exitCode = await runCli([...words, "--help"], {
        process: { stdout, stderr: { write: () => undefined }, env: {} },
        directory: ".", vendors, clock: () => 0, signal: new AbortController().signal, secrets: secrets(),
      });
      answers.push(exitCode === 0 ? output : null);
    }
    process.stdout.write(JSON.stringify(answers));`;
  const words = ["--conditions=@headway/source", "--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, [...words, JSON.stringify(commands)]);
  const answers = JSON.parse(stdout) as (string | null)[];
  return new Map(commands.map((command, index) => [command.join(" "), answers[index] ?? null]));
}
