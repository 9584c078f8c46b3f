import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Policy, parsePolicy } from "@headway/core";
import { plainText } from "@headway/report";
import * as z from "zod";
import { closestTo } from "./closest-to.ts";
import { ConfigError } from "./config-error.ts";

const remedy = "The default policy in @headway/core shows every key with its reason";
/** Lists of allowed values longer than this are cut to the closest few. */
const shortList = 6;
const shownOfLong = 3;

/** The policy of a JSON file over the default one, or the default one without a file. Throws `ConfigError`. */
export function readPolicy(directory: string, file: string | undefined): Policy {
  if (file === undefined) return parsePolicy({});
  const path = resolve(directory, file);
  const input = readJson(path);
  try {
    return parsePolicy(input);
  } catch (error) {
    throw new ConfigError({
      path,
      expected: `expected a policy as JSON: ${issueTexts(error, input).map(plainText).join("; ")}`,
      remedy,
    });
  }
}

function readJson(path: string): unknown {
  const content = readText(path);
  try {
    return JSON.parse(content);
  } catch (error) {
    const reason = plainText(error instanceof Error ? error.message : String(error));
    throw new ConfigError({ path, expected: `expected a policy as JSON: ${reason}`, remedy });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const expected =
      code === "ENOENT"
        ? "expected a policy file, there is none"
        : `expected a policy file that can be read (${code})`;
    throw new ConfigError({ path, expected, remedy: "Name your policy file with --policy" });
  }
}

/** One text for each issue; `parsePolicy` gives a line for each, in the issues' order. */
function issueTexts(error: unknown, input: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const issues = error instanceof z.core.$ZodError ? error.issues : [];
  return error.message.split("\n").map((line, index) => {
    const issue = issues[index];
    return issue?.code === "invalid_value" && issue.values.length > shortList
      ? shortened(line, issue.values.map(String), valueAt(input, issue.path))
      : line;
  });
}

function shortened(line: string, allowed: readonly string[], found: unknown): string {
  const [path = ""] = line.split(": expected ", 1);
  const closest = closestTo(String(found ?? ""), allowed, shownOfLong).map((text) => `"${text}"`);
  return `${path}: expected ${closest.join(", ")} or another of the ${allowed.length} that are allowed`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}
