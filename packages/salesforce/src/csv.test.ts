import { CrmError } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { csvRows } from "./csv.ts";

describe("rows of a CSV text", () => {
  it.each<[string, string, string[][]]>([
    ["nothing", "", []],
    ["a header alone", '"Id","Name"\n', [["Id", "Name"]]],
    [
      "no line end at the end",
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "lines ended by CRLF",
      'a,"b"\r\nc,d\r\n',
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "empty cells",
      '"",,""\n,\n',
      [
        ["", "", ""],
        ["", ""],
      ],
    ],
    [
      "commas, quotes and line ends within a cell",
      '"a,b","say ""hi""","one\r\ntwo"\n',
      [["a,b", 'say "hi"', "one\r\ntwo"]],
    ],
    ["a cell that is a quote", '""""\n', [['"']]],
    ["a quote within an unquoted cell", 'a"b,c\n', [['a"b', "c"]]],
    ["text of other scripts", '"Ærø – 漢字 🚀"\n', [["Ærø – 漢字 🚀"]]],
    ["a last cell that is empty", "a,\n", [["a", ""]]],
  ])("%s", (_name, text, rows) => {
    expect([...csvRows(text)]).toEqual(rows);
  });

  it.each([
    ["a quote that is never closed", '"a,b\n'],
    ["text after a closing quote", '"a"b,c\n'],
  ])("%s is told, not guessed at", (what, text) => {
    const read = (): string[][] => [...csvRows(text)];
    expect(read).toThrow(what);
    expect(read).toThrow(CrmError);
  });

  it("gives a row before it reads the next", () => {
    const rows = csvRows('a\n"never closed');
    expect(rows.next().value).toEqual(["a"]);
    expect(() => rows.next()).toThrow("never closed");
  });
});
