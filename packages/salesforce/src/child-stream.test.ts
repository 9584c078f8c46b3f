import { CrmError } from "@headway/crm";
import { describe, expect, it } from "vitest";
import type { ChildTable } from "./child-rows.ts";
import { childStream } from "./child-stream.ts";
import type { QueryOutcome } from "./query-pages.ts";

const table: ChildTable = { sobject: "Child", parent: "ParentId", columns: [] };

/** A page with one row per parent named, in order. */
function page(parents: readonly string[], isLast = false): QueryOutcome {
  const rows = parents.map((ParentId, index) => ({ Id: `${ParentId}-${index}`, ParentId }));
  return { status: "read", page: { rows, isLast } };
}

function refused(code: "forbidden" | "unavailable"): QueryOutcome {
  return { status: "failed", error: new CrmError(code, { crm: "salesforce", message: "no" }) };
}

describe("a stream of children", () => {
  it("holds what it read until its parent's turn, and nothing after", () => {
    const stream = childStream(table, null, 3);
    expect(stream.isDry()).toBe(true);
    stream.absorb(page(["a", "a", "c"]), null);
    expect([stream.isDry(), stream.hasPassed("b"), stream.hasPassed("c")]).toEqual([false, true, false]);
    expect(stream.take("a")).toMatchObject({ rows: [{ Id: "a-0" }, { Id: "a-1" }] });
    expect(stream.take("b")).toEqual({ status: "read", rows: [] });
    stream.absorb(page(["c"], true), "c");
    expect(stream.take("c")).toMatchObject({ rows: [{ Id: "c-2" }, { Id: "c-0" }] });
    expect([stream.isDry(), stream.hasPassed("z")]).toEqual([false, true]);
  });

  it("holds no children of parents that are not given out, however many pages they fill", () => {
    const stream = childStream(table, null, 2);
    stream.absorb(page(["a", "b"]), "m");
    stream.absorb(page(["c", "d"]), "m");
    expect(stream.isDry()).toBe(true);
    stream.absorb(page(["k", "m"]), "m");
    stream.absorb(page(["m", "n"]), "m");
    expect(stream.take("m")).toMatchObject({ rows: [{ Id: "m-1" }, { Id: "m-0" }] });
    expect(stream.isDry()).toBe(false);
  });

  it("goes on after the parent it is told and after the last row it read", () => {
    const stream = childStream(table, "a", 2);
    expect(stream.next().query.text).toContain("WHERE (ParentId > 'a')");
    stream.absorb(page(["b", "c"]), null);
    expect(stream.next().query.text).toContain("ParentId > 'c' OR (ParentId = 'c' AND Id > 'c-1')");
  });

  it("ends with a refusal, and throws what is not about its children alone", () => {
    const stream = childStream(table, null, 2);
    expect(() => stream.absorb(refused("unavailable"), null)).toThrow("no");
    stream.absorb(refused("forbidden"), null);
    expect(stream.take("a")).toEqual({ status: "refused", reason: "Child could not be read: no" });
    expect([stream.isDry(), stream.hasPassed("a")]).toEqual([false, true]);
  });

  it("takes nothing from rows that come in another order than their parents'", () => {
    const stream = childStream(table, null, 2);
    expect(() => stream.absorb(page(["b", "a"]), null)).toThrow("did not come in the order");
  });
});
