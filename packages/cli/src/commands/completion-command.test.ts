import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { completeWord } from "../completion-script.ts";
import { fakeContext, memoryEnvironment, memoryVendor } from "../testing/fake-context.ts";

const fake = () => fakeContext({ vendors: [memoryVendor()], env: memoryEnvironment });

async function proposed(...typed: string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await fake().run(completeWord, ...typed);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t", 1)[0] ?? ""]));
}

describe("what a shell is told a word may become", () => {
  it.each<[string, string[], string[]]>([
    ["a command", ["rev"], ["review"]],
    ["a word behind a command that also goes without", ["plan", "a"], ["add"]],
    ["a flag", ["sync", "--dr"], ["--dry-run"]],
    ["a value of a flag", ["plan", "add", "--question", "b"], ["buying-decision"]],
    ["a flag of a command that goes without its second word", ["plan", "--a"], ["--as"]],
    ["nothing of a command there is not", ["bogus", "x"], []],
  ])("%s", async (_, typed, expected) => {
    expect(await proposed(...typed)).toEqual(expected);
  });

  it("every command with what it does", async () => {
    const { stdout } = await fake().run(completeWord, "");
    for (const line of stdout.trimEnd().split("\n")) expect(line).toMatch(/^[a-z]+\t\S.+$/);
    expect(stdout).toContain("init\tSet up");
  });
});

const hasBash = spawnSync("bash", ["--version"]).status === 0;
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

describe("headway completion", () => {
  it.each(["bash", "zsh", "fish"])("prints a script for %s that asks the command itself", async (shell) => {
    const { exitCode, stdout } = await fake().run("completion", shell);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`headway ${completeWord} `);
    const { stdout: document } = await fake().run("completion", shell, "--json");
    expect(JSON.parse(document)).toEqual({ shell, script: stdout });
  });

  it.runIf(hasBash)("completes in bash", async () => {
    const { stdout: script } = await fake().run("completion", "bash");
    const typed = `headway() { "${process.execPath}" --conditions=@headway/source "${main}" "$@"; }
${script}
COMP_WORDS=(headway sync --dr); COMP_CWORD=2; _headway; printf '%s|' "\${COMPREPLY[@]}"`;
    const { stdout, status } = spawnSync("bash", ["-c", typed], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, "--dry-run|"]);
  });
});
