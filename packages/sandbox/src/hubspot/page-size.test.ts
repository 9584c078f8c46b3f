import { expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const DEALS = "/crm/objects/2026-09/deals";
const SHORT = { shortPages: { seed: 5, share: 0.7 } };

/** A portal whose ids have gaps: every other deal is archived. */
function portalWithGaps() {
  const portal = testPortal(SHORT);
  const ids = Array.from({ length: 60 }, () => portal.sandbox.create("deals", { properties: {} }).id);
  for (const id of ids.filter((_, index) => index % 2 === 1)) portal.sandbox.archive("deals", id);
  return { ...portal, ids: ids.filter((_, index) => index % 2 === 0) };
}

type Page = { results?: unknown; paging?: { next?: { after?: unknown } } };

async function readAll(read: (after: string) => Promise<{ body: Page }>) {
  const lengths: number[] = [];
  const seen: string[] = [];
  const cursors: string[] = [];
  for (let after = "0"; after !== ""; ) {
    cursors.push(after);
    const { body } = await read(after);
    const rows = Array.isArray(body.results) ? body.results : [];
    lengths.push(rows.length);
    seen.push(...rows.map((row: { id: string }) => row.id));
    after = String(body.paging?.next?.after ?? "");
  }
  return { lengths, seen, cursors };
}

test("short and empty pages of a list lead on, to every record once (D3)", async () => {
  const { get, ids } = portalWithGaps();
  const { lengths, seen, cursors } = await readAll((after) => get(`${DEALS}?limit=3&after=${after}`));
  expect(seen).toEqual(ids);
  expect(new Set(cursors).size).toBe(cursors.length);
  expect(Math.min(...lengths)).toBe(0);
  expect(lengths.filter((length) => length < 3).length).toBeGreaterThan(4);
});

test("short pages of a search lead on too, and are never empty", async () => {
  const { post, ids } = portalWithGaps();
  const sorts = ["hs_object_id"];
  const { lengths, seen } = await readAll((after) => post(`${DEALS}/search`, { limit: 5, after, sorts }));
  expect(seen).toEqual(ids);
  expect(Math.min(...lengths)).toBeGreaterThan(0);
  expect(lengths.filter((length) => length < 5).length).toBeGreaterThan(2);
});
