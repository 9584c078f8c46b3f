import type * as z from "zod/mini";

type Issue = z.core.$ZodIssue;

/** One issue in a sentence that names the path and what was expected there. */
export function policyIssueText(issue: Issue): string {
  const path = issue.path.length === 0 ? "policy" : pathText(issue.path);
  return `\`${path}\`: ${expectation(issue)}`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${issue.expected}`;
    case "unrecognized_keys":
      return `unknown ${issue.keys.length === 1 ? "key" : "keys"} ${issue.keys.map((key) => `\`${key}\``).join(", ")}`;
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `expected ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      return `expected ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
    case "invalid_format":
      return `expected ${issue.format}`;
    case "invalid_union":
      return "expected one of the allowed forms";
    default:
      return issue.message;
  }
}
