import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { SubjectName } from "../store.ts";
import { explainFailure } from "./explain-failure.ts";
import { sqliteStore } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "headway-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe("a store file of version 1", () => {
  it("opens with everything that is in it, and takes what is new (invariant:K5)", async () => {
    const path = join(folder, "version-1.db");
    writeFileSync(
      path,
      gunzipSync(readFileSync(new URL("./testing/store-version-1.db.gz", import.meta.url))),
    );
    const store = sqliteStore(path);
    const state = await store.state("crm");
    expect([state.accountId, state.fieldsRead, state.caughtUp]).toEqual([
      "portal-1",
      { deal: ["name"] },
      null,
    ]);
    expect(await store.cursor("crm", "deal")).toBe("d-cursor");
    expect(await store.counts("crm")).toEqual({ account: 1, deal: 2, email: 1, task: 1 });
    expect(await store.record("crm", { object: "account", id: "a1" })).toMatchObject({
      name: "Grüße & Söhne",
    });
    const evidence = await store.evidenceOf("crm", { subject: "account", id: "a1" });
    expect(evidence.map(({ id }) => id)).toEqual(["x1"]);
    expect(await store.mergedInto("crm", { object: "deal", id: "d3" })).toEqual({ object: "deal", id: "d1" });
    expect(await store.unreadable("crm")).toHaveLength(1);
    expect(await store.unknownReadings("crm")).toEqual({ "no scope": 1 });
    expect(await store.knownTask("crm", "v1:abc")).toEqual({ key: "v1:abc", id: "t1", state: "done" });
    expect(await store.intents("crm", "inflight", null, 9)).toMatchObject([{ id: "deal/d2@1", attempts: 0 }]);
    expect(await store.intents("crm", "parked", null, 9)).toMatchObject([
      { id: "deal/d1@1", code: "invalid" },
    ]);
    await store.markInflight("crm", ["task:v1:new@1"], "2026-04-01T00:00:00.000Z");
    expect(await store.intentFor("crm", "task:v1:new")).toMatchObject({ sentAt: "2026-04-01T00:00:00.000Z" });
    await store.putRows("crm", "tombstone", [{ id: "1", at: "" }]);
    expect(await store.leases.acquire("run/crm", "one", 1_000)).toMatchObject({ fence: 1 });
    expect(await store.mirrors.count("m", "link")).toBe(0);
    await store.close();
  });

  it("is refused when it is newer, and left as it is (invariant:K5)", () => {
    const path = join(folder, "newer.db");
    sqliteStore(path).close();
    const other = new DatabaseSync(path);
    other.exec("PRAGMA user_version = 99");
    other.close();
    expect(() => sqliteStore(path)).toThrow(
      /has version 99, this Headway reads up to version \d+\. Nothing was changed/,
    );
  });
});

describe("a store file of version 4", () => {
  it("opens with its evidence about everybody, and with what was written (invariant:K5)", async () => {
    const path = join(folder, "version-4.db");
    writeFileSync(
      path,
      gunzipSync(readFileSync(new URL("./testing/store-version-4.db.gz", import.meta.url))),
    );
    const store = sqliteStore(path);
    const piecesOf = async (subject: SubjectName, id: string): Promise<string[]> =>
      (await store.evidenceOf("crm", { subject, id })).map(
        (piece) => `${piece.id} ${piece.accountId ?? "-"}`,
      );
    expect(await piecesOf("deal", "d1")).toEqual(["x1 a1"]);
    expect(await piecesOf("deal", "d2")).toEqual(["x2 -"]);
    expect(await piecesOf("account", "a1")).toEqual(["x1 a1", "x2 a1", "x3 a1"]);
    expect(await piecesOf("person", "u1")).toEqual(["x1 a1", "x2 -", "x3 -", "x4 -"]);
    expect(await store.dealsWithRule("crm", "other")).toBe(1);
    const record = { object: "deal" as const, id: "d2" };
    expect(await store.record("crm", record)).toMatchObject({ fields: { headway_stall: "moving" } });
    expect((await store.writtenNamed("crm", "deal", ["d2"])).get("d2")?.fields).toEqual({
      headway_stall: "moving",
    });
    const pointing = await store.pointingAt("crm", { object: "deal", id: "d2" });
    expect(pointing.map(({ id }) => id)).toEqual(["e1"]);
    // A changed record is found under what it said before.
    const email = await store.record("crm", { object: "email", id: "e1" });
    if (email === null) throw new Error("there is no e-mail");
    const upserts = [{ record: email, evidence: [] }];
    await store.commitPage("crm", {
      object: "email",
      cursor: null,
      upserts,
      removals: [],
      merges: [],
      unreadable: [],
    });
    expect(await piecesOf("account", "a1")).toEqual(["x3 a1"]);
    await store.close();
  });
});

