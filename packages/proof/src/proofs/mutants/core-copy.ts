import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";
import { type Report, type SuiteResult, suiteResult } from "./suite-result.ts";

const core = join(workspaceFolder, "packages", "core");
const vitest = join(workspaceFolder, "node_modules", ".bin", "vitest");
// No test may fail because the machine is busy: that would pass for a mutant caught. Examples go first, since they
// fail in a tenth of the time that the properties take.
const config = `import { BaseSequencer } from "vitest/node";
const isSlow = ({ moduleId }) => moduleId.endsWith("properties.test.ts");
class ExamplesFirst extends BaseSequencer {
  async sort(files) {
    return files.toSorted((left, right) => isSlow(left) - isSlow(right));
  }
}
const sequence = { sequencer: ExamplesFirst };
export default { test: { include: ["src/**/*.test.ts"], testTimeout: 300_000, sequence } };
`;
// One process for all files: the core keeps no state, so they need no keeping apart.
const flags = ["--bail=1", "--maxWorkers=1", "--no-isolate", "--pool=threads"];
// A mutant that never ends is stopped, and then counts as no catch.
const longestMs = 600_000;

/** A copy of the core below `.headway`, where it can be broken without breaking anybody's work. */
export class CoreCopy {
  readonly #folder: string;

  constructor(name: string) {
    this.#folder = join(workspaceFolder, ".headway", "mutants", name);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    cpSync(join(core, "src"), join(this.#folder, "src"), { recursive: true });
    cpSync(join(core, "package.json"), join(this.#folder, "package.json"));
    symlinkSync(join(core, "node_modules"), join(this.#folder, "node_modules"));
    writeFileSync(join(this.#folder, "vitest.config.ts"), config);
  }

  /** What a file holds. */
  source(file: string): string {
    return readFileSync(this.#placeOf(file), "utf8");
  }

  /** Runs the suite with one file changed, up to the first failure, and puts the file back. */
  async withChange(file: string, change: (source: string) => string): Promise<SuiteResult> {
    const source = this.source(file);
    writeFileSync(this.#placeOf(file), change(source));
    try {
      return await this.test();
    } finally {
      writeFileSync(this.#placeOf(file), source);
    }
  }

  /** Runs the suite as the copy is. */
  async test(): Promise<SuiteResult> {
    const path = join(this.#folder, "report.json");
    rmSync(path, { force: true });
    const args = ["run", "--root", this.#folder, "--reporter=json", `--outputFile=${path}`];
    const code = await exitCodeOf(vitest, [...args, ...flags]);
    if (code === 0) return { passed: true };
    return suiteResult(existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Report) : undefined);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #placeOf(file: string): string {
    return join(this.#folder, "src", file);
  }
}

function exitCodeOf(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "ignore", timeout: longestMs, killSignal: "SIGKILL" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
