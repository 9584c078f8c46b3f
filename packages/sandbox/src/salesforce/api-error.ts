/** One entry of an error answer of the REST API. */
export interface ApiErrorEntry {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** A request refused as a whole: an HTTP status and the array that is its body. */
export class ApiError extends Error {
  readonly status: number;
  readonly entries: readonly ApiErrorEntry[];

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.entries = [{ message, errorCode, ...(fields ? { fields } : {}) }];
  }
}

/** 404 for an address or record that is not there. */
export function notFound(message = "The requested resource does not exist"): ApiError {
  return new ApiError(404, "NOT_FOUND", message);
}