describe.each([5, 6])("a store file of version %i", (version) => {
  const open = (name: string) => {
    const path = join(folder, name);
    const packed = readFileSync(new URL(`./testing/store-version-${version}.db.gz`, import.meta.url));
    writeFileSync(path, gunzipSync(packed));
    return sqliteStore(path);
  };

  it("opens with its evidence about everybody, also where it lies with somebody else (invariant:K5)", async () => {
    const store = open(`version-${version}.db`);
    const piecesOf = async (subject: SubjectName, id: string): Promise<string[]> =>
      (await store.evidenceOf("crm", { subject, id })).map(
        (piece) => `${piece.id} ${piece.accountId ?? "-"}`,
      );
    expect(await piecesOf("deal", "d1")).toEqual(["s1 a1", "x1 a1"]);
    expect(await piecesOf("deal", "d2")).toEqual(["x2 a1", "x5 -"]);
    expect(await piecesOf("account", "a1")).toEqual(["s1 a1", "x1 a1", "x3 a1", "x5 a1"]);
    expect(await piecesOf("account", "a2")).toEqual(["x2 a2", "x5 a2"]);
    expect(await piecesOf("person", "u1")).toEqual(["x1 a1", "x2 a1", "x3 a1", "x4 -", "x5 -"]);
    expect(await store.dealsWithRule("crm", "other")).toBe(1);
    const unassessed = { unassessedAsOf: "2026-03-01T10:00:00.000Z" };
    expect(await store.subjects("crm", "deal", unassessed, null, 9)).toEqual(["d1", "d2"]);
    // Nobody knows yet what may end a wait, so nothing is left out.
    const accounts = ["a1", "a2"];
    expect(await store.clusters("crm", accounts, "ending-waits")).toEqual(
      await store.clusters("crm", accounts, "all"),
    );
    const [, quoting] = await store.evidenceOf("crm", { subject: "person", id: "u1" });
    expect(quoting?.quote).toEqual({ speaker: "c1", text: "Grüße 🎉" });
    await store.close();
  });

  it("knows who points at whom, and forgets them (invariant:K5, invariant:P1)", async () => {
    const store = open(`version-${version}-pointing.db`);
    const pointing = async (object: "account" | "contact" | "user" | "deal", id: string) =>
      (await store.pointingAt("crm", { object, id })).map((record) => `${record.object}/${record.id}`);
    const emails = ["email/e1", "email/e2", "email/e3"];
    expect(await pointing("contact", "c1")).toEqual(["deal/d1", ...emails]);
    expect(await pointing("account", "a1")).toEqual(["contact/c1", "deal/d1", ...emails]);
    expect(await pointing("user", "u1")).toEqual(["account/a1", "deal/d1", ...emails, "email/e4"]);
    expect(await pointing("deal", "d2")).toEqual(["email/e1", "email/e5"]);
    const nothing = { kept: [], subjects: [], targets: [], written: [], rows: [], runs: [], tombstones: [] };
    await store.erase("crm", { ...nothing, refs: [{ object: "contact", id: "c1" }] });
    expect(await pointing("contact", "c1")).toEqual([]);
    const left = await store.evidenceOf("crm", { subject: "person", id: "u1" });
    expect(left.map(({ id }) => id)).toEqual(["x4"]);
    await store.close();
    const file = new DatabaseSync(join(folder, `version-${version}-pointing.db`));
    const named = (sql: string): string[] =>
      file
        .prepare(sql)
        .all()
        .map((row) => JSON.stringify(row));
    const rows = [...named("SELECT * FROM relation"), ...named("SELECT * FROM elsewhere")];
    const said = [...rows, ...named("SELECT relations FROM record")];
    file.close();
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter((row) => row.includes('c1"'))).toEqual([]);
  });
});

