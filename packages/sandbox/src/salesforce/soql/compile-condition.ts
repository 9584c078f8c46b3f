import { ApiError } from "../api-error.ts";
import type { Field } from "../schema/field.ts";
import { instantText, parseInstant } from "../store/instant.ts";
import { canonicalId } from "../store/record-id.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { type DateRange, dateRange } from "./date-range.ts";
import { invalidUse } from "./query-error.ts";
import { type ResolvedPath, resolvePath, type Scope } from "./resolve-path.ts";
import type { Comparison, Condition, Literal, Operator } from "./syntax.ts";

/** Whether a row meets a condition. */
export type Predicate = (row: Row) => boolean;

const numberTypes = new Set(["int", "double", "currency", "percent"]);
const idTypes = new Set(["id", "reference"]);

function mismatch(scope: Scope, at: number, field: Field, kind: string, quoted: boolean): ApiError {
  const quotes = quoted ? "should be enclosed in quotes" : "should not be enclosed in quotes";
  const message = `value of filter criterion for field '${field.name}' must be of type ${kind} and ${quotes}`;
  return invalidUse(scope.query, at, message);
}

function idOperand(field: Field, text: string): string {
  const id = text === "" ? "" : canonicalId(text);
  if (id === undefined) {
    throw new ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${text} (${field.name})`);
  }
  return id;
}

function instantOperand(text: string): string | undefined {
  const at = parseInstant(text);
  return at === undefined ? undefined : instantText(at);
}

/** A literal as a value comparable with what the field holds; refuses kinds that do not fit. */
function operand(scope: Scope, at: number, field: Field, literal: Literal): FieldValue {
  if (literal.type === "null") return null;
  if (numberTypes.has(field.type)) {
    if (literal.type === "number") return literal.value;
    throw mismatch(scope, at, field, field.type === "int" ? "int" : "double", false);
  }
  if (field.type === "boolean") {
    if (literal.type === "boolean") return literal.value;
    throw mismatch(scope, at, field, "boolean", false);
  }
  if (field.type === "date") {
    if (literal.type === "date") return literal.text;
    throw mismatch(scope, at, field, "date", false);
  }
  if (field.type === "datetime") {
    const instant = literal.type === "datetime" ? instantOperand(literal.text) : undefined;
    if (instant !== undefined) return instant;
    throw mismatch(scope, at, field, "dateTime", false);
  }
  if (literal.type !== "string") throw mismatch(scope, at, field, "string", true);
  return idTypes.has(field.type) ? idOperand(field, literal.text) : literal.text;
}

type Fold = (value: FieldValue) => FieldValue;

/** Texts are compared without regard to case, ids and case-sensitive fields with it. */
function foldOf(field: Field): Fold {
  const exact =
    field.caseSensitive ||
    !["string", "textarea", "picklist", "combobox", "email", "phone", "url"].includes(field.type);
  return exact ? (value) => value : (value) => (typeof value === "string" ? value.toLowerCase() : value);
}

function compare(read: (row: Row) => FieldValue, operator: Operator, value: FieldValue): Predicate {
  if (operator === "=") return (row) => read(row) === value;
  if (operator === "!=") return (row) => read(row) !== value;
  if (value === null) return () => false;
  const meets = {
    "<": (held: FieldValue) => held !== null && held < value,
    "<=": (held: FieldValue) => held !== null && held <= value,
    ">": (held: FieldValue) => held !== null && held > value,
    ">=": (held: FieldValue) => held !== null && held >= value,
  }[operator as "<" | "<=" | ">" | ">="];
  return (row) => meets(read(row));
}

function likeExpression(raw: string): RegExp {
  const source = raw.replace(/\\(.)|[%_]|[^%_\\]+/gs, (piece, escaped: string | undefined) => {
    if (piece === "%") return ".*";
    if (piece === "_") return ".";
    return (escaped ?? piece).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "is");
}

function compileLike(scope: Scope, comparison: Comparison, path: ResolvedPath): Predicate {
  const [literal] = comparison.literals;
  if (literal?.type !== "string") throw mismatch(scope, comparison.path.at, path.field, "string", true);
  const expression = likeExpression(literal.raw);
  return (row) => {
    const held = path.read(row);
    return typeof held === "string" && expression.test(held);
  };
}

function compileRange(path: ResolvedPath, operator: Operator, range: DateRange): Predicate {
  const isInstant = path.field.type === "datetime";
  const first = isInstant ? `${range.first}T00:00:00.000+0000` : range.first;
  const last = isInstant ? `${range.last}T23:59:59.999+0000` : range.last;
  const inside = (held: FieldValue): boolean => typeof held === "string" && held >= first && held <= last;
  if (operator === "=") return (row) => inside(path.read(row));
  if (operator === "!=") return (row) => !inside(path.read(row));
  const edge = operator === ">" || operator === "<=" ? last : first;
  return compare(path.read, operator, edge);
}

function compileComparison(scope: Scope, comparison: Comparison): Predicate {
  const { operator, literals } = comparison;
  const at = comparison.path.at;
  const path = resolvePath(scope, comparison.path);
  if (!path.field.filterable) {
    throw invalidUse(scope.query, at, `field '${path.field.name}' can not be filtered in a query call`);
  }
  if (operator === "like") return compileLike(scope, comparison, path);
  const [literal] = literals;
  if (literal?.type === "date-literal" && (path.field.type === "date" || path.field.type === "datetime")) {
    const range = dateRange(literal.name, literal.count, scope.org.now());
    if (range) return compileRange(path, operator, range);
  }
  const fold = foldOf(path.field);
  const read = (row: Row): FieldValue => fold(path.read(row));
  const values = literals.map((each) => fold(operand(scope, at, path.field, each)));
  if (operator === "in" || operator === "not-in") {
    const set = new Set(values);
    return operator === "in" ? (row) => set.has(read(row)) : (row) => !set.has(read(row));
  }
  return compare(read, operator, values[0] ?? null);
}

/** Turns a condition into a predicate; throws where Salesforce would refuse the query. */
export function compileCondition(scope: Scope, condition: Condition): Predicate {
  if (condition.type === "comparison") return compileComparison(scope, condition);
  if (condition.type === "semi-join") throw new Error("A semi-join has to be made out first");
  if (condition.type === "not") {
    const inner = compileCondition(scope, condition.condition);
    return (row) => !inner(row);
  }
  const parts = condition.conditions.map((each) => compileCondition(scope, each));
  return condition.type === "and"
    ? (row) => parts.every((part) => part(row))
    : (row) => parts.some((part) => part(row));
}
