import { expect, test } from "vitest";
import { emptyNotebook } from "./empty-notebook.ts";
import { Notebook } from "./notebook.ts";

test("a notebook nobody has written in is what the schema makes of nothing", () => {
  expect(Notebook.parse({})).toEqual(emptyNotebook);
});