describe("a store file", () => {
  it("is readable by its owner alone, with its folder and what lies beside it (invariant:X10)", async () => {
    const path = join(folder, "own", "store.db");
    const store = sqliteStore(path);
    await store.saveState("crm", { accountId: "1" });
    expect(modeOf(join(folder, "own"))).toBe("700");
    for (const name of readdirSync(join(folder, "own")))
      expect(modeOf(join(folder, "own", name)), name).toBe("600");
    await store.close();
  });

  it("keeps the mode that somebody gave it", async () => {
    const path = join(folder, "shared.db");
    await sqliteStore(path).close();
    chmodSync(path, 0o640);
    await sqliteStore(path).close();
    expect(modeOf(path)).toBe("640");
  });

  it("is told to be no file when it is a folder (invariant:K4)", () => {
    expect(() => sqliteStore(folder)).toThrow("cannot be opened. Nothing of this step was written");
  });
});

describe("a backup", () => {
  it("is the store as it is at that moment, whole, readable by its owner alone", async () => {
    const store = sqliteStore(join(folder, "live.db"));
    await store.saveState("crm", { accountId: "before" });
    const copy = join(folder, "copy.db");
    await store.backup(copy);
    await store.saveState("crm", { accountId: "after" });
    expect(modeOf(copy)).toBe("600");
    const opened = sqliteStore(copy);
    expect((await opened.state("crm")).accountId).toBe("before");
    expect((await store.state("crm")).accountId).toBe("after");
    await opened.close();
    await store.close();
  });

  it("never takes the place of a file, and leaves nothing half done behind", async () => {
    const store = sqliteStore(join(folder, "live-too.db"));
    const taken = join(folder, "taken.db");
    writeFileSync(taken, "mine");
    await expect(store.backup(taken)).rejects.toMatchObject({ code: "invalid-options" });
    expect(readFileSync(taken, "utf8")).toBe("mine");
    await expect(store.backup(join(folder, "nowhere", "copy.db"))).rejects.toMatchObject({
      code: "store-unavailable",
    });
    expect(readdirSync(folder).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
    await store.close();
  });
});

describe("what SQLite says", () => {
  it.each([
    [5, "store-locked"],
    [261, "store-locked"],
    [8, "store-unavailable"],
    [10, "store-unavailable"],
    [1_546, "store-unavailable"],
    [11, "store-corrupt"],
    [13, "store-unavailable"],
    [14, "store-unavailable"],
    [26, "store-corrupt"],
  ])("as code %i becomes %s, in four sentences (invariant:K4)", (errcode, code) => {
    const fail = (): never => {
      throw Object.assign(new Error("as SQLite puts it"), { errcode });
    };
    const thrown = (() => {
      try {
        return explainFailure("/store.db", fail);
      } catch (error) {
        return error as Error;
      }
    })();
    expect(thrown).toMatchObject({ code });
    expect(thrown.message.split(". ").length).toBeGreaterThanOrEqual(4);
  });

  it("about a mistake of ours is thrown as it is", () => {
    const mistake = Object.assign(new Error("no such column"), { errcode: 1 });
    expect(() =>
      explainFailure("/store.db", () => {
        throw mistake;
      }),
    ).toThrow(mistake);
  });
});
