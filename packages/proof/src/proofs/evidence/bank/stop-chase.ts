import { shareInterval } from "@headway/core/backtest";
import { type Check, type Experiment, percent, type ResultTable } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { type Called, readCalls } from "./read-calls.ts";
import { refusedColumns } from "./refused-columns.ts";
import { stopAfter } from "./stop-after.ts";

/** What more calls bring, and what stopping would have cost. */
export const stopChase: Experiment = {
  title: "What does chasing bring?",
  claim:
    "The more calls somebody had, the less the next one brings; stopping after a few saves many calls and loses few buyers.",
  data: "UCI Bank Marketing (Moro, Cortez, Rita 2014; CC BY 4.0), bank-full",
  needs: "uci-bank",
  run() {
    const { called, columns, duplicates } = readCalls();
    const half = Math.floor(called.length / 2);
    const halves = { earlier: called.slice(0, half), later: called.slice(half) };
    return {
      checks: leakChecks(columns),
      tables: [curveTable(called), policyTable(halves)],
      remarks: [
        `${called.length} people; exact duplicates dropped: ${duplicates}. The file is in order of time, so its halves are an earlier and a later one.`,
        "Confounded: people who buy are not called again, and people who are called often are those who had not bought: the falling curve is selection as much as effect. Only calling some people at random again would tell them apart.",
        "“Buyers lost” takes every buyer of a later call as lost, which is the most that stopping could cost; some would have bought anyway.",
        "The two halves differ in who was called at all (the later one holds the months of the financial crisis): a policy chosen on the earlier half is shown on the later one.",
      ],
    };
  },
};

function leakChecks(columns: readonly string[]): Check[] {
  const refused = refusedColumns(columns);
  return [
    {
      name: "columns refused as known only after the call",
      found: refused.join(", ") || "none",
      wanted: thresholds.bank.refused.join(", "),
      met: refused.join() === thresholds.bank.refused.join(),
    },
  ];
}

function curveTable(called: readonly Called[]): ResultTable {
  const bounds = [1, 2, 3, 4, 5, 6, 8, 11, 16];
  return {
    title: "Stop-chase curve: buyers among those whose last call was this one",
    head: ["calls", "people", "bought", "95% interval", "reached this call", "bought at it"],
    rows: bounds.map((from, k) => {
      const until = bounds[k + 1] ?? Number.POSITIVE_INFINITY;
      const own = called.filter(({ calls }) => calls >= from && calls < until);
      const reached = called.filter(({ calls }) => calls >= from).length;
      const bought = own.filter((one) => one.bought).length;
      const [low, high] = shareInterval(bought, own.length);
      const name = Number.isFinite(until)
        ? until === from + 1
          ? `${from}`
          : `${from} to ${until - 1}`
        : `${from} and more`;
      return [
        name,
        String(own.length),
        percent(bought / own.length),
        `${percent(low)} to ${percent(high)}`,
        String(reached),
        percent(bought / reached),
      ];
    }),
  };
}

function policyTable(halves: {
  readonly earlier: readonly Called[];
  readonly later: readonly Called[];
}): ResultTable {
  return {
    title: "Stop after so many calls: calls saved and buyers lost, in each half",
    head: [
      "stop after",
      "saved, earlier",
      "lost, earlier",
      "saved, later",
      "lost, later",
      "calls a buyer kept, later",
    ],
    rows: thresholds.bank.stopAfter.map((stop) => {
      const [earlier, later] = [stopAfter(halves.earlier, stop), stopAfter(halves.later, stop)];
      return [
        String(stop),
        percent(earlier.saved),
        percent(earlier.lost),
        percent(later.saved),
        percent(later.lost),
        later.callsPerBuyer.toFixed(1),
      ];
    }),
  };
}
