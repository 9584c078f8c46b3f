import type { RecordRef } from "../record-ref.ts";

/**
 * What happens to a whole request. `unauthenticated` 401 · `forbidden` 403 · `not-found` 404 ·
 * `rate-limited` 429 (or the vendor's like) · `unavailable` 503 · `broken-json` status 200 with JSON
 * cut off in the middle; a write has had its effect · `no-answer` the connection breaks before the
 * request has any effect · `no-answer-after-effect` it breaks after · `hangs` nothing comes at all,
 * and nothing happens, until the request is aborted.
 */
export type RequestFaultKind =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "rate-limited"
  | "unavailable"
  | "broken-json"
  | "no-answer"
  | "no-answer-after-effect"
  | "hangs";

/**
 * What happens to one record. `refuse-one-row`: a write to it is refused by a rule of the CRM, in
 * whatever batch it comes. `unreadable-record`: it comes without something that the adapter cannot
 * do without (its time of change, say), its id still there.
 */
export type RecordFaultKind = "refuse-one-row" | "unreadable-record";

/** Every kind of {@link Fault}. */
export type FaultKind = RequestFaultKind | RecordFaultKind | "links-unreadable";

/**
 * Trouble to come. `times`: how many requests meet it; those that do not match `on` pass and are not
 * counted. `on: "read"` means requests for records and their links (a search sent by POST is a read),
 * never requests for fields, owners or the account. `on: "write"` means requests that change
 * anything: records, tasks, links or fields. `on: "any"` means every request.
 *
 * `links-unreadable`: requests (or parts of them) for links are refused for lack of a permission,
 * while the records themselves come.
 */
export type Fault =
  | {
      readonly kind: RequestFaultKind;
      readonly on: "read" | "write" | "any";
      readonly times: number;
      /** Let this many matching requests pass first; 0 by default. */
      readonly after?: number;
      /** Sent along with `rate-limited`, in the vendor's own way; none by default. A multiple of 1,000. */
      readonly retryAfterMs?: number;
    }
  | {
      readonly kind: RecordFaultKind;
      readonly on: "read" | "write" | "any";
      readonly times: number;
      readonly ref: RecordRef;
    }
  | { readonly kind: "links-unreadable"; readonly on: "read" | "any"; readonly times: number };
