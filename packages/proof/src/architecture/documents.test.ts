import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parse } from "csv-parse/sync";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { expectedSteps } from "../proofs/newcomer/expected-steps.ts";
import { readSteps, stepName } from "../proofs/newcomer/read-steps.ts";
import { checkSnippets } from "./check-snippets.ts";
import { findNodes } from "./check-words.ts";
import { anchors, calls, codeBlocks, localLinks } from "./document.ts";
import { readDocuments } from "./documents.ts";
import { readHelps } from "./read-helps.ts";
import { isTest, placeOf } from "./source-file.ts";
import { packageFolders, readPackage, readSources, readText, root } from "./workspace.ts";

const texts = readDocuments();

/** A call such as `sync --dry-run 12`. */
interface Call {
  readonly place: string;
  readonly call: string;
}

const isWord = (part: string | undefined): part is string => /^[a-z][a-z-]*$/.test(part ?? "");

/** Calls of `headway` that it does not know, by command or by flag. */
async function unknownCalls(found: readonly Call[]): Promise<string[]> {
  const calls = found.map(({ place, call }) => ({ place, parts: call.split(" ") }));
  const first = await readHelps(distinctWords(calls.map(({ parts }) => parts.slice(0, 1).filter(isWord))));
  const commandOf = (parts: readonly string[]): string[] => {
    const isNested = first.get(parts[0] ?? "")?.includes("\nCOMMANDS\n") ?? false;
    return parts.slice(0, isNested && isWord(parts[0]) ? 2 : 1).filter(isWord);
  };
  const helps = await readHelps(distinctWords(calls.map(({ parts }) => commandOf(parts))));
  return calls.flatMap(({ place, parts }) => {
    const name = commandOf(parts).join(" ");
    const help = helps.get(name);
    if (help === null || help === undefined) return [`${place} headway ${name} is no command`];
    const flags = parts.filter((part) => part.startsWith("--") && !["--help", "--version"].includes(part));
    return flags
      .filter((flag) => !help.includes(flag))
      .map((flag) => `${place} headway ${name} has no ${flag}`);
  });
}

function distinctWords(all: readonly string[][]): string[][] {
  return [...new Map(all.map((words) => [words.join(" "), words])).values()];
}

/** What is off about a block of data; nothing for other blocks. */
function dataFault(language: string, text: string): string | undefined {
  try {
    if (language === "json") JSON.parse(text);
    if (language === "csv") parse(text, { delimiter: [",", ";"] });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

describe("the documents", () => {
  it("have code that type-checks", () => {
    const snippets = [...texts].flatMap(([path, text]) =>
      codeBlocks(text)
        .filter(({ language }) => language === "ts")
        .map((block) => ({ place: `${path}:${block.line}`, text: block.text })),
    );
    expect(snippets.length).toBeGreaterThan(5);
    expect(checkSnippets(snippets)).toEqual([]);
  });

  it("have data that parses: every block of JSON, and CSV whose rows have as many cells as its headers", () => {
    const broken = [...texts].flatMap(([path, text]) =>
      codeBlocks(text).flatMap((block) => {
        const fault = dataFault(block.language, block.text);
        return fault === undefined ? [] : [`${path}:${block.line} ${fault}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("are all listed in the index of the pages", () => {
    const pages = [...texts.keys()].filter((path) => /^docs\/(?!README|decisions\/)/.test(path));
    const listed = localLinks(readText("docs/README.md")).map(({ target }) => `docs/${target}`);
    expect(pages.filter((path) => !listed.includes(path))).toEqual([]);
  });

  it("tell newcomers nothing that the proof of that does not do", () => {
    for (const [page, expected] of Object.entries(expectedSteps)) {
      expect(readSteps(page).map(stepName)).toEqual(expected.map(({ step }) => step));
    }
  });

  it("link to what is there", () => {
    const broken = [...texts].flatMap(([path, text]) =>
      localLinks(text).flatMap(({ target, line }) => {
        const [file = "", anchor] = target.split("#");
        const linked = file === "" ? path : normalize(join(dirname(path), file));
        const isThere = existsSync(join(root, linked));
        const hasAnchor = anchor === undefined || (isThere && anchors(readText(linked)).includes(anchor));
        return isThere && hasAnchor ? [] : [`${path}:${line} ${target}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("name scripts that the workspace has", () => {
    const scripts = Object.keys(readPackage("").scripts ?? {});
    const asked = [...texts].flatMap(([path, text]) =>
      [...calls("npm run", text), ...calls("pnpm run", text)].map((call) => ({
        path,
        script: call.split(" ")[0] ?? "",
      })),
    );
    expect(asked.filter(({ script }) => !scripts.includes(script))).toEqual([]);
  });

  it("name commands and flags that headway has", async () => {
    const found = [...texts].flatMap(([path, text]) =>
      [...calls("headway", text), ...calls("npm run headway --", text)].map((call) => ({
        place: path,
        call,
      })),
    );
    expect(found.length).toBeGreaterThan(3);
    expect(await unknownCalls(found)).toEqual([]);
  });
});

describe("the tables of the documents", () => {
  const texts = (path: string, wanted: RegExp): string[] =>
    [...readText(path).matchAll(wanted)].map((match) => match[0]).sort();
  const distinct = (found: string[]): string[] => [...new Set(found)];

  it("hold every environment variable of the command and no other", () => {
    const variable = /\b(?:HUBSPOT|SALESFORCE)_[A-Z_]+\b/g;
    expect(distinct(texts("README.md", variable))).toEqual(
      distinct(texts("packages/cli/src/adapters.ts", variable)),
    );
  });

  it("hold every exit code of the command and no other", () => {
    const codes = /exitCodes = \{([^}]*)\}/.exec(readText("packages/cli/src/failure.ts"))?.[1] ?? "";
    const told = texts("README.md", /^\| \d+ +\|/gm).map((cell) => Number(/\d+/.exec(cell)?.[0]));
    const known = [...codes.matchAll(/: (\d+)/g)].map((match) => Number(match[1]));
    expect(told.sort((left, right) => left - right)).toEqual(known.sort((left, right) => left - right));
  });
});

describe("what the packages say", () => {
  it("names commands that headway has", async () => {
    const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
      ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
    const found = packageFolders("packages")
      .filter((folder) => folder !== "proof")
      .flatMap((folder) => readSources(`packages/${folder}/src`))
      // Shell code says `headway` where nobody is told to type it.
      .filter(({ path }) => !isTest(path) && !path.endsWith("/completion-script.ts"))
      .flatMap((file) =>
        findNodes(file, isText)
          .filter(isText)
          .flatMap((node) =>
            calls("headway", node.text).map((call) => ({ place: placeOf(file, node), call })),
          ),
      );
    expect(found.length).toBeGreaterThan(3);
    expect(await unknownCalls(found)).toEqual([]);
  });
});
