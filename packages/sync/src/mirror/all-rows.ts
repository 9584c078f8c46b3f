import type { MirrorContext } from "./mirror-context.ts";
import type { MirrorKind, MirrorRows } from "./mirror-rows.ts";

const pageSize = 500;

/** Every row of one kind in id order, a page at a time. */
export async function* allRows<Kind extends MirrorKind>(
  { store, config }: Pick<MirrorContext, "store" | "config">,
  kind: Kind,
): AsyncGenerator<MirrorRows[Kind]> {
  let after: string | null = null;
  for (;;) {
    const page: MirrorRows[Kind][] = await store.rows(config.name, kind, { after, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.id ?? null;
  }
}

/** The same as one list. */
export async function listRows<Kind extends MirrorKind>(
  context: Pick<MirrorContext, "store" | "config">,
  kind: Kind,
): Promise<MirrorRows[Kind][]> {
  const rows: MirrorRows[Kind][] = [];
  for await (const row of allRows(context, kind)) rows.push(row);
  return rows;
}
