import { ApiError } from "../api-error.ts";

/** A single record refused: a value in a Collections answer, a whole answer when it comes alone. */
export class RowError extends Error {
  readonly statusCode: string;
  readonly fields: readonly string[];

  constructor(statusCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = "RowError";
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** The same refusal as the answer to a request about that one record. */
export function asApiError(error: RowError): ApiError {
  const status = statuses[error.statusCode] ?? 400;
  const fields = error.statusCode === "INVALID_FIELD" ? undefined : error.fields;
  return new ApiError(status, error.statusCode, error.message, fields);
}
