import type {
  ConflictRow,
  LinkRow,
  MirrorKind,
  MirrorRows,
  MirrorStore,
  ParkedRow,
} from "@headway/sync/mirror";

/** What the checker reads from a mirror's store: what it told people. */
export interface MirrorRecords {
  readonly links: readonly LinkRow[];
  readonly conflicts: readonly ConflictRow[];
  readonly parked: readonly ParkedRow[];
}

/** Reads everything a mirror has recorded. */
export async function mirrorRecords(store: MirrorStore, mirror: string): Promise<MirrorRecords> {
  const all = <Kind extends MirrorKind>(kind: Kind): Promise<MirrorRows[Kind][]> =>
    store.rows(mirror, kind, { after: null, limit: 10_000 });
  return { links: await all("link"), conflicts: await all("conflict"), parked: await all("parked") };
}
