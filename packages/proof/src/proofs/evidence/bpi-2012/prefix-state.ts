import type { OfferEvent } from "./offer-events.ts";
import type { Stage } from "./outcome-record.ts";

/** Everything the features of a prefix are read from; grows event by event. */
export interface PrefixState {
  readonly amount: number;
  readonly startMs: number;
  /** Rows by activity, of work by `activity/lifecycle`. */
  readonly counts: Map<string, number>;
  readonly sentMs: number[];
  readonly returnedMs: number[];
  /** When calls about offers were completed. */
  readonly callsMs: number[];
  /** Minutes of the calls about offers and of completing the application. */
  readonly callMinutes: number[];
  readonly completingMinutes: number[];
  readonly openMs: Map<string, number>;
  last: OfferEvent;
  /** Milliseconds since the event before; 0 at the first. */
  gapMs: number;
  /** Whoever acted last by name; empty while nobody is named. */
  seller: string;
}

/** What is known of an event: its activity, for work with its lifecycle. */
export function rowName({ activity, lifecycle }: OfferEvent): string {
  return activity.startsWith("W_") ? `${activity}/${lifecycle}` : activity;
}

/** Whether an offer came back. */
export function isReturned({ returnedMs }: PrefixState): boolean {
  return returnedMs.length > 0;
}

/** Where the application stands after its last event. */
export function stageOf(state: PrefixState): Stage {
  if (isReturned(state)) return "returned";
  return state.sentMs.length > 0 ? "offer out" : "before offer";
}

/** The state before its first event is added. */
export function emptyState(amount: number, first: OfferEvent): PrefixState {
  return {
    amount,
    startMs: first.ms,
    counts: new Map(),
    sentMs: [],
    returnedMs: [],
    callsMs: [],
    callMinutes: [],
    completingMinutes: [],
    openMs: new Map(),
    last: first,
    gapMs: 0,
    seller: "",
  };
}

/** Adds one event. */
export function addEvent(state: PrefixState, event: OfferEvent): void {
  const { activity, lifecycle, ms, resource } = event;
  const name = rowName(event);
  state.counts.set(name, (state.counts.get(name) ?? 0) + 1);
  state.gapMs = ms - state.last.ms;
  state.last = event;
  if (resource !== "") state.seller = resource;
  if (activity === "O_SENT") state.sentMs.push(ms);
  if (activity === "O_SENT_BACK") state.returnedMs.push(ms);
  if (lifecycle === "START") state.openMs.set(activity, ms);
  if (lifecycle === "COMPLETE") completeWork(state, event);
}

function completeWork(state: PrefixState, { activity, ms }: OfferEvent): void {
  if (activity === "W_Nabellen offertes") state.callsMs.push(ms);
  const startMs = state.openMs.get(activity);
  if (startMs === undefined) return;
  state.openMs.delete(activity);
  const minutes = (ms - startMs) / 60_000;
  if (activity === "W_Nabellen offertes") state.callMinutes.push(minutes);
  if (activity === "W_Completeren aanvraag") state.completingMinutes.push(minutes);
}
