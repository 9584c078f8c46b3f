import { ApiError } from "../api-error.ts";
import { runSearch } from "../sosl/run-search.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";

function search({ request, results }: ApiContext): ApiAnswer {
  const text = request.query.get("q");
  if (text === null) throw new ApiError(400, "MALFORMED_SEARCH", "SOSL query is missing: parameter q");
  const searchRecords = runSearch(results, text);
  const wrapped = Number(request.version.slice(1)) >= 37;
  return { status: 200, body: wrapped ? { searchRecords } : searchRecords };
}

/** SOSL; before version 37 the answer is the bare list of records. */
export const searchRoutes: readonly Route[] = [
  { method: "GET", path: /^\/search\/?$/, operation: () => "search", handle: search },
];
