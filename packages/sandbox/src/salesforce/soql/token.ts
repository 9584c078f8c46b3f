import { malformedQuery } from "./query-error.ts";

/** A piece of a query and where it begins. */
export interface Token {
  readonly type: "word" | "string" | "number" | "date" | "datetime" | "symbol" | "end";
  /** As written; for a string, its content with the escapes undone. */
  readonly text: string;
  /** A string as written between its quotes, for LIKE. */
  readonly raw: string;
  readonly at: number;
}

const datetime = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/iy;
const date = /\d{4}-\d{2}-\d{2}/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const word = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;
const symbol = /<=|>=|!=|<>|[=<>(),:]/y;
const string = /'((?:[^'\\]|\\.)*)'/sy;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  N: "\n",
  r: "\r",
  R: "\r",
  t: "\t",
  T: "\t",
  b: "\b",
  B: "\b",
  f: "\f",
  F: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\",
  _: "_",
  "%": "%",
};

/** Undoes the escapes of a string literal. */
export function undoEscapes(raw: string): string {
  return raw.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    const plain = escapes[escaped];
    if (plain === undefined)
      throw malformedQuery(
        `Invalid string literal '${raw}'. Illegal character sequence '\\${escaped}' in string literal.`,
      );
    return plain;
  });
}

const kinds = [
  ["datetime", datetime],
  ["date", date],
  ["number", number],
  ["word", word],
  ["symbol", symbol],
] as const;

function readString(query: string, at: number): Token & { end: number } {
  string.lastIndex = at;
  const found = string.exec(query);
  if (!found) throw malformedQuery(`line 1:${at} mismatched character '<EOF>' expecting '''`);
  const raw = found[1] ?? "";
  if (raw.length > 4000) throw malformedQuery("maximum string literal length is 4000 characters");
  return { type: "string", text: undoEscapes(raw), raw, at, end: string.lastIndex };
}

function readToken(query: string, at: number): Token & { end: number } {
  if (query.charAt(at) === "'") return readString(query, at);
  for (const [type, expression] of kinds) {
    expression.lastIndex = at;
    const found = expression.exec(query);
    if (found) return { type, text: found[0], raw: found[0], at, end: expression.lastIndex };
  }
  throw malformedQuery(`line 1:${at} no viable alternative at character '${query.charAt(at)}'`);
}

/** All tokens of a query, the last of type `end`. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const { end, ...token } = readToken(query, at);
    tokens.push(token);
    at = end;
  }
  tokens.push({ type: "end", text: "", raw: "", at: query.length });
  return tokens;
}
