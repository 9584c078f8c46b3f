/** What a figure is held to; exactly one bound. */
export type FigureTarget =
  | { readonly unit: string; readonly atMost: number }
  | { readonly unit: string; readonly atLeast: number };

/** One measured figure, with the floor of the same run that it was divided by, where it is a ratio. */
export interface Measured {
  readonly value: number;
  readonly floor?: number;
}

/**
 * One benchmark: `run.ts` of its folder exports `bench`. `measure` gets the rest of the command line and says what
 * it is doing through `progress`. A figure that is named in `targets` and not measured fails the benchmark.
 */
export interface Bench {
  readonly targets: Readonly<Record<string, FigureTarget>>;
  measure(
    args: readonly string[],
    progress: (line: string) => void,
  ): Promise<Readonly<Record<string, Measured>>>;
}

/** A figure beside its target, as it is left in `.headway/bench/NAME.json`. */
export interface Figure {
  readonly value: number | null;
  readonly unit: string;
  readonly target: string;
  readonly met: boolean;
  readonly floor?: number;
}

/** Holds what was measured against the targets; a figure that is absent or not finite is not met. */
export function judgeFigures(
  targets: Bench["targets"],
  measured: Readonly<Record<string, Measured>>,
): Record<string, Figure> {
  return Object.fromEntries(
    Object.entries(targets).map(([name, target]) => [name, judgeFigure(target, measured[name])]),
  );
}

function judgeFigure(target: FigureTarget, measured: Measured | undefined): Figure {
  const { unit } = target;
  const text = "atMost" in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  if (measured === undefined || !Number.isFinite(measured.value)) {
    return { value: null, unit, target: text, met: false };
  }
  const { value, floor } = measured;
  const met = "atMost" in target ? value <= target.atMost : value >= target.atLeast;
  return { value, unit, target: text, met, ...(floor === undefined ? {} : { floor }) };
}

/** One line per figure, aligned. */
export function figureTable(figures: Readonly<Record<string, Figure>>): string[] {
  const rows = Object.entries(figures).map(([name, figure]) => [
    name,
    figure.value === null ? "absent" : `${Number(figure.value.toPrecision(4))} ${figure.unit}`,
    figure.target,
    figure.met ? "met" : "MISSED",
    figure.floor === undefined ? "" : `floor ${Number(figure.floor.toPrecision(4))}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
