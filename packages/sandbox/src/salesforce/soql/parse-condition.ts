import { unexpectedToken } from "./query-error.ts";
import type { Condition, Literal, Operator, Path, Query } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reads a query that stands in parentheses. */
type Subquery = () => Query;

const symbols: Readonly<Record<string, Operator>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

function parseWordLiteral(word: string, reader: TokenReader): Literal {
  const lower = word.toLowerCase();
  if (lower === "null") return { type: "null" };
  if (lower === "true" || lower === "false") return { type: "boolean", value: lower === "true" };
  const count = reader.accept(":") ? reader.wholeNumber() : undefined;
  return { type: "date-literal", name: word.toUpperCase(), count };
}

function parseLiteral(reader: TokenReader): Literal {
  const token = reader.next();
  if (token.type === "string") return { type: "string", text: token.text, raw: token.raw };
  if (token.type === "number") return { type: "number", value: Number(token.text) };
  if (token.type === "date") return { type: "date", text: token.text };
  if (token.type === "datetime") return { type: "datetime", text: token.text };
  if (token.type === "word") return parseWordLiteral(token.text, reader);
  throw unexpectedToken(token.text);
}

function parseList(reader: TokenReader): Literal[] {
  reader.expect("(");
  const literals = [parseLiteral(reader)];
  while (reader.accept(",")) literals.push(parseLiteral(reader));
  reader.expect(")");
  return literals;
}

/** A list of values, or a query whose only column they are. */
function parseMembership(reader: TokenReader, path: Path, negated: boolean, subquery: Subquery): Condition {
  if (reader.peek().text === "(" && reader.peek(1).text.toLowerCase() === "select") {
    reader.expect("(");
    const query = subquery();
    reader.expect(")");
    return { type: "semi-join", path, negated, query };
  }
  return { type: "comparison", path, operator: negated ? "not-in" : "in", literals: parseList(reader) };
}

function parseComparison(reader: TokenReader, subquery: Subquery): Condition {
  const path = reader.path();
  if (reader.accept("in")) return parseMembership(reader, path, false, subquery);
  if (reader.accept("not", "in")) return parseMembership(reader, path, true, subquery);
  if (reader.accept("like")) {
    return { type: "comparison", path, operator: "like", literals: [parseLiteral(reader)] };
  }
  const token = reader.next();
  const operator = token.type === "symbol" ? symbols[token.text] : undefined;
  if (!operator) throw unexpectedToken(token.text);
  return { type: "comparison", path, operator, literals: [parseLiteral(reader)] };
}

function parseTerm(reader: TokenReader, subquery: Subquery): Condition {
  if (reader.accept("not")) return { type: "not", condition: parseTerm(reader, subquery) };
  if (!reader.accept("(")) return parseComparison(reader, subquery);
  const condition = parseCondition(reader, subquery);
  reader.expect(")");
  return condition;
}

/**
 * Reads terms joined by AND or by OR. Salesforce refuses a mixture of both without parentheses: the
 * other word is then an unexpected token, left here for whoever comes next to refuse.
 */
export function parseCondition(reader: TokenReader, subquery: Subquery): Condition {
  const first = parseTerm(reader, subquery);
  const joint = reader.accept("and") ? "and" : reader.accept("or") ? "or" : undefined;
  if (!joint) return first;
  const conditions = [first, parseTerm(reader, subquery)];
  while (reader.accept(joint)) conditions.push(parseTerm(reader, subquery));
  return { type: joint, conditions };
}
