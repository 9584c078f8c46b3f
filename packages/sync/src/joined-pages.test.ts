import { type Change, type ChangePage, type DealRecord, known } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { joinedPages } from "./joined-pages.ts";

const at = "2026-03-01T10:00:00.000Z";

function upserted(id: string): Change {
  const record: DealRecord = {
    object: "deal",
    id,
    createdAt: at,
    modifiedAt: at,
    links: {},
    fields: {},
    name: id,
    pipelineId: null,
    stageId: null,
    amount: null,
    closeDate: null,
    ownerId: null,
    nextStep: null,
    stageHistory: known([]),
  };
  return { type: "upserted", record };
}

const deleted = (id: string): Change => ({ type: "deleted", ref: { object: "deal", id }, at: null });

function page(cursor: string, changes: readonly Change[], caughtUp = false): ChangePage {
  return { object: "deal", cursor, changes, caughtUp };
}

async function* from(pages: readonly ChangePage[], failure?: Error): AsyncGenerator<ChangePage> {
  yield* pages;
  if (failure !== undefined) throw failure;
}

function idsOf({ changes }: ChangePage): string[] {
  return changes.map((change) => (change.type === "upserted" ? change.record.id : `${change.type}`));
}

async function joined(pages: readonly ChangePage[], size: number, isUrgent = false, failure?: Error) {
  const found: { cursor: string | null; ids: string[] }[] = [];
  for await (const one of joinedPages(from(pages, failure), { size, isUrgent: () => isUrgent }))
    found.push({ cursor: one.cursor, ids: idsOf(one) });
  return found;
}

const three = [page("1", [upserted("a")]), page("2", [upserted("b")]), page("3", [upserted("c")], true)];

describe("joined pages", () => {
  it("invariant:D4 carry the cursor of the last page they hold", async () => {
    expect(await joined(three, 2)).toEqual([
      { cursor: "2", ids: ["a", "b"] },
      { cursor: "3", ids: ["c"] },
    ]);
  });

  it("are not joined while the run must end", async () => {
    expect(await joined(three, 10, true)).toHaveLength(3);
  });

  it("keep the order of what happened: a page with a deletion stands alone", async () => {
    const pages = [three[0] ?? page("", []), page("2", [deleted("a")]), page("3", [upserted("a")], true)];
    expect(await joined(pages, 10)).toEqual([
      { cursor: "1", ids: ["a"] },
      { cursor: "2", ids: ["deleted"] },
      { cursor: "3", ids: ["a"] },
    ]);
  });

  it("are not joined where a record comes twice, so that its first sighting is stored before its second is looked at", async () => {
    const pages = [page("1", [upserted("a")]), page("2", [upserted("b"), upserted("a")], true)];
    expect(await joined(pages, 10)).toEqual([
      { cursor: "1", ids: ["a"] },
      { cursor: "2", ids: ["b", "a"] },
    ]);
  });

  it("hand on what came before a failure", async () => {
    const found: string[] = [];
    const reading = (async () => {
      for await (const one of joinedPages(from(three.slice(0, 2), new Error("gone")), {
        size: 10,
        isUrgent: () => false,
      }))
        found.push(...idsOf(one));
    })();
    await expect(reading).rejects.toThrow("gone");
    expect(found).toEqual(["a", "b"]);
  });

  it("end with the empty last page, so that a reader knows it is caught up", async () => {
    expect(await joined([page("1", [upserted("a")]), page("2", [], true)], 10)).toEqual([
      { cursor: "2", ids: ["a"] },
    ]);
  });
});
