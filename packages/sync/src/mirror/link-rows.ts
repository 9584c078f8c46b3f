import { dirtyRow } from "./dirty.ts";
import { bothSides, type MirrorContext } from "./mirror-context.ts";
import type { BaseRow, LinkRow, MirrorKind, ParkedRow, Side } from "./mirror-rows.ts";
import type { MirrorCommit, MirrorRemoval } from "./mirror-store.ts";

type Stamps = Pick<MirrorContext, "config" | "now">;

/** The id of the link of two deals. */
export function linkIdOf(ends: { readonly [S in Side]: string }): string {
  return `${ends.left}~${ends.right}`;
}

/** Links two deals that belong to no link yet; refused by the store where one does. */
export function linkCommit(
  stamps: Stamps,
  ends: { readonly [S in Side]: string },
  reason: string,
): MirrorCommit {
  const id = linkIdOf(ends);
  const link: LinkRow = {
    id,
    group: null,
    ...ends,
    status: "active",
    reason,
    at: stamps.now(),
    failures: 0,
    mark: stamps.config.ids(),
  };
  return {
    expect: bothSides.map((side) => ({ kind: "end", id: endId(side, ends[side]), mark: null })),
    remove: bothSides.flatMap((side) =>
      (["candidate", "fresh", "key"] as const).map((kind) => ({ kind, id: endId(side, ends[side]) })),
    ),
    put: [
      { kind: "link", row: link },
      ...bothSides.map((side) => ({
        kind: "end" as const,
        row: { id: endId(side, ends[side]), group: null, linkId: id },
      })),
      { kind: "dirty", row: dirtyRow(stamps, id) },
    ],
  };
}

/** A record as rows name it: `left/123`. */
export function endId(side: Side, recordId: string): string {
  return `${side}/${recordId}`;
}

/** What is forgotten of a link when it ends or gets another end: everything but its conflicts. */
export interface LinkParts {
  readonly base: readonly BaseRow[];
  readonly parked: readonly ParkedRow[];
  readonly wanted: readonly { readonly id: string }[];
  readonly intents: readonly { readonly id: string }[];
}

/** Takes those parts away. */
export function removeParts({ base, parked, wanted, intents }: LinkParts): MirrorRemoval[] {
  const all: [MirrorKind, readonly { readonly id: string }[]][] = [
    ["base", base],
    ["parked", parked],
    ["wanted", wanted],
    ["intent", intents],
  ];
  return all.flatMap(([kind, rows]) => rows.map(({ id }) => ({ kind, id })));
}

/** Ends a link without touching either deal. Both stay free to be linked again. */
export function unlinkCommit(stamps: Stamps, link: LinkRow, parts: LinkParts, reason: string): MirrorCommit {
  const mark = stamps.config.ids();
  return {
    expect: [{ kind: "link", id: link.id, mark: link.mark }],
    remove: [
      ...removeParts(parts),
      ...bothSides.map((side) => ({ kind: "end" as const, id: endId(side, link[side]) })),
      { kind: "dirty", id: link.id },
    ],
    put: [
      { kind: "link", row: { ...link, status: "unlinked", reason, at: stamps.now(), mark } },
      {
        kind: "notice",
        row: {
          id: `unlinked/${link.id}`,
          group: link.id,
          linkId: link.id,
          code: "unlinked",
          text: reason,
          at: stamps.now(),
        },
      },
    ],
  };
}
