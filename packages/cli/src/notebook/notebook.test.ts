import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyNotebook } from "@headway/core";
import { beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../config-error.ts";
import { appendEntry } from "./append-entry.ts";
import { notebookIn, readNotebook } from "./read-notebook.ts";

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "headway-notebook-")), ".headway", "notebook.jsonl");
});

const snooze = {
  id: "s1",
  writtenAt: "2026-03-01T12:00:00.000Z",
  personId: "u1",
  subject: { type: "deal" as const, dealId: "d1" },
  reason: "the board meets in June\nand not before",
  resumeAt: "2026-06-01T00:00:00.000Z",
};

function refusal(work: () => unknown): ConfigError {
  try {
    work();
  } catch (error) {
    if (ConfigError.is(error)) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

describe("a notebook's file", () => {
  it("holds what was appended, in order, for its owner alone", () => {
    expect(readNotebook(path)).toEqual(emptyNotebook);
    appendEntry(path, "snoozes", snooze);
    appendEntry(path, "snoozes", { ...snooze, resumeAt: "2026-07-01T00:00:00.000Z" });
    appendEntry(path, "annotations", {
      id: "a1",
      writtenAt: snooze.writtenAt,
      personId: "u1",
      ruleId: "domain:V1",
      text: "two weeks of leave",
    });
    const notebook = readNotebook(path);
    expect(notebook.snoozes.map(({ resumeAt }) => resumeAt)).toEqual([
      "2026-06-01T00:00:00.000Z",
      "2026-07-01T00:00:00.000Z",
    ]);
    expect(notebook.annotations).toHaveLength(1);
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(4);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["no JSON", "{", "expected JSON"],
    ["another list", '{"list":"wishes","entry":{}}', "planItems"],
    ["a key too many", '{"list":"snoozes","entry":{},"note":1}', "besides `list` and `entry`"],
    ["a list in place of an object", "[]", "expected an object"],
    ["an entry that is none", '{"list":"snoozes","entry":"no"}', "`entry`: expected an object"],
    [
      "an entry that lacks its reason",
      JSON.stringify({ list: "snoozes", entry: { ...snooze, reason: "" } }),
      "`entry.reason`",
    ],
    [
      "an entry with a key too many",
      JSON.stringify({ list: "snoozes", entry: { ...snooze, secret: 1 } }),
      "secret",
    ],
  ])("is refused as a whole for one line with %s", (_, bad, expected) => {
    appendEntry(path, "snoozes", snooze);
    appendFileSync(path, `${bad}\n`);
    appendFileSync(path, `${JSON.stringify({ list: "snoozes", entry: snooze })}\n`);
    const { details } = refusal(() => readNotebook(path));
    expect(details.path).toBe(`${path}, line 2`);
    expect(details.expected).toContain(expected);
    expect(refusal(() => appendEntry(path, "snoozes", snooze)).details.path).toContain("line 2");
  });

  it("is refused where its last line was not written to its end, and never joined with the next", () => {
    appendEntry(path, "snoozes", snooze);
    appendFileSync(path, '{"list":"snoozes","entry":{"id":"s2"');
    expect(refusal(() => appendEntry(path, "snoozes", snooze)).details.expected).toContain("line break");
  });

  it("never quotes what it says", () => {
    const content = `${JSON.stringify({ list: "snoozes", entry: { ...snooze, reason: 7, personId: "Ada" } })}\n`;
    const { message } = refusal(() => notebookIn("n", content));
    expect(message).not.toMatch(/Ada|u1|2026/);
  });

  it("is refused where others may read it, and where it is a link", () => {
    appendEntry(path, "snoozes", snooze);
    chmodSync(path, 0o644);
    expect(refusal(() => readNotebook(path)).details.remedy).toContain("chmod 600");
    const linked = `${path}.link`;
    writeFileSync(`${path}.real`, "", { mode: 0o600 });
    symlinkSync(`${path}.real`, linked);
    expect(refusal(() => appendEntry(linked, "snoozes", snooze)).message).toContain("link");
  });

  it("takes no entry that does not parse", () => {
    const { message } = refusal(() => appendEntry(path, "snoozes", { ...snooze, resumeAt: "soon" }));
    expect(message).toContain("`entry.resumeAt`");
    expect(readNotebook(path)).toEqual(emptyNotebook);
  });
});
