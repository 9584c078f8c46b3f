import { malformedQuery } from "./query-error.ts";
import type { Aggregate, AggregateFunction, OrderItem, Path, Query, SelectItem } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

const functions: readonly AggregateFunction[] = ["count", "count_distinct", "min", "max", "sum", "avg"];

function acceptAlias(reader: TokenReader): string | undefined {
  const token = reader.peek();
  const isAlias =
    token.type === "word" && !["from", "asc", "desc", "nulls"].includes(token.text.toLowerCase());
  return isAlias && !["limit", "offset"].includes(token.text.toLowerCase()) ? reader.next().text : undefined;
}

/** An aggregate if one comes next. */
function acceptAggregate(reader: TokenReader, isNamed: boolean): Aggregate | undefined {
  const word = reader.peek().text.toLowerCase();
  const found = functions.find((each) => each === word);
  if (!found || reader.peek(1).text !== "(") return undefined;
  reader.next();
  reader.expect("(");
  if (found === "count" && reader.accept(")")) {
    return { type: "aggregate", function: found, path: undefined, alias: undefined };
  }
  const path = reader.path();
  reader.expect(")");
  return { type: "aggregate", function: found, path, alias: isNamed ? acceptAlias(reader) : undefined };
}

function paths(reader: TokenReader): Path[] {
  const found = [reader.path()];
  while (reader.accept(",")) found.push(reader.path());
  return found;
}

function parseTypeof(reader: TokenReader): SelectItem {
  const path = reader.path();
  const cases: { object: Path; fields: Path[] }[] = [];
  while (reader.accept("when")) {
    const object = reader.path();
    reader.expect("then");
    cases.push({ object, fields: paths(reader) });
  }
  const otherwise = reader.accept("else") ? paths(reader) : undefined;
  reader.expect("end");
  return { type: "typeof", path, cases, otherwise };
}

function parseAllFields(reader: TokenReader): SelectItem {
  const word = reader.next().text.toLowerCase();
  reader.expect(")");
  if (word === "all" || word === "standard" || word === "custom") return { type: "all-fields", kind: word };
  throw malformedQuery(`unexpected token: ${word}`);
}

/** Reads one entry of a select list. */
export function parseItem(reader: TokenReader, subquery: () => Query): SelectItem {
  if (reader.accept("(")) {
    const query = subquery();
    reader.expect(")");
    return { type: "subquery", query };
  }
  if (reader.accept("typeof")) return parseTypeof(reader);
  if (reader.accept("fields", "(")) return parseAllFields(reader);
  const aggregate = acceptAggregate(reader, true);
  if (aggregate) return aggregate;
  const path = reader.path();
  return { type: "field", path, alias: acceptAlias(reader) };
}

/** Reads one entry of ORDER BY. */
export function parseOrderItem(reader: TokenReader): OrderItem {
  const aggregate = acceptAggregate(reader, false);
  const path = aggregate?.path ?? (aggregate ? { parts: ["Id"], at: 0 } : reader.path());
  const descending = !reader.accept("asc") && reader.accept("desc");
  const nullsLast = !reader.accept("nulls", "first") && reader.accept("nulls", "last");
  return { path, aggregate, descending, nullsLast };
}
