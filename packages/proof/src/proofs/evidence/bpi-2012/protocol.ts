import type { Application, OfferEvent } from "./offer-events.ts";

/** How an offer ended. */
export const tasks = ["accepted", "declined", "cancelled"] as const;
/** One of {@link tasks}. */
export type Task = (typeof tasks)[number];
/** What a score tells: one of {@link tasks}, or the approval of {@link approvedOrCancelled}. */
export type Target = Task | "approved";

const labelOf: Readonly<Record<string, Task>> = {
  O_ACCEPTED: "accepted",
  O_DECLINED: "declined",
  O_CANCELLED: "cancelled",
};

/** An application with its label. */
export interface LabelledCase<Label extends string = Task> extends Application {
  readonly label: Label;
  /** When the event that gives the label happened, in milliseconds. */
  readonly labelledMs: number;
}

/** Those whose last event of an offer says how it ended. */
export function labelled(applications: readonly Application[]): LabelledCase[] {
  return applications.flatMap((application) => {
    const last = application.events.findLast(({ activity }) => activity.startsWith("O"));
    const label = labelOf[last?.activity ?? ""];
    return last && label ? [{ ...application, label, labelledMs: last.ms }] : [];
  });
}

/** The cleaner second target: approved against cancelled, whatever became of offers. */
export function approvedOrCancelled(
  applications: readonly Application[],
): LabelledCase<"approved" | "cancelled">[] {
  return applications.flatMap((application) => {
    const end = application.events.find(
      ({ activity }) => activity === "A_APPROVED" || activity === "A_CANCELLED",
    );
    if (end === undefined) return [];
    const label = end.activity === "A_APPROVED" ? "approved" : "cancelled";
    return [{ ...application, label, labelledMs: end.ms }];
  });
}

/** Cases in time; training events at or after the first test event are cut off. */
export interface Split<Case extends Application> {
  readonly train: readonly Case[];
  readonly test: readonly Case[];
  /** When the first test case begins, in milliseconds. */
  readonly testStartMs: number;
}

/** The first `share` (floor) of the cases by the time of their first event, then by id as a number, train. */
export function splitInTime<Case extends Application>(cases: readonly Case[], share = 0.8): Split<Case> {
  const ordered = inTime(cases);
  const at = Math.floor(ordered.length * share);
  const testStartMs = ordered[at]?.events[0]?.ms ?? Number.POSITIVE_INFINITY;
  const train = ordered.slice(0, at).map((one) => ({ ...one, events: before(one.events, testStartMs) }));
  return { train, test: ordered.slice(at), testStartMs };
}

/** Cases by the time of their first event, then by id as a number. */
export function inTime<Case extends Application>(cases: readonly Case[]): Case[] {
  return cases.toSorted(
    (left, right) =>
      (left.events[0]?.ms ?? 0) - (right.events[0]?.ms ?? 0) || Number(left.id) - Number(right.id),
  );
}

/** The events before an instant. */
export function before(events: readonly OfferEvent[], ms: number): readonly OfferEvent[] {
  return events.filter((event) => event.ms < ms);
}

/** The longest prefix that is looked at. */
export const longestPrefix = 40;
