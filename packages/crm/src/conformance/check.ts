import { CrmError, type CrmErrorCode } from "../crm-error.ts";

/** Fails the case, with a sentence that says what an adapter owed, unless the claim holds. */
export function check(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(message);
}

/** Fails unless both are the same data, whatever the order of their keys. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  const [seen, wanted] = [canonical(actual), canonical(expected)];
  check(seen === wanted, `${what}: expected ${wanted}, got ${seen}`);
}

/** Fails unless both hold the same texts, in any order, each as often. */
export function checkSame(actual: Iterable<string>, expected: Iterable<string>, what: string): void {
  const [seen, wanted] = [[...actual].sort(), [...expected].sort()];
  const missing = wanted.filter((text) => !seen.includes(text));
  const extra = seen.filter((text) => !wanted.includes(text));
  const counts = `${wanted.length} expected, ${seen.length} got`;
  const lists = `missing: ${excerpt(missing)}; too many: ${excerpt(extra)}`;
  check(canonical(seen) === canonical(wanted), `${what}: ${counts}; ${lists}`);
}

/** Waits for a failure and gives it; fails unless it is a {@link CrmError} with this code. */
export async function checkRejects(
  call: Promise<unknown>,
  code: CrmErrorCode,
  what: string,
): Promise<CrmError> {
  const error = await failureOf(call);
  check(error !== undefined, `${what}: expected a CrmError \`${code}\`, but the call succeeded`);
  check(CrmError.is(error), `${what}: expected a CrmError \`${code}\`, got ${String(error)}`);
  check(error.code === code, `${what}: expected code \`${code}\`, got \`${error.code}\`: ${error.message}`);
  return error;
}

/** What a call failed with, or `undefined` if it did not. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error ?? new Error("a call failed with nothing");
  }
  return undefined;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

function excerpt(texts: readonly string[]): string {
  if (texts.length === 0) return "none";
  return texts.slice(0, 5).join(", ") + (texts.length > 5 ? ` and ${texts.length - 5} more` : "");
}
