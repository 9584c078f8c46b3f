import type { Author, Version } from "./ledger.ts";
import type { Side } from "./network.ts";
import { otherSide } from "./plan.ts";
import type { Plain } from "./vocabulary.ts";

/** Where a value comes from: somebody's edit, a flow's, or what was there in the beginning. */
type Origin = string;

/** One value that the engine put in the place of another, with what it can have been copied from. */
export interface Replacement {
  readonly version: Version;
  /** The engine copied or put back a value that somebody had typed or that stood there in the beginning. */
  readonly isKnown: boolean;
  /** Whoever typed the new value, or somebody before them, had seen the old one. */
  readonly wasSeen: boolean;
  /** Who had set the old value; `null` for what was there in the beginning. */
  readonly setBy: Author | null;
  /** Both values were there before anybody did anything. */
  readonly isFirstDifference: boolean;
}

/** The history of one field of one deal. */
export interface FieldStory {
  /** What both sides held in the beginning. */
  readonly begins: Readonly<Record<Side, Plain>>;
  /** Both sides', in the order in which they happened. */
  readonly versions: readonly Version[];
  readonly same: (one: Plain, other: Plain) => boolean;
}

/**
 * Who had seen what: a person who types sees what their side shows, and through the engine's copies what people on
 * the other side had typed. Gives every replacement the engine made.
 */
export function replacements(story: FieldStory): Replacement[] {
  const seen = new Map<Origin, Set<Origin>>();
  const values = new Map<Origin, Plain>();
  for (const side of ["left", "right"] as const) values.set(beginning(story, side), story.begins[side]);
  const origins = new Map<Version, Origin>();
  const found: Replacement[] = [];
  for (const [index, version] of story.versions.entries()) {
    const before = story.versions.slice(0, index);
    const last = before.findLast(({ side }) => side === version.side);
    const replaced = (last && origins.get(last)) ?? beginning(story, version.side);
    if (version.by === "engine") {
      const candidates = candidatesFor(story, before, origins, version);
      const suitable = candidates.find((origin) =>
        hasSeen(story, seen, values, { origin, value: version.from }),
      );
      const chosen = suitable ?? candidates[0];
      origins.set(version, chosen ?? `nowhere ${version.serial}`);
      found.push({
        version,
        isKnown: chosen !== undefined,
        wasSeen: suitable !== undefined,
        setBy: last?.by ?? null,
        isFirstDifference: replaced.startsWith("beginning ") && chosen?.startsWith("beginning ") === true,
      });
    } else {
      const own = `${version.by} ${version.serial}`;
      seen.set(own, new Set([replaced]));
      origins.set(version, own);
      values.set(own, version.to);
    }
    agree(story, before, origins, seen, version);
  }
  return found;
}

/** Where both sides began with the same, there is one beginning, and everybody has seen it. */
function beginning({ begins, same }: FieldStory, side: Side): Origin {
  return same(begins.left, begins.right) ? "beginning" : `beginning ${side}`;
}

/** The origins of values like the one written, the latest first: the other side's, then those of its own side. */
function candidatesFor(
  story: FieldStory,
  before: readonly Version[],
  origins: ReadonlyMap<Version, Origin>,
  version: Version,
): Origin[] {
  return [otherSide(version.side), version.side].flatMap((side) => {
    const alike = before.filter((each) => each.side === side && story.same(each.to, version.to)).reverse();
    const first = story.same(story.begins[side], version.to) ? [beginning(story, side)] : [];
    return [...alike.map((each) => origins.get(each) ?? ""), ...first];
  });
}

/** Where both sides hold the same for a while, whoever looks at one sees the other. */
function agree(
  story: FieldStory,
  before: readonly Version[],
  origins: ReadonlyMap<Version, Origin>,
  seen: Map<Origin, Set<Origin>>,
  version: Version,
): void {
  const across = otherSide(version.side);
  const other = before.findLast(({ side }) => side === across);
  if (!story.same(other?.to ?? story.begins[across], version.to)) return;
  const [one = "", two] = [origins.get(version), (other && origins.get(other)) ?? beginning(story, across)];
  seen.set(one, new Set([...(seen.get(one) ?? []), two]));
  seen.set(two, new Set([...(seen.get(two) ?? []), one]));
}

/** Whether somebody up to an origin saw a value. What counts is the value: one typed twice is the same to whoever reads it. */
function hasSeen(
  { same }: FieldStory,
  seen: ReadonlyMap<Origin, ReadonlySet<Origin>>,
  values: ReadonlyMap<Origin, Plain>,
  { origin, value }: { readonly origin: Origin; readonly value: Plain },
): boolean {
  const looked = new Set<Origin>();
  const waiting = [origin];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (looked.has(at)) continue;
    const held = values.get(at);
    if (held !== undefined && same(held, value)) return true;
    looked.add(at);
    waiting.push(...(seen.get(at) ?? []));
  }
  return false;
}
