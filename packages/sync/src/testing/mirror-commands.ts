import fc from "fast-check";
import type { MirrorKind } from "../mirror/mirror-rows.ts";
import type { MirrorCommit } from "../mirror/mirror-store.ts";
import { text } from "./model-records.ts";

/** The kinds of rows that the model writes. */
export const mirrorModelKinds: readonly MirrorKind[] = ["dirty", "link", "notice"];

const kind = fc.constantFrom(...mirrorModelKinds);
const id = fc.constantFrom("m1", "m2", "m3", "m4");
const mark = fc.constantFrom("1", "2");

const row = fc.record(
  { id, group: fc.constantFrom("g1", "g2", null), mark, text },
  { requiredKeys: ["id", "group", "text"] },
);

/** Any changes to the rows of a mirror. */
export const mirrorCommit = fc.record(
  {
    expect: fc.array(fc.record({ kind, id, mark: fc.option(mark) }), { maxLength: 1 }),
    remove: fc.array(fc.record({ kind, id, mark }, { requiredKeys: ["kind", "id"] }), { maxLength: 2 }),
    put: fc.array(fc.record({ kind, row }), { maxLength: 4 }),
  },
  { requiredKeys: [] },
) as unknown as fc.Arbitrary<MirrorCommit>;
