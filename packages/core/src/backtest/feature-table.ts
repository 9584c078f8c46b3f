/** A named feature, and the only direction in which it may move the score; 0 leaves it free. */
export interface ScoreFeature {
  readonly name: string;
  readonly sign: -1 | 0 | 1;
}

/** Rows of named features, one after the other in `values`. */
export interface FeatureTable {
  readonly features: readonly ScoreFeature[];
  readonly rows: number;
  /** `rows` times as many numbers as there are features. */
  readonly values: Float64Array;
}

/** A table that grows row by row. */
export interface GrowingTable {
  add(row: readonly number[]): void;
  table(): FeatureTable;
}

/** An empty table. `add` throws a `RangeError` for a row of another width or with anything but finite numbers. */
export function growingTable(features: readonly ScoreFeature[]): GrowingTable {
  const width = features.length;
  let values = new Float64Array(1024 * width);
  let rows = 0;
  return {
    add(row) {
      if (row.length !== width) throw new RangeError(`a row has ${row.length} numbers, expected ${width}`);
      if ((rows + 1) * width > values.length) {
        const larger = new Float64Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      for (let k = 0; k < width; k += 1) {
        const value = row[k];
        if (value === undefined || !Number.isFinite(value)) {
          throw new RangeError(`feature "${features[k]?.name}" is ${value}, expected a finite number`);
        }
        values[rows * width + k] = value;
      }
      rows += 1;
    },
    table: () => ({ features, rows, values: values.subarray(0, rows * width) }),
  };
}

/** The numbers of one row. */
export function rowOf({ features, values }: FeatureTable, row: number): Float64Array {
  return values.subarray(row * features.length, (row + 1) * features.length);
}
