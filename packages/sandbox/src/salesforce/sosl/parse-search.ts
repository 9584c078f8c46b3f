import { ApiError } from "../api-error.ts";

/** Which fields of an object a search looks into. */
export type SearchGroup = "ALL" | "NAME" | "EMAIL" | "PHONE" | "SIDEBAR";

/** One object that a search returns, as the SOQL that would read it. */
export interface Returned {
  readonly object: string;
  readonly fields: readonly string[];
  /** `WHERE`, `ORDER BY` and `LIMIT`, as written. */
  readonly rest: string;
}

/** A search made out. */
export interface Search {
  readonly term: string;
  readonly group: SearchGroup;
  readonly returning: readonly Returned[];
  readonly limit: number;
}

const maximumRows = 2000;

function malformed(message: string): ApiError {
  return new ApiError(400, "MALFORMED_SEARCH", message);
}

/** Where the brace closes that opens at a position, escapes minded. */
function closingBrace(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "}") return at;
  }
  throw malformed("No search term found. The search term must be enclosed in braces.");
}

/** Splits at commas that stand outside of parentheses and quotes. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "'" && text[at - 1] !== "\\") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim());
}

function parseReturned(text: string): Returned {
  const found = /^(\w+)\s*(?:\(([\s\S]*)\))?$/.exec(text);
  if (!found) throw malformed(`unexpected token: ${text}`);
  const [, object = "", inside = "Id"] = found;
  const clause = /\b(where|order\s+by|limit|offset)\b/i.exec(inside);
  const names = clause ? inside.slice(0, clause.index) : inside;
  return { object, fields: splitList(names), rest: clause ? inside.slice(clause.index) : "" };
}

/** Reads a SOSL query; throws MALFORMED_SEARCH for what the sandbox does not know. */
export function parseSearch(text: string): Search {
  const open = /^\s*find\s*\{/i.exec(text);
  if (!open) throw malformed("No search term found. The search term must be enclosed in braces.");
  const from = open[0].length - 1;
  const close = closingBrace(text, from);
  const rest = text.slice(close + 1);
  const clauses =
    /^\s*(?:in\s+(all|name|email|phone|sidebar)\s+fields)?\s*(?:returning\s+([\s\S]*?))?\s*(?:limit\s+(\d+))?\s*$/i.exec(
      rest,
    );
  if (!clauses) throw malformed(`unexpected token: ${rest.trim()}`);
  const [, group = "all", returning, limit] = clauses;
  return {
    term: text.slice(from + 1, close),
    group: group.toUpperCase() as SearchGroup,
    returning: returning ? splitList(returning).map(parseReturned) : [],
    limit: Math.min(maximumRows, limit === undefined ? maximumRows : Number(limit)),
  };
}
