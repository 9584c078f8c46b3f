import { type AttemptOptions, attemptOnce, type Caller } from "./attempt.ts";
import { withDeadline } from "./deadline.ts";

/**
 * Sends every request once: what may pass by itself is thrown at once, for whoever runs the whole again. The caller
 * of functions that their platform repeats; `caller` waits and repeats by itself.
 */
export function singleCaller(options: AttemptOptions): Caller {
  return {
    call: (request, callOptions = {}) =>
      withDeadline(options.crm, callOptions, options.ports, (signal) =>
        attemptOnce(options, request, 1, signal),
      ),
  };
}
