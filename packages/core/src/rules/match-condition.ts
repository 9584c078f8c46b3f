import type { RuleCondition } from "./evidence-rule.ts";
import { anyPhrase, containsPhrase, plainText } from "./phrase.ts";
import type { SubjectReading } from "./subject-reading.ts";
import { wildcardMatches } from "./wildcard.ts";

/** A condition made ready: its words are plain already. */
export type ConditionTest = (reading: SubjectReading) => boolean;

/** Every test of a condition, to be held all at once. */
export function conditionTests(condition: RuleCondition): ConditionTest[] {
  const { field } = condition;
  const tests: ConditionTest[] = [];
  if (condition.present !== undefined) tests.push(presence(field, condition.present));
  if (condition.equals !== undefined) tests.push(oneOf(field, [condition.equals]));
  if (condition.oneOf !== undefined) tests.push(oneOf(field, condition.oneOf));
  if (condition.contains !== undefined) tests.push(phrases(field, condition.contains, true));
  if (condition.lacks !== undefined) tests.push(phrases(field, condition.lacks, false));
  if (condition.matches !== undefined) tests.push(wildcard(field, condition.matches));
  if (condition.atLeast !== undefined) tests.push(bound(field, condition.atLeast, Number.POSITIVE_INFINITY));
  if (condition.atMost !== undefined) tests.push(bound(field, Number.NEGATIVE_INFINITY, condition.atMost));
  return tests;
}

function presence(field: string, present: boolean): ConditionTest {
  return (reading) => (reading.plain(field) !== undefined) === present;
}

function oneOf(field: string, values: readonly (string | number | boolean)[]): ConditionTest {
  const plain = values.map((value) => plainText(String(value)));
  return (reading) => {
    const text = reading.plain(field);
    return text !== undefined && plain.includes(text);
  };
}

function phrases(field: string, words: readonly string[], wanted: boolean): ConditionTest {
  const plain = words.map(plainText);
  const any = anyPhrase(plain);
  return (reading) => {
    const text = reading.plain(field) ?? "";
    return (any.test(text) && plain.some((phrase) => containsPhrase(text, phrase))) === wanted;
  };
}

function wildcard(field: string, pattern: string): ConditionTest {
  const plain = plainText(pattern);
  return (reading) => {
    const text = reading.plain(field);
    return text !== undefined && wildcardMatches(text, plain);
  };
}

function bound(field: string, low: number, high: number): ConditionTest {
  return (reading) => {
    const value = reading.value(field);
    if (value === null || value === undefined || typeof value === "boolean") return false;
    const number = Number(value);
    return number >= low && number <= high;
  };
}
