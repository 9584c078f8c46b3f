import { type Caller, type CallerOptions, caller } from "@headway/crm/http";
import { passingPartError } from "./composite.ts";
import { wholeReading } from "./error-reading.ts";
import { mapError } from "./map-error.ts";

/** Repeats what may pass by itself, a composite request for the sake of one of its parts too, after the wait asked for. */
export function repeatedRequests(options: CallerOptions): Caller {
  return caller({
    ...options,
    toError: (answer, request) =>
      mapError(answer, request, wholeReading) ?? passingPartError(answer, request),
  });
}
