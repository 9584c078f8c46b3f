import type { FieldValue, Row } from "../store/row.ts";
import { malformedQuery } from "./query-error.ts";
import { queryScope, resolvePath, type Scope } from "./resolve-path.ts";
import type { RowSource } from "./select-rows.ts";
import type { Condition, Literal, Query, SemiJoin } from "./syntax.ts";

type Select = (scope: Scope, query: Query, source: RowSource) => readonly Row[];

function literalOf(value: FieldValue): Literal[] {
  if (typeof value === "string") return [{ type: "string", text: value, raw: value }];
  if (typeof value === "number") return [{ type: "number", value }];
  return [];
}

/** The values of the inner query's only column. */
function literals(scope: Scope, { query }: SemiJoin, select: Select): Literal[] {
  const [item] = query.select;
  if (query.select.length !== 1 || item?.type !== "field") {
    throw malformedQuery("Semi join sub-selects must select exactly one field");
  }
  const inner = queryScope(scope.org, scope.query, query.from);
  const { read, field } = resolvePath(inner, item.path);
  if (field.type !== "id" && field.type !== "reference") {
    throw malformedQuery("Semi join sub-selects can only query id fields");
  }
  return [...new Set(select(inner, query, { all: false }).map(read))].flatMap(literalOf);
}

/** The condition with every inner query replaced by the values that it finds now. */
export function withoutSemiJoins(scope: Scope, condition: Condition, select: Select): Condition {
  if (condition.type === "comparison") return condition;
  if (condition.type === "semi-join") {
    const operator = condition.negated ? "not-in" : "in";
    return {
      type: "comparison",
      path: condition.path,
      operator,
      literals: literals(scope, condition, select),
    };
  }
  if (condition.type === "not") {
    return { type: "not", condition: withoutSemiJoins(scope, condition.condition, select) };
  }
  const conditions = condition.conditions.map((each) => withoutSemiJoins(scope, each, select));
  return { type: condition.type, conditions };
}
