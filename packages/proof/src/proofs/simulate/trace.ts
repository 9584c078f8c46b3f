import { fold } from "./draws.ts";

/** Everything that happened in one run, folded into a few digits; two runs of a seed must agree in them. */
export interface Trace {
  /** Folds an event in, and hands it to the listener where there is one. */
  add(text: string): void;
  /** Folds a long text in without showing it. */
  fold(text: string): void;
  /** Hexadecimal; says how many events there were as well. */
  hash(): string;
}

/** @param onEvent Sees every event, for replays that a person reads. */
export function trace(onEvent: (text: string) => void = () => undefined): Trace {
  let first = 0x811c9dc5;
  let second = 0x1234567;
  let events = 0;
  const foldIn = (text: string): void => {
    first = fold(text, first);
    second = Math.imul(second ^ first, 0x9e3779b1) >>> 0;
  };
  return {
    add(text) {
      events += 1;
      foldIn(text);
      onEvent(text);
    },
    fold: foldIn,
    hash: () => `${first.toString(16).padStart(8, "0")}${second.toString(16).padStart(8, "0")}-${events}`,
  };
}
