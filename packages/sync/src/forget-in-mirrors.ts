import { mentions, type Words } from "./mentions.ts";
import type { MirrorKind, MirrorRows } from "./mirror/mirror-rows.ts";
import type { MirrorPut, MirrorRemoval, MirrorStore } from "./mirror/mirror-store.ts";

/** Kinds of rows that hold texts of deals: values, questions about them, and names. */
const quoting = [
  "base",
  "intent",
  "conflict",
  "parked",
  "wanted",
  "writing",
  "candidate",
  "proposal",
  "notice",
] as const satisfies readonly MirrorKind[];

const pageSize = 500;

/**
 * Takes every row of a store's mirrors away that holds one of the words, and marks its link, which is then decided
 * anew from what both CRMs hold: where an agreement went, differences wait for a person (`invariant:S14`). Returns how
 * many went. Their bytes go when the store is erased after it.
 */
export async function forgetInMirrors(mirrors: MirrorStore, words: Words, at: string): Promise<number> {
  let gone = 0;
  for (const mirror of await mirrors.names())
    for (const kind of quoting) gone += await forgetKind(mirrors, mirror, kind, words, at);
  return gone;
}

async function forgetKind(
  mirrors: MirrorStore,
  mirror: string,
  kind: (typeof quoting)[number],
  words: Words,
  at: string,
): Promise<number> {
  let gone = 0;
  for (let after: string | null = null; ; ) {
    const page: MirrorRows[typeof kind][] = await mirrors.rows(mirror, kind, { after, limit: pageSize });
    const found = page.filter((row) => mentions(row, words));
    if (found.length > 0) {
      const remove = found.map(({ id }): MirrorRemoval => ({ kind, id }));
      const links = new Set(found.flatMap((row) => (kind === "candidate" ? [] : (row.group ?? []))));
      const put = [...links].map(
        (id): MirrorPut => ({ kind: "dirty", row: { id, group: null, since: at, mark: `forgotten ${at}` } }),
      );
      await mirrors.commit(mirror, null, { remove, put });
      gone += found.length;
    }
    if (page.length < pageSize) return gone;
    after = page.at(-1)?.id ?? null;
  }
}
