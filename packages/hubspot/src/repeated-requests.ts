import { type AttemptOptions, type Caller, caller } from "@headway/crm/http";

/** Repeats once what may pass by itself, after the wait asked for: for functions that nobody runs again. */
export function repeatedRequests(options: AttemptOptions): Caller {
  return caller({ ...options, attempts: 2 });
}
