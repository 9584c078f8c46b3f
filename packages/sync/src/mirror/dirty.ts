import type { MirrorContext } from "./mirror-context.ts";
import type { DirtyRow } from "./mirror-rows.ts";

/** Marks a link to be looked at; a look that began before does not take this mark away. */
export function dirtyRow({ config, now }: Pick<MirrorContext, "config" | "now">, linkId: string): DirtyRow {
  return { id: linkId, group: null, since: now(), mark: config.ids() };
}
