import fc from "fast-check";

const longest = 100_000;
/** A pattern that takes as long as this for a shorter text takes too long for the longest one. */
const tooLongMs = 50;

/** How a pattern bore texts made to be hard for it. */
export interface Pumped {
  /** Texts tried. */
  readonly texts: number;
  /** The worst of a text of the longest length, in milliseconds of this machine. */
  readonly worstMs: number;
  /** Set where time grows faster than the text: what was repeated, and how much longer twice the text takes. */
  readonly superlinear?: { readonly repeated: string; readonly growth: number };
}

/**
 * Runs a pattern over texts up to 100 KB that repeat pieces of what it matches and end in what it does not.
 * It is judged by how time grows as the text doubles, not by the clock alone, since machines are busy.
 */
export function pumpPattern(source: string, flags: string): Pumped {
  let texts = 0;
  let worstMs = 0;
  for (const { before, repeated, after } of pumpsOf(source, flags)) {
    texts += 1;
    const grown = growthOf(source, flags, (length) => textOf(before, repeated, after, length));
    worstMs = Math.max(worstMs, grown.ms);
    if (grown.growth > 2.8 && grown.ms > tooLongMs)
      return { texts, worstMs, superlinear: { repeated, growth: grown.growth } };
  }
  return { texts, worstMs };
}

interface Pump {
  readonly before: string;
  readonly repeated: string;
  readonly after: string;
}

function textOf(before: string, repeated: string, after: string, length: number): string {
  return before + repeated.repeat(Math.ceil(length / repeated.length)) + after;
}

/** Doubles the text until it is the longest, or until it takes too long already. */
function growthOf(
  source: string,
  flags: string,
  text: (length: number) => string,
): { ms: number; growth: number } {
  let before = 0;
  for (let length = 24; ; length = Math.min(length * 2, longest)) {
    const ms = fastest(source, flags, text(length), length === longest ? 3 : 1);
    if (ms > tooLongMs) {
      const again = fastest(source, flags, text(length), 3);
      const half = fastest(source, flags, text(length / 2), 3);
      return { ms: again, growth: again / Math.max(half, 0.01) };
    }
    if (length === longest) return { ms, growth: ms / Math.max(before, 0.01) };
    before = ms;
  }
}

/** The quickest of several runs: others on the machine only ever slow one down. */
function fastest(source: string, flags: string, text: string, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times; run += 1) {
    const pattern = new RegExp(source, flags);
    const started = performance.now();
    if (pattern.global) text.replace(pattern, "");
    else pattern.test(text);
    best = Math.min(best, performance.now() - started);
    if (best < tooLongMs) return best;
  }
  return best;
}

/** Letters that a pattern names or stands for, alone and in pairs, and pieces of texts that it matches. */
function* pumpsOf(source: string, flags: string): Generator<Pump> {
  const matches = matchesOf(source, flags);
  const letters = lettersOf(source, matches);
  for (const repeated of letters) {
    for (const after of ["", "!", "\u0000\n"]) yield { before: "", repeated, after };
  }
  for (const match of matches) {
    for (let start = 0; start < Math.min(match.length, 24); start += 1) {
      for (const size of [1, 2, 4]) {
        const repeated = match.slice(start, start + size);
        if (repeated !== "") yield { before: match.slice(0, start), repeated, after: "\u0000" };
      }
    }
  }
}

function lettersOf(source: string, matches: readonly string[]): readonly string[] {
  const named = [...new Set(source.replaceAll(/\\[pPuxkdDwWsSbB]/g, ""))].filter((letter) =>
    /[^\\[\](){}|^$*+?]/.test(letter),
  );
  const seen = [...new Set(matches.join(""))].slice(0, 12);
  const alone = [...new Set([..." aA0-_.\t\n%:/", ...named, ...seen])];
  const some = alone.slice(0, 14);
  return [...alone, ...some.flatMap((one) => some.slice(0, 6).map((other) => `${one}${other}`))];
}

/** Texts that the pattern matches, always the same; none where that library cannot read the pattern. */
function matchesOf(source: string, flags: string): readonly string[] {
  try {
    const pattern = new RegExp(source, flags.replaceAll(/[gyim]/g, ""));
    return fc.sample(fc.stringMatching(pattern), { numRuns: 4, seed: 9 }).map((text) => text.slice(0, 60));
  } catch {
    return [];
  }
}
