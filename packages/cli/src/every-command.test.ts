import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { commandExamples } from "./command-examples.ts";
import { completeWord } from "./completion-script.ts";
import { exitCodes } from "./failure.ts";
import { fakeContext, memoryVendor } from "./testing/fake-context.ts";

/** No store, no config, no credentials, no terminal. */
const nothing = () => fakeContext({ vendors: [memoryVendor()] });

async function proposed(...words: string[]): Promise<string[]> {
  const { stdout } = await nothing().run(completeWord, ...words, "");
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t", 1)[0] ?? ""]));
}

/** Every command by its words, as the command tree itself tells them. */
async function everyCommand(): Promise<string[]> {
  const commands: string[] = [];
  for (const name of await proposed()) {
    const below = commandNames(await proposed(name));
    commands.push(...(below.length === 0 ? [name] : below.map((word) => `${name} ${word}`)));
  }
  return commands;
}

function commandNames(words: readonly string[]): string[] {
  return words.filter((word) => /^[a-z]+$/.test(word));
}

/** As typed, without what a shell would do with it. */
function wordsOf(example: string): string[] {
  const typed = example.replace(/ > \S+$/, "").replace(/^eval "\$\((.*)\)"$/, "$1");
  return [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "").slice(1);
}

/** Flags that a command cannot do without, for tests of what comes after. */
const needed: Readonly<Record<string, readonly string[]>> = {
  log: ["deal/1"],
  "plan add": ["--question", "capability", "--what", "x"],
  "plan done": ["x"],
  snooze: ["deal/1", "--end"],
  "explain deal": ["1"],
  "explain account": ["1"],
  "explain person": ["1"],
  "conflicts undo": ["1"],
  "conflicts resolve": ["1", "left"],
  forget: ["1"],
  import: ["none.csv"],
  "mirror link": ["1", "2"],
  "mirror unlink": ["1"],
  "mirror accept": ["1"],
  "mirror refuse": ["1"],
  "mirror retry": ["1"],
  "mirror explain": ["1"],
  "store backup": ["copy.db"],
};

/** These need neither a store nor credentials. */
const standsAlone = ["demo", "sandbox", "doctor", "completion bash", "completion zsh", "completion fish"];

let commands: string[] = [];

beforeAll(async () => {
  commands = await everyCommand();
});

/** A wrong answer names its command. */
async function ofEach(check: (command: string) => Promise<string | undefined>): Promise<void> {
  const wrong: string[] = [];
  for (const command of commands) {
    const found = await check(command);
    if (found !== undefined) wrong.push(`headway ${command}: ${found}`);
  }
  expect(wrong).toEqual([]);
}

function oneDocument(stdout: string): { error?: { code?: string; exitCode?: number } } | undefined {
  if (!stdout.endsWith("\n") || stdout.trimEnd().includes("\n")) return undefined;
  return JSON.parse(stdout) as { error?: { code?: string; exitCode?: number } };
}

describe("every command", () => {
  it("is known by its words", () => {
    expect(commands.length).toBeGreaterThan(35);
    expect(commands).toContain("plan add");
  });

  it("has help with examples, with 0, no wider than a narrow terminal", async () => {
    await ofEach(async (command) => {
      const fake = fakeContext({ vendors: [memoryVendor()], columns: 60 });
      const { exitCode, stdout } = await fake.run(...command.split(" "), "--help");
      if (exitCode !== exitCodes.done) return `${exitCode}`;
      if (commandExamples[command] === undefined) return "no examples";
      if (
        !stdout.includes(`EXAMPLES\n  headway ${command.split(" ")[0]}`) &&
        !stdout.includes("EXAMPLES\n  eval")
      )
        return "examples are not shown";
      return stdout.split("\n").find((line) => line.length > 60);
    });
  });

  it("has only examples that parse", async () => {
    const examples = Object.values(commandExamples).flat();
    const wrong: string[] = [];
    for (const example of examples) {
      const words = wordsOf(example).filter((word) => word !== "--json");
      if (["demo", "sandbox"].includes(words[0] ?? "") || words.includes("--help")) continue;
      const { exitCode, stdout } = await nothing().run(...words.map(knownCrm), "--json");
      if (exitCode === exitCodes.usage && oneDocument(stdout)?.error?.code === "usage")
        wrong.push(`${example}: ${stdout}`);
    }
    expect(wrong).toEqual([]);
  });

  it("ends with 2 for a flag it does not know, in text and in one JSON document", async () => {
    await ofEach(async (command) => {
      const words = [...command.split(" "), ...(needed[command] ?? []), "--bogus"];
      const text = await nothing().run(...words);
      const json = await nothing().run(...words, "--json");
      if (text.exitCode !== exitCodes.usage || text.stdout !== "" || !text.stderr.includes("bogus"))
        return text.stderr;
      const { code, exitCode } = oneDocument(json.stdout)?.error ?? {};
      return code === "usage" && exitCode === json.exitCode ? undefined : json.stdout;
    });
  });

  it("ends with 2 where store, config or credentials are missing, writes nothing, and says what to do", async () => {
    await ofEach(async (command) => {
      if (standsAlone.includes(command)) return undefined;
      const words = [...command.split(" "), ...(needed[command] ?? [])];
      const text = await nothing().run(...words);
      if (text.exitCode !== exitCodes.usage || text.stdout !== "") return `${text.exitCode} ${text.stdout}`;
      for (const sentence of ["failed:", "written:", "what next:", "you can:"])
        if (!text.stderr.includes(sentence)) return text.stderr;
      const json = await nothing().run(...words, "--json");
      const error = oneDocument(json.stdout)?.error;
      return error?.exitCode === json.exitCode && json.exitCode === text.exitCode ? undefined : json.stdout;
    });
  });

  it("ends with 2 for a config that others may read, where it takes one", async () => {
    await ofEach(async (command) => {
      const fake = nothing();
      writeFileSync(join(fake.directory, "open.json"), "{}", { mode: 0o644 });
      if (!(await fake.run(...command.split(" "), "--help")).stdout.includes("--config")) return undefined;
      const words = [...command.split(" "), ...(needed[command] ?? []), "--config", "open.json"];
      const { exitCode, stderr, stdout } = await fake.run(...words);
      const said = stderr + stdout;
      return exitCode === exitCodes.usage && said.includes("chmod 600") ? undefined : `${exitCode} ${said}`;
    });
  });

  it("prints no colour and moves no cursor away from a terminal, nor with NO_COLOR", async () => {
    await ofEach(async (command) => {
      const words = [...command.split(" "), ...(needed[command] ?? [])];
      if (["demo", "sandbox"].includes(command)) return undefined;
      const away = await nothing().run(...words);
      const plain = fakeContext({ vendors: [memoryVendor()], isTerminal: true, env: { NO_COLOR: "1" } });
      const on = await plain.run(...words);
      const said = away.stdout + away.stderr + on.stdout + on.stderr;
      return said.includes("\u001b") ? said : undefined;
    });
  });
});

/** The examples name CRMs that there are; here there is another one. */
function knownCrm(word: string): string {
  if (word === "hubspot" || word === "salesforce") return "memory";
  return word.startsWith("hubspot.") ? word.replace("hubspot", "memory") : word;
}
