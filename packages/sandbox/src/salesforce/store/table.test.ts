import { describe, expect, it } from "vitest";
import { rowComparison } from "./ordering.ts";
import { recordId, serialOf } from "./record-id.ts";
import type { Row } from "./row.ts";
import { table } from "./table.ts";

function filled(count: number, onChange?: (undo: () => void) => void) {
  const made = table(onChange);
  const rows = Array.from(
    { length: count },
    (_, index): Row => ({ Id: recordId("001", index + 1), Name: `N${index % 3}` }),
  );
  for (const row of rows) made.add(row);
  return { made, rows };
}

describe("a table", () => {
  it("finds every row by its id, and none that was dropped", () => {
    const { made, rows } = filled(200);
    const gone = rows.filter((_, index) => index % 7 === 0);
    made.drop(gone);
    for (const row of rows) expect(made.get(row.Id)).toBe(gone.includes(row) ? undefined : row);
    expect(made.get(recordId("001", 201))).toBeUndefined();
    expect(made.get(recordId("003", 1))).toBeUndefined();
    expect(made.get("nonsense")).toBeUndefined();
    expect(made.matching("Name", ["N0"]).some((row) => gone.includes(row))).toBe(false);
  });

  it("keeps indexes and orders true through changes, drops and their taking back", () => {
    const undos: (() => void)[] = [];
    const { made, rows } = filled(9, (undo) => undos.push(undo));
    const byName = rowComparison([{ read: (row) => row.Name ?? null, descending: true, nullsLast: false }]);
    const names = () => made.ordered("Name", byName).map((row) => row.Name);
    const before = names();
    const [first, second] = rows;
    if (!first || !second) throw new Error("no rows");
    const done = undos.length;
    made.change(first, { Name: "Z" });
    made.drop([second]);
    expect(names()[0]).toBe("Z");
    expect(made.matching("Name", ["z"])).toEqual([first]);
    for (const undo of undos.splice(done).reverse()) undo();
    expect(names()).toEqual(before);
    expect(made.rows).toEqual(rows);
    expect(made.matching("Name", ["N1"])).toContain(second);
  });
});

describe("serials", () => {
  it("come out of the ids that were made of them", () => {
    const serials = [1, 61, 62, 3844, 1_000_000];
    expect(serials.map((serial) => serialOf(recordId("006", serial)))).toEqual(serials);
  });
});
