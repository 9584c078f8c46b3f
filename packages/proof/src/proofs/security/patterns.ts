import { findPatterns, type WrittenPattern } from "./find-patterns.ts";
import { loadSource } from "./load-source.ts";
import { pumpPattern } from "./pump-pattern.ts";
import { mostTold, type SecurityPart } from "./security-part.ts";

/** Places that put a pattern together at run time, each looked at: none of a CRM's text, none that repeats. */
const reviewedMakers: Readonly<Record<string, string>> = {
  "packages/core/src/rules/phrase.ts":
    "a choice of the policy's phrases, every sign escaped: no repetition in it",
  "packages/hubspot/src/calendar.ts": "constants of the file",
  "packages/report/src/plain-text.ts": "constants of the file",
  "packages/salesforce/src/soap.ts": "names of elements that the code itself asks for",
};

/** Patterns that take longer than a text grows, and why no long text reaches them; by file and source. */
const shortTextsAlone: Readonly<Record<string, string>> = {
  "packages/hubspot/src/read-value.ts /0+$/": "digits of a decimal, of which 180 are read at most",
  "packages/hubspot/src/read-value.ts /\\.?0+$/": "a decimal of 180 digits at most",
  "packages/salesforce/src/read-value.ts /\\.?0+$/": "what `toFixed(10)` wrote",
  "packages/sync/src/mirror/decimal.ts /0+$/": "digits of a decimal that an adapter read",
};

/** `invariant:X9`: no text of a CRM or a user holds up a pattern. A new pattern is found and tried by itself. */
export const patterns: SecurityPart = {
  name: "patterns",
  async run(size, tell) {
    const found = findPatterns();
    const misses = [...new Set(found.made)]
      .filter((place) => reviewedMakers[place] === undefined)
      .map((place) => `${place} makes a pattern at run time and was not looked at`);
    const distinct = [
      ...new Map(found.patterns.map((each) => [`/${each.source}/${each.flags}`, each])).values(),
    ];
    const tried = size === "full" ? distinct : distinct.filter((_, index) => index % 16 === 0);
    const superlinear = (pattern: WrittenPattern, growth: number, repeated: string) =>
      found.patterns
        .filter(({ source, flags }) => source === pattern.source && flags === pattern.flags)
        .map(nameOf)
        .filter((name) => shortTextsAlone[name] === undefined)
        .map((name) => `${name} grows ${growth.toFixed(1)} times with twice ${JSON.stringify(repeated)}`);
    let texts = 0;
    let worstMs = 0;
    for (const [index, pattern] of tried.entries()) {
      const pumped = pumpPattern(pattern.source, pattern.flags);
      texts += pumped.texts;
      worstMs = Math.max(worstMs, pumped.worstMs);
      if (pumped.superlinear !== undefined)
        misses.push(...superlinear(pattern, pumped.superlinear.growth, pumped.superlinear.repeated));
      if (index % 10 === 0) tell(index, tried.length);
    }
    const wildcards = await tryWildcards();
    const figures = {
      patterns: tried.length,
      hardTexts: texts + wildcards.tried,
      worstPatternMs: Math.round(worstMs),
    };
    return { figures, misses: [...misses, ...wildcards.misses].slice(0, mostTold) };
  },
};

function nameOf({ path, source, flags }: WrittenPattern): string {
  return `${path} /${source}/${flags}`;
}

interface WildcardModule {
  wildcardMatches(text: string, pattern: string): boolean;
}

/** Patterns of users are wildcards and no regular expressions; the worst of those are many stars. */
async function tryWildcards(): Promise<{ tried: number; misses: readonly string[] }> {
  const { wildcardMatches } = await loadSource<WildcardModule>("packages/core/src/rules/wildcard.ts");
  const wildcards = ["*a*a*a*a*a*a*b", "a*".repeat(40), "*", "*ab*ba*ab*ba*c", `${"*a".repeat(30)}!`];
  const texts = ["a", "ab", "ba", "aab"];
  const misses: string[] = [];
  for (const wildcard of wildcards) {
    for (const piece of texts) {
      const ms = [50_000, 100_000].map((length) =>
        quickest(() => wildcardMatches(piece.repeat(length / piece.length), wildcard)),
      );
      const growth = (ms[1] ?? 0) / Math.max(ms[0] ?? 0, 0.01);
      if (growth > 2.8 && (ms[1] ?? 0) > 50)
        misses.push(`the wildcard ${wildcard} grows ${growth.toFixed(1)} times`);
    }
  }
  return { tried: wildcards.length * texts.length, misses };
}

function quickest(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}
