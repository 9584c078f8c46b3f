import { type WorkingCalendar, workingCalendar } from "./calendar/working-calendar.ts";
import { type Instant, instantMs, readInstant } from "./instant.ts";
import { emptyNotebook } from "./notebook/empty-notebook.ts";
import type { Notebook } from "./notebook/notebook.ts";
import { notebookAsOf } from "./notebook/notebook-as-of.ts";
import type { DealPolicy } from "./policy/deal-policy.ts";
import type { Policy } from "./policy/policy.ts";

/** The instant a deal is seen from, and the policy it is judged by. */
export interface DealStandpoint {
  readonly policy: DealPolicy;
  readonly asOf: Instant;
  readonly asOfMs: number;
  /** Which waits people had put off on purpose by then. */
  readonly notebook: Pick<Notebook, "snoozes">;
  /** Works out once what is the same for every subject seen from here, such as a number about nothing at all. */
  readonly shared: <Result>(work: (from: DealStandpoint) => Result) => Result;
}

/** The instant anything is seen from, with the whole policy. */
export interface Standpoint extends DealStandpoint {
  readonly policy: Policy;
  /** What people had written down by then. */
  readonly notebook: Notebook;
  /** Local days, months and periods, for what is about them; momentum is not (domain:R1). */
  readonly calendar: WorkingCalendar;
  readonly shared: <Result>(work: (from: Standpoint) => Result) => Result;
}

/** A standpoint; throws a `RangeError` when `asOf` is no ISO instant with a time and an offset. */
export function standpoint(policy: Policy, asOf: string, notebook: Notebook = emptyNotebook): Standpoint {
  const instant = readInstant(asOf);
  const calendar = workingCalendar(policy.calendar);
  return standingAt(instant, { policy, notebook: notebookAsOf(notebook, instant), calendar });
}

/** The same view from another instant; what people had written down stays that of the former. */
export function standingAt(
  asOf: Instant,
  parts: Pick<Standpoint, "policy" | "notebook" | "calendar">,
): Standpoint;
/** The view that one deal is seen from. */
export function standingAt(asOf: Instant, parts: Pick<DealStandpoint, "policy" | "notebook">): DealStandpoint;
export function standingAt(
  asOf: Instant,
  {
    policy,
    notebook,
    calendar,
  }: Pick<DealStandpoint, "policy" | "notebook"> & { calendar?: WorkingCalendar },
): DealStandpoint {
  const known = new Map<unknown, unknown>();
  const shared = <Result>(work: (from: DealStandpoint) => Result): Result => {
    const former = known.get(work) as Result | undefined;
    const result = former ?? work(from);
    if (former === undefined) known.set(work, result);
    return result;
  };
  const from = { policy, asOf, asOfMs: instantMs(asOf), notebook, calendar, shared };
  return from;
}
