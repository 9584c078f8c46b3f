import { parseCondition } from "./parse-condition.ts";
import { parseItem, parseOrderItem } from "./parse-item.ts";
import { malformedQuery, unexpectedToken } from "./query-error.ts";
import type { OrderItem, Path, Query } from "./syntax.ts";
import { type TokenReader, tokenReader } from "./token-reader.ts";

const maximumLength = 100_000;

function parseOrder(reader: TokenReader): OrderItem[] {
  if (!reader.accept("order", "by")) return [];
  const items = [parseOrderItem(reader)];
  while (reader.accept(",")) items.push(parseOrderItem(reader));
  return items;
}

function parseGroups(reader: TokenReader): Path[] {
  if (!reader.accept("group", "by")) return [];
  const paths = [reader.path()];
  while (reader.accept(",")) paths.push(reader.path());
  return paths;
}

function parseSelect(reader: TokenReader, text: string): Query {
  const subquery = (): Query => parseSelect(reader, text);
  reader.expect("select");
  const select = [parseItem(reader, subquery)];
  while (reader.accept(",")) select.push(parseItem(reader, subquery));
  reader.expect("from");
  const from = reader.path();
  const where = reader.accept("where") ? parseCondition(reader, subquery) : undefined;
  const groupBy = parseGroups(reader);
  const orderBy = parseOrder(reader);
  const limit = reader.accept("limit") ? reader.wholeNumber() : undefined;
  const offset = reader.accept("offset") ? reader.wholeNumber() : 0;
  if (offset > 2000) throw malformedQuery("Maximum SOQL offset allowed is 2000");
  return {
    text,
    select,
    from,
    where,
    groupBy,
    orderBy,
    limit,
    offset,
    allRows: reader.accept("all", "rows"),
  };
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
