import { ApiError } from "../api-error.ts";

const contextLength = 32;

/** The piece of the query before the fault, cut where a name begins, and a caret under the fault. */
function excerpt(query: string, at: number): string {
  const earliest = Math.max(0, at - contextLength);
  let start = earliest;
  while (start > 0 && start < at && /\w/.test(query.charAt(start - 1))) start += 1;
  let end = Math.min(query.length, at + contextLength);
  while (end < query.length && /\w/.test(query.charAt(end))) end += 1;
  const rest = query.slice(start, end).trimEnd();
  return `\n${rest}\n${" ".repeat(at - start)}^\nERROR at Row:1:Column:${at + 1}\n`;
}

const advice = "Please reference your WSDL or the describe call for the appropriate names.";

/** A query that cannot be read. */
export function malformedQuery(message: string): ApiError {
  return new ApiError(400, "MALFORMED_QUERY", message);
}

/** A token where none of its kind may stand. */
export function unexpectedToken(token: string): ApiError {
  return malformedQuery(token === "" ? "unexpected token: <EOF>" : `unexpected token: ${token}`);
}

/** A field that does not exist or that the user may not see: the answer is the same. */
export function unknownColumn(query: string, at: number, column: string, object: string): ApiError {
  const message = `No such column '${column}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${advice}`;
  return new ApiError(400, "INVALID_FIELD", excerpt(query, at) + message);
}

/** A relationship that does not exist. */
export function unknownRelationship(query: string, at: number, path: string, object: string): ApiError {
  const message = `Didn't understand relationship '${path}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${advice}`;
  return new ApiError(400, "INVALID_FIELD", `${excerpt(query, at)}${message} (${object})`);
}

/** An object that does not exist in this org. */
export function unknownObject(query: string, at: number, object: string): ApiError {
  const message = `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${advice}`;
  return new ApiError(400, "INVALID_TYPE", excerpt(query, at) + message);
}

/** A field used in a way that its kind does not allow. */
export function invalidUse(query: string, at: number, message: string): ApiError {
  return new ApiError(400, "INVALID_FIELD", excerpt(query, at) + message);
}
