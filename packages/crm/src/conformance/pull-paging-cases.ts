import { check, checkSame } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { cursorOf, drain, pages, recordsById } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { createDeals, twoPagesAndOne } from "./sample-records.ts";

/** What paging owes: no record lost between two pages, whatever happens there (`invariant:D1`, `invariant:D2`). */
export const pullPagingCases: readonly ConformanceCase[] = [
  {
    name: "ties-at-a-page-boundary-lose-nothing",
    async run(harness) {
      const ids = await createDeals(harness, twoPagesAndOne(harness));
      const { changes } = await drain(harness, "deal");
      checkSame(recordsById(changes).keys(), ids, "deals of one instant");
    },
  },
  { name: "going-on-after-any-page-loses-nothing", run: (harness) => resumeAnywhere(harness, 1000) },
  { name: "going-on-within-ties-loses-nothing", run: (harness) => resumeAnywhere(harness, 0) },
  {
    name: "records-changed-in-another-order-than-made-lose-nothing",
    async run(harness) {
      const ids = await createDeals(harness, twoPagesAndOne(harness), 1000);
      for (const id of ids.filter((_, index) => index % 2 === 0).reverse()) {
        harness.backend.advanceClock(1000);
        await harness.backend.edit("deal", id, { name: "Edited in reverse" });
      }
      await checkResumable(harness, ids);
    },
  },
  { name: "edits-between-pages-are-not-lost", run: (harness) => editBetweenPages(harness, 1000) },
  { name: "edits-in-the-same-instant-are-not-lost", run: (harness) => editBetweenPages(harness, 0) },
  {
    name: "edits-right-after-catching-up-are-not-lost",
    async run(harness) {
      const [id] = await createDeals(harness, 2);
      const { cursor } = await drain(harness, "deal");
      await harness.backend.edit("deal", String(id), { name: "Renamed at once" });
      const { changes } = await drain(harness, "deal", cursor);
      checkNames(recordsById(changes), new Map([[String(id), "Renamed at once"]]));
    },
  },
];

async function resumeAnywhere(harness: ConformanceHarness, stepMs: number): Promise<void> {
  await checkResumable(harness, await createDeals(harness, twoPagesAndOne(harness), stepMs));
}

async function checkResumable(harness: ConformanceHarness, ids: readonly string[]): Promise<void> {
  const all = await pages(harness, { type: "changes", object: "deal" });
  for (let stop = 1; stop <= all.length; stop += 1) {
    const first = await pages(harness, { type: "changes", object: "deal" }, stop);
    const rest = await drain(harness, "deal", cursorOf(first.at(-1)));
    const seen = recordsById([...first.flatMap((page) => page.changes), ...rest.changes]);
    checkSame(seen.keys(), ids, `deals after stopping at page ${stop} and going on`);
  }
}

/**
 * Between the first page and the rest: one deal already read is edited, one not yet read too, and
 * one is made. Later time passes and another comes, so that the cursor moves well beyond.
 */
async function editBetweenPages(harness: ConformanceHarness, stepMs: number): Promise<void> {
  const { backend, adapter } = harness;
  const ids = await createDeals(harness, twoPagesAndOne(harness), stepMs);
  const expected = new Map(ids.map((id, index) => [id, `Deal ${index + 1}`]));
  const changes = [];
  let cursor: string | null = null;
  let isFirst = true;
  for await (const page of adapter.pull({ type: "changes", object: "deal" })) {
    changes.push(...page.changes);
    cursor = page.cursor;
    if (!isFirst) continue;
    isFirst = false;
    const read = [...recordsById(page.changes).keys()];
    const unread = ids.find((id) => !read.includes(id));
    for (const id of [read[0], unread]) {
      if (id === undefined) continue;
      await backend.edit("deal", id, { name: "Edited meanwhile" });
      expected.set(id, "Edited meanwhile");
    }
    expected.set(await backend.create("deal", { name: "Made meanwhile" }), "Made meanwhile");
    backend.advanceClock(1000);
    expected.set(await backend.create("deal", { name: "Made later" }), "Made later");
  }
  check(cursor !== null, "the last page must carry a cursor");
  changes.push(...(await drain(harness, "deal", cursor)).changes);
  checkNames(recordsById(changes), expected);
}

function checkNames(records: ReturnType<typeof recordsById>, expected: ReadonlyMap<string, string>): void {
  const seen = [...records.values()].map((record) => `${record.id} ${nameOf(record)}`);
  const wanted = [...expected].map(([id, name]) => `${id} ${name}`);
  checkSame(
    seen.filter((line) => expected.has(line.split(" ")[0] ?? "")),
    wanted,
    "deals as last read",
  );
}

function nameOf(record: { readonly object: string; readonly name?: string | null }): string {
  return record.name ?? "";
}
