import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "@headway/core";
import type { CrmRecord } from "@headway/crm";
import { afterAll, describe, expect, it } from "vitest";
import type { PageCommit } from "../store.ts";
import { openDatabase } from "./database.ts";
import { noteElsewhere } from "./elsewhere-rows.ts";
import { type SqliteStore, sqliteStore } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "headway-elsewhere-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = "2026-03-01T10:00:00.000Z";

/** An e-mail with a reply of a contact about a deal: the evidence lies with the deal. */
function email(id: string): PageCommit["upserts"][number] {
  const record = { object: "email", id, createdAt: at, modifiedAt: at, links: {}, fields: {} };
  const text = { status: "known", value: "" };
  const reply: Evidence = {
    id: `reply-${id}`,
    occurredAt: at,
    recordedAt: at,
    situation: "opportunity",
    kind: "buyer-reply",
    actorSide: "buyer",
    grade: 1,
    polarity: 0,
    dealId: "d1",
    personId: "u1",
    source: { crm: "crm", object: "email", id },
    rule: { id: "reply", version: "1" },
  };
  return {
    record: { ...record, text, subject: null, ownerId: null } as unknown as CrmRecord,
    evidence: [reply],
  };
}

function page(id: string): PageCommit {
  return { object: "email", cursor: null, upserts: [email(id)], removals: [], merges: [], unreadable: [] };
}

const nothing = { kept: [], subjects: [], targets: [], written: [], rows: [], runs: [], tombstones: [] };

async function idsOf(store: SqliteStore): Promise<string[]> {
  const found = await store.evidenceOf("crm", { subject: "person", id: "u1" });
  return found.map(({ id }) => id);
}

describe("where evidence lies", () => {
  it("is noted anew where the deal it lies with is erased after another deal of the same record (invariant:K8)", async () => {
    const store = sqliteStore(join(folder, "both-deals.db"));
    const links = { deal: { status: "known", value: ["d2"] } };
    const [upsert] = page("e1").upserts;
    if (upsert === undefined) throw new Error("a page without its e-mail");
    const record = { ...upsert.record, links } as unknown as CrmRecord;
    await store.commitPage("crm", { ...page("e1"), upserts: [{ ...upsert, record }] });
    await store.erase("crm", {
      ...nothing,
      refs: [
        { object: "deal", id: "d2" },
        { object: "deal", id: "d1" },
      ],
    });
    expect(await idsOf(store)).toEqual(["reply-e1"]);
    await store.close();
  });

  it("is noted anew where another process erased the note", async () => {
    const path = join(folder, "two.db");
    const [one, other] = [sqliteStore(path), sqliteStore(path)];
    await one.commitPage("crm", page("e1"));
    await other.erase("crm", {
      ...nothing,
      refs: [
        { object: "email", id: "e1" },
        { object: "user", id: "u1" },
      ],
    });
    await one.commitPage("crm", page("e2"));
    expect(await idsOf(one)).toEqual(["reply-e2"]);
    await Promise.all([one.close(), other.close()]);
  });

  it("is noted anew where the transaction that noted it was taken back", () => {
    const database = openDatabase(join(folder, "taken-back.db"));
    const note = { subject: { object: "user", id: "u1" }, home: { object: "deal", id: "d1" } } as const;
    const count = () => Number(database.row("SELECT count(*) AS n FROM elsewhere")?.n);
    const failing = () =>
      database.transaction(() => {
        noteElsewhere(database, "crm", [note]);
        throw new Error("taken back");
      });
    expect(failing).toThrow("taken back");
    expect(count()).toBe(0);
    database.transaction(() => noteElsewhere(database, "crm", [note]));
    database.transaction(() => noteElsewhere(database, "crm", [note]));
    expect(count()).toBe(1);
    database.close();
  });
});
