import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { sqliteStore } from "./index.ts";

describe("a store file", () => {
  it("of another program is refused by its name and left as it is, byte by byte", () => {
    const path = join(mkdtempSync(join(tmpdir(), "headway-store-")), "other.db");
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE people (name TEXT)");
    other.close();
    const before = readFileSync(path);
    expect(() => sqliteStore(path)).toThrow(`\`${path}\` is a database of another program`);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("says so where a reader keeps what was erased in the files (invariant:P1)", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "headway-store-")), "store.db");
    const store = sqliteStore(path);
    const reader = new DatabaseSync(path);
    reader.exec("BEGIN; SELECT count(*) FROM record;");
    const nothing = {
      refs: [],
      kept: [],
      subjects: [],
      targets: [],
      written: [],
      rows: [],
      runs: [],
      tombstones: [],
    };
    await store.saveState("crm", { accountId: "1" });
    await expect(store.erase("crm", nothing)).rejects.toMatchObject({ code: "store-locked" });
    reader.close();
    await store.erase("crm", nothing);
    await store.close();
  });
});
