import { ApiError } from "../api-error.ts";

/** Whether a text answers to a search term. */
export type Matcher = (text: string) => boolean;

const reserved = /\\([?&|!{}[\]()^~*:\\"'+-])/g;

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}@._]+/u)
    .filter((word) => word !== "");
}

/** Undoes escapes; a wildcard that is meant literally stands for no word. */
function plainText(text: string): string {
  return text.replace(reserved, (_, letter: string) => ("*?".includes(letter) ? " " : letter));
}

/** One word of a term as an expression: `*` is any letters, `?` is one. */
function wordExpression(word: string): RegExp {
  const source = word.replace(/[.*+?^${}()|[\]\\]/g, (letter) =>
    letter === "*" ? "[^ ]*" : letter === "?" ? "[^ ]" : `\\${letter}`,
  );
  return new RegExp(`(^| )${source}( |$)`);
}

function plainMatcher(term: string): Matcher {
  const quotes = /^"([\s\S]*)"$/.exec(term.trim());
  if (quotes?.[1] !== undefined) {
    const phrase = words(quotes[1]).join(" ");
    return (text) => ` ${words(text).join(" ")} `.includes(` ${phrase} `);
  }
  const wanted = term
    .toLowerCase()
    .split(/[^\p{L}\p{N}@._*?]+/u)
    .filter((word) => word !== "")
    .map(wordExpression);
  return (text) => {
    const held = words(text).join(" ");
    return wanted.every((expression) => expression.test(held));
  };
}

/** A matcher of whole words, letter case ignored, with `AND`, `OR`, quotes and wildcards. */
export function termMatcher(term: string): Matcher {
  const letters = term.replace(reserved, "$1").replace(/[*?"\s]/g, "");
  if (letters.length < 2) {
    const message = `search term must be longer than one character: ${term}`;
    throw new ApiError(400, "MALFORMED_SEARCH", message);
  }
  const matcherOf = (part: string): Matcher => plainMatcher(plainText(part));
  const choices = term.split(/\sOR\s/).map((choice) => choice.split(/\sAND\s/).map(matcherOf));
  return (text) => choices.some((all) => all.every((matches) => matches(text)));
}
