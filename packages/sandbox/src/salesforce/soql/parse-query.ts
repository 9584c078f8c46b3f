import { parseCondition } from "./parse-condition.ts";
import { malformedQuery, unexpectedToken } from "./query-error.ts";
import type { OrderItem, Query, SelectItem } from "./syntax.ts";
import { type TokenReader, tokenReader } from "./token-reader.ts";

const maximumLength = 100_000;

function parseCount(reader: TokenReader): SelectItem {
  reader.next();
  reader.expect("(");
  if (reader.accept(")")) return { type: "count", path: undefined, alias: undefined };
  const path = reader.path();
  reader.expect(")");
  const token = reader.peek();
  const named = token.type === "word" && token.text.toLowerCase() !== "from";
  return { type: "count", path, alias: named ? reader.next().text : undefined };
}

function parseItem(reader: TokenReader, text: string): SelectItem {
  if (reader.accept("(")) {
    const query = parseSelect(reader, text);
    reader.expect(")");
    return { type: "subquery", query };
  }
  const token = reader.peek();
  if (token.text.toLowerCase() === "count" && reader.peek(1).text === "(") return parseCount(reader);
  return { type: "field", path: reader.path() };
}

function parseOrderItem(reader: TokenReader): OrderItem {
  const path = reader.path();
  const descending = !reader.accept("asc") && reader.accept("desc");
  const nullsLast = !reader.accept("nulls", "first") && reader.accept("nulls", "last");
  return { path, descending, nullsLast };
}

function parseOrder(reader: TokenReader): OrderItem[] {
  if (!reader.accept("order", "by")) return [];
  const items = [parseOrderItem(reader)];
  while (reader.accept(",")) items.push(parseOrderItem(reader));
  return items;
}

function parseSelect(reader: TokenReader, text: string): Query {
  reader.expect("select");
  const select = [parseItem(reader, text)];
  while (reader.accept(",")) select.push(parseItem(reader, text));
  reader.expect("from");
  const from = reader.path();
  const where = reader.accept("where") ? parseCondition(reader) : undefined;
  const orderBy = parseOrder(reader);
  const limit = reader.accept("limit") ? reader.wholeNumber() : undefined;
  const offset = reader.accept("offset") ? reader.wholeNumber() : 0;
  if (offset > 2000) throw malformedQuery("Maximum SOQL offset allowed is 2000");
  return { text, select, from, where, orderBy, limit, offset, allRows: reader.accept("all", "rows") };
}

/** Reads a SOQL query; throws MALFORMED_QUERY for anything outside the grammar that the sandbox knows. */
export function parseQuery(text: string): Query {
  if (text.length > maximumLength) {
    throw malformedQuery(`SOQL statements cannot be longer than ${maximumLength} characters.`);
  }
  const reader = tokenReader(text);
  const query = parseSelect(reader, text);
  if (reader.peek().type !== "end") throw unexpectedToken(reader.peek().text);
  return query;
}
