import { instantText, parseInstant } from "../store/instant.ts";
import { canonicalId } from "../store/record-id.ts";
import type { FieldValue } from "../store/row.ts";
import { isComputed } from "./computed-field.ts";
import { type Scope, visibleField } from "./resolve-path.ts";
import type { Comparison, Condition, Literal } from "./syntax.ts";

/** A set of values that a field of every wanted row must be among. */
export interface Narrowing {
  readonly field: string;
  readonly values: readonly FieldValue[];
}

/** The span that the first sort field of every wanted row lies in, ends included. */
export interface Bounds {
  readonly low: string | undefined;
  readonly high: string | undefined;
}

const unbounded: Bounds = { low: undefined, high: undefined };

function comparisons(condition: Condition | undefined): Comparison[] {
  if (condition?.type === "comparison") return [condition];
  return condition?.type === "and" ? condition.conditions.flatMap(comparisons) : [];
}

function plainValue(literal: Literal): FieldValue | undefined {
  if (literal.type !== "string") return literal.type === "null" ? null : undefined;
  return canonicalId(literal.text) ?? literal.text;
}

/** Whether the condition fixes an id, a lookup or a key, so that an index can serve it. */
export function narrowing(scope: Scope, condition: Condition | undefined): Narrowing | undefined {
  const found: Narrowing[] = [];
  for (const { path, operator, literals } of comparisons(condition)) {
    if (path.parts.length > 1 || (operator !== "=" && operator !== "in")) continue;
    const field = visibleField(scope.org, scope.object, path.parts[0] ?? "");
    const indexed =
      field && (field.type === "id" || field.type === "reference" || field.externalId || field.unique);
    if (!indexed || isComputed(scope.object.name, field.name)) continue;
    const isId = field.type === "id" || field.type === "reference";
    const values = literals.map((literal) =>
      isId ? plainValue(literal) : literal.type === "string" ? literal.text : undefined,
    );
    const known = values.filter((value) => value !== undefined);
    if (known.length === values.length) found.push({ field: field.name, values: known });
  }
  return found.find((each) => each.field === "Id") ?? found[0];
}

function boundText(literal: Literal): string | undefined {
  if (literal.type === "string") return canonicalId(literal.text);
  if (literal.type === "date") return literal.text;
  const at = literal.type === "datetime" ? parseInstant(literal.text) : undefined;
  return at === undefined ? undefined : instantText(at);
}

function comparisonBounds(comparison: Comparison, field: string): Bounds {
  const { path, operator, literals } = comparison;
  const [literal] = literals;
  const own = path.parts.length === 1 && path.parts[0]?.toLowerCase() === field.toLowerCase();
  const text = own && literal && literals.length === 1 ? boundText(literal) : undefined;
  if (text === undefined) return unbounded;
  if (operator === "=") return { low: text, high: text };
  if (operator === ">" || operator === ">=") return { low: text, high: undefined };
  return operator === "<" || operator === "<=" ? { low: undefined, high: text } : unbounded;
}

function extreme(texts: readonly (string | undefined)[], direction: 1 | -1): string | undefined {
  const known = texts.filter((text) => text !== undefined).sort();
  return direction === 1 ? known.at(-1) : known[0];
}

/** The span that a condition leaves for an id, date or instant field: never too narrow, perhaps too wide. */
export function fieldBounds(condition: Condition | undefined, field: string): Bounds {
  if (!condition || condition.type === "not") return unbounded;
  if (condition.type === "comparison") return comparisonBounds(condition, field);
  if (condition.type === "semi-join") return unbounded;
  const parts = condition.conditions.map((each) => fieldBounds(each, field));
  const lows = parts.map((part) => part.low);
  const highs = parts.map((part) => part.high);
  if (condition.type === "and") return { low: extreme(lows, 1), high: extreme(highs, -1) };
  return {
    low: lows.includes(undefined) ? undefined : extreme(lows, -1),
    high: highs.includes(undefined) ? undefined : extreme(highs, 1),
  };
}
