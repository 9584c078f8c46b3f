import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";
import { type Report, type SuiteResult, suiteResult } from "./suite-result.ts";

const core = join(workspaceFolder, "packages", "core");
const vitest = join(workspaceFolder, "node_modules", ".bin", "vitest");
// No test may fail because the machine is busy: that would pass for a mutant caught.
const config = `export default { test: { include: ["src/**/*.test.ts"], testTimeout: 300_000 } };\n`;
// One process for all files: the core keeps no state, so they need no keeping apart.
const flags = ["--bail=1", "--maxWorkers=1", "--no-isolate", "--pool=threads", "--passWithNoTests"];
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

  /**
   * Runs the suite with one file changed, up to the first failure, and puts the file back. The tests that lie beside
   * the file go first, since they most often are the ones that fail.
   */
  async withChange(file: string, change: (source: string) => string): Promise<SuiteResult> {
    const path = join(this.#folder, "src", file);
    const source = readFileSync(path, "utf8");
    writeFileSync(path, change(source));
    try {
      const beside = await this.test(join("src", dirname(file)));
      return beside.passed ? await this.test() : beside;
    } finally {
      writeFileSync(path, source);
    }
  }

  /** Runs the suite as the copy is: the tests of one folder, or all. */
  async test(folder = "src"): Promise<SuiteResult> {
    const path = join(this.#folder, "report.json");
    rmSync(path, { force: true });
    const args = ["run", `${folder}/`, "--root", this.#folder, "--reporter=json", `--outputFile=${path}`];
    const code = await exitCodeOf(vitest, [...args, ...flags]);
    if (code === 0) return { passed: true };
    return suiteResult(existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Report) : undefined);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function exitCodeOf(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "ignore", timeout: longestMs, killSignal: "SIGKILL" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
