import { unexpectedToken } from "./query-error.ts";
import type { Path } from "./syntax.ts";
import { type Token, tokenize } from "./token.ts";

/** Walks over the tokens of a query; keywords are met whatever their case. */
export interface TokenReader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Takes the words or symbols if they come next, all of them or none. */
  accept(...words: string[]): boolean;
  expect(word: string): void;
  path(): Path;
  wholeNumber(): number;
}

const reserved = new Set([
  "from",
  "where",
  "order",
  "group",
  "limit",
  "offset",
  "all",
  "and",
  "or",
  "not",
  "like",
  "in",
]);

/** A reader at the beginning of a query. */
export function tokenReader(query: string): TokenReader {
  const tokens = tokenize(query);
  const end: Token = { type: "end", text: "", raw: "", at: query.length };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? end;
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const accept = (...words: string[]): boolean => {
    const met = words.every((word, ahead) => {
      const token = peek(ahead);
      return (token.type === "word" || token.type === "symbol") && token.text.toLowerCase() === word;
    });
    if (met) position += words.length;
    return met;
  };
  return {
    peek,
    next,
    accept,
    expect(word) {
      if (!accept(word)) throw unexpectedToken(peek().text);
    },
    path() {
      const token = next();
      if (token.type !== "word" || reserved.has(token.text.toLowerCase())) throw unexpectedToken(token.text);
      return { parts: token.text.split("."), at: token.at };
    },
    wholeNumber() {
      const token = next();
      if (token.type !== "number" || !/^\d+$/.test(token.text)) throw unexpectedToken(token.text);
      return Number(token.text);
    },
  };
}
