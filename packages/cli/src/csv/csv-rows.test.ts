import fc from "fast-check";
import { expect, it } from "vitest";
import { type CsvRow, csvRows } from "./csv-rows.ts";

async function rowsOf(text: string, pieceLength = text.length || 1, separator = ","): Promise<CsvRow[]> {
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
  };
  const rows: CsvRow[] = [];
  for await (const row of csvRows(pieces(), separator)) rows.push(row);
  return rows;
}

const shown = (rows: readonly CsvRow[]) =>
  rows.map(({ line, lines, cells, fault }) => [line, lines, fault === undefined ? cells : "fault"]);

it("tells records apart whatever ends their lines, and says where each stands", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["a,b", '"1,""x""",2', "", `"two${end}lines",3`, "4,5"].join(end);
    const expected = [
      [1, 1, ["a", "b"]],
      [2, 1, ['1,"x"', "2"]],
      [3, 1, [""]],
      [4, 2, ["two\nlines", "3"]],
      [6, 1, ["4", "5"]],
    ];
    expect(shown(await rowsOf(text))).toEqual(expected);
    expect(shown(await rowsOf(text + end, 1))).toEqual(expected);
  }
});

it("refuses a record with a stray quote and reads those after it", async () => {
  const text = ["a,b", '1,"x', "2,y", "3,z", '4,"q" w', "5,v"].join("\n");
  expect(shown(await rowsOf(text))).toEqual([
    [1, 1, ["a", "b"]],
    [2, 1, "fault"],
    [3, 1, ["2", "y"]],
    [4, 1, ["3", "z"]],
    [5, 1, "fault"],
    [6, 1, ["5", "v"]],
  ]);
});

it("gives every line to exactly one record, also where a quote never closes", async () => {
  const lines = Array.from({ length: 2_000 }, (_, index) =>
    index === 700 ? `${index},"open` : `${index},x`,
  );
  const rows = await rowsOf(lines.join("\n"), 100);
  expect(rows.reduce((sum, row) => sum + row.lines, 0)).toBe(2_000);
  expect(rows.filter(({ fault }) => fault !== undefined).map(({ line }) => line)).toEqual([701]);
});

it("loses no row between two stray quotes that seem to pair up", async () => {
  const text = ["a,b", '1,"x', "2,y", '3,"z', "4,w"].join("\n");
  expect(shown(await rowsOf(text))).toEqual([
    [1, 1, ["a", "b"]],
    [2, 1, "fault"],
    [3, 1, ["2", "y"]],
    [4, 1, "fault"],
    [5, 1, ["4", "w"]],
  ]);
});

it("accounts for every line of any text, however it comes", async () => {
  const letters = fc.constantFrom(",", '"', "\n", "\r", "\r\n", "a", " ");
  const texts = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, pieceLength) => {
      const rows = await rowsOf(text, pieceLength);
      const ends = text.match(/\r\n|\n|\r/g)?.length ?? 0;
      const lines = text === "" || /[\r\n]$/.test(text) ? ends : ends + 1;
      expect(rows.reduce((sum, row) => sum + row.lines, 0)).toBe(lines);
      let next = 1;
      for (const row of rows) {
        expect(row.line).toBe(next);
        next += row.lines;
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
