import { weightedAreas } from "@headway/core/backtest";
import { addEvent, emptyState, type PrefixState } from "./prefix-state.ts";
import { type LabelledCase, longestPrefix, tasks } from "./protocol.ts";

const dayMs = 86_400_000;

const baselines: Readonly<Record<string, (state: PrefixState, length: number) => number>> = {
  "event count": (_, length) => length,
  "elapsed time": ({ last, startMs }) => (last.ms - startMs) / dayMs,
  "returned offers": ({ returnedMs }) => returnedMs.length,
  "offer calls": ({ callsMs }) => callsMs.length,
  "time since the customer's last act": ({ last, returnedMs, startMs }) =>
    (last.ms - (returnedMs.at(-1) ?? startMs)) / dayMs,
};

/** What one number alone reaches, by task; areas under one half say that less of it is better. */
export function baselineAreas(test: readonly LabelledCase[]): { name: string; areas: number[] }[] {
  return Object.entries(baselines).map(([name, read]) => {
    const columns = column(test, read);
    const areas = tasks.map((task) => {
      const happened = Uint8Array.from(test, ({ label }) => Number(label === task));
      return weightedAreas({ ...columns, happened }).mean();
    });
    return { name, areas };
  });
}

function column(test: readonly LabelledCase[], read: (state: PrefixState, length: number) => number) {
  const cases: number[] = [];
  const groups: number[] = [];
  const scores: number[] = [];
  for (const [place, { amount, events }] of test.entries()) {
    const [first] = events;
    if (first === undefined) continue;
    const state = emptyState(amount, first);
    for (const [index, event] of events.slice(0, longestPrefix).entries()) {
      addEvent(state, event);
      cases.push(place);
      groups.push(index + 1);
      scores.push(read(state, index + 1));
    }
  }
  return {
    cases: Int32Array.from(cases),
    groups: Int32Array.from(groups),
    scores: Float64Array.from(scores),
  };
}
