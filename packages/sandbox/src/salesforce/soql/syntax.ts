/** A name in a query, by its dotted parts, and where it stands. */
export interface Path {
  readonly parts: readonly string[];
  readonly at: number;
}

/** A value written into a query. */
export type Literal =
  | { readonly type: "string"; readonly text: string; readonly raw: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  | { readonly type: "date"; readonly text: string }
  | { readonly type: "datetime"; readonly text: string }
  | { readonly type: "date-literal"; readonly name: string; readonly count: number | undefined };

/** How a field is compared. */
export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "like" | "in" | "not-in";

/** One comparison; `in` and `not-in` have any number of literals, the others one. */
export interface Comparison {
  readonly type: "comparison";
  readonly path: Path;
  readonly operator: Operator;
  readonly literals: readonly Literal[];
}

/** A comparison with what another query finds. */
export interface SemiJoin {
  readonly type: "semi-join";
  readonly path: Path;
  readonly negated: boolean;
  readonly query: Query;
}

/** What rows must meet. */
export type Condition =
  | Comparison
  | SemiJoin
  | { readonly type: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly type: "not"; readonly condition: Condition };

/** What can be worked out of many rows. */
export type AggregateFunction = "count" | "count_distinct" | "min" | "max" | "sum" | "avg";

/** A value of many rows; a count without a path is `COUNT()`. */
export interface Aggregate {
  readonly type: "aggregate";
  readonly function: AggregateFunction;
  readonly path: Path | undefined;
  readonly alias: string | undefined;
}

/** What to show of the record behind a polymorphic lookup, by its object. */
export interface TypeChoice {
  readonly type: "typeof";
  readonly path: Path;
  readonly cases: readonly { readonly object: Path; readonly fields: readonly Path[] }[];
  readonly otherwise: readonly Path[] | undefined;
}

/** One entry of a select list. Only grouped queries give fields another name. */
export type SelectItem =
  | { readonly type: "field"; readonly path: Path; readonly alias: string | undefined }
  | { readonly type: "all-fields"; readonly kind: "all" | "standard" | "custom" }
  | Aggregate
  | TypeChoice
  | { readonly type: "subquery"; readonly query: Query };

/** One entry of ORDER BY; nulls come first unless said otherwise, in either direction. */
export interface OrderItem {
  readonly path: Path;
  /** In grouped queries: order by this value of the group's rows. */
  readonly aggregate: Aggregate | undefined;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

/** A whole query, or one in parentheses of a select list. */
export interface Query {
  readonly text: string;
  readonly select: readonly SelectItem[];
  readonly from: Path;
  readonly where: Condition | undefined;
  readonly groupBy: readonly Path[];
  readonly orderBy: readonly OrderItem[];
  readonly limit: number | undefined;
  readonly offset: number;
  readonly allRows: boolean;
}
