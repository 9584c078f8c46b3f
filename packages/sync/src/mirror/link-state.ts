import type { MirrorContext } from "./mirror-context.ts";
import type {
  BaseRow,
  DirtyRow,
  IntentRow,
  LinkRow,
  ParkedRow,
  PauseRow,
  WantedRow,
  WritingRow,
} from "./mirror-rows.ts";

/** Everything stored about one link that a decision needs. */
export interface LinkState {
  readonly link: LinkRow;
  readonly base: readonly BaseRow[];
  readonly parked: readonly ParkedRow[];
  readonly wanted: readonly WantedRow[];
  readonly intents: readonly IntentRow[];
  /** Oldest first. */
  readonly writings: readonly WritingRow[];
}

/** The states of some links; those that do not exist are left out. */
export async function linkStates(
  { store, config: { name } }: Pick<MirrorContext, "store" | "config">,
  ids: readonly string[],
): Promise<LinkState[]> {
  const links = await store.rows(name, "link", { ids });
  const groups = { groups: links.map((link) => link.id) };
  const base = await store.rows(name, "base", groups);
  const parked = await store.rows(name, "parked", groups);
  const wanted = await store.rows(name, "wanted", groups);
  const intents = await store.rows(name, "intent", groups);
  const writings = await store.rows(name, "writing", groups);
  const of = <Row extends { readonly group: string | null }>(rows: readonly Row[]) =>
    Map.groupBy(rows, (row) => row.group);
  const tables = {
    base: of(base),
    parked: of(parked),
    wanted: of(wanted),
    intents: of(intents),
    writings: of(writings),
  };
  return links.map((link) => ({
    link,
    base: tables.base.get(link.id) ?? [],
    parked: tables.parked.get(link.id) ?? [],
    wanted: tables.wanted.get(link.id) ?? [],
    intents: tables.intents.get(link.id) ?? [],
    writings: (tables.writings.get(link.id) ?? []).toSorted((one, other) =>
      one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
    ),
  }));
}

/** What is paused now. */
export interface Pauses {
  readonly mirror: boolean;
  link(linkId: string): boolean;
  field(linkId: string, field: string): boolean;
}

/** Reads what is paused; a handful of rows. */
export async function readPauses({
  store,
  config,
}: Pick<MirrorContext, "store" | "config">): Promise<Pauses> {
  const rows: PauseRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: PauseRow[] = await store.rows(config.name, "pause", { after, limit: 1_000 });
    rows.push(...page);
    if (page.length < 1_000) break;
    after = page.at(-1)?.id ?? null;
  }
  const ids = new Set(rows.map((row) => row.id));
  return {
    mirror: ids.has("mirror"),
    link: (linkId) => ids.has(`link/${linkId}`),
    field: (linkId, field) => ids.has(`field/${field}`) || ids.has(`link/${linkId}/${field}`),
  };
}

/** A dirty mark with the state of its link. */
export interface DirtyLink {
  readonly mark: DirtyRow;
  readonly state: LinkState;
}
