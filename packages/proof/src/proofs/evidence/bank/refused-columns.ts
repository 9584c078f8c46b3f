import { type FieldReading, refuseLeaks } from "@headway/core/backtest";

/**
 * The columns that must not be predicted from. `duration` is known when the call has ended, with its outcome;
 * everything else before the call is made; `y` is the outcome itself and no column to predict from.
 */
export function refusedColumns(columns: readonly string[]): string[] {
  const readings: FieldReading[] = columns
    .filter((field) => field !== "y")
    .map((field) => ({
      field,
      knownAt: field === "duration" ? "2008-05-05T10:05:00Z" : "2008-05-05T10:00:00Z",
      outcomeAt: "2008-05-05T10:05:00Z",
    }));
  return refuseLeaks(readings).map(({ field }) => field);
}
