import type { MirrorKind, MirrorRows } from "./mirror-rows.ts";

/** A right to work on something for a while. A later holder of the same name has a higher `fence`. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly fence: number;
}

/**
 * Who works on what. A lease that ran out may be taken by anybody; the one who held it notices by its
 * own clock before it sends, and by its fence when it stores. Holders count their time from before
 * they asked, so that clocks of machines are never compared.
 */
export interface Leases {
  /** `null` while somebody else holds it. The same owner asking again gets a new fence. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** Holds it for `ttlMs` from now; `false` when somebody else has taken it since. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Nothing happens when somebody else has taken it since. */
  release(lease: Lease): Promise<void>;
  /** Who holds it now; `null` when nobody does. */
  holder(name: string): Promise<string | null>;
}

/** The name of the lease under which a mirror's rows are written. */
export function mirrorLease(mirror: string): string {
  return `mirror/${mirror}`;
}

/** Which rows: by id, by group, or a page of all in id order. Rows come in id order. */
export type RowsWanted =
  | { readonly ids: readonly string[] }
  | { readonly groups: readonly string[] }
  | { readonly after: string | null; readonly limit: number };

/** Puts a row in the place of the one of its kind and id. */
export type MirrorPut = {
  readonly [Kind in MirrorKind]: { readonly kind: Kind; readonly row: MirrorRows[Kind] };
}[MirrorKind];

/** Takes a row away; with `mark` only while it bears that mark. Nothing happens where there is none. */
export interface MirrorRemoval {
  readonly kind: MirrorKind;
  readonly id: string;
  readonly mark?: string;
}

/** A row that has to bear this mark, or with `null` must not be there, or nothing is written. */
export interface MirrorExpectation {
  readonly kind: MirrorKind;
  readonly id: string;
  readonly mark: string | null;
}

/** Changes that happen together or not at all; removals first, then puts, in the order given. */
export interface MirrorCommit {
  readonly expect?: readonly MirrorExpectation[];
  readonly remove?: readonly MirrorRemoval[];
  readonly put?: readonly MirrorPut[];
}

/**
 * What mirrors keep between runs, rows of some kinds under the mirror's name. Every method is one
 * transaction, and a commit that has returned survives the process.
 */
export interface MirrorStore {
  readonly leases: Leases;
  /** The mirrors that keep something here, in order. */
  names(): Promise<string[]>;
  row<Kind extends MirrorKind>(mirror: string, kind: Kind, id: string): Promise<MirrorRows[Kind] | null>;
  rows<Kind extends MirrorKind>(mirror: string, kind: Kind, wanted: RowsWanted): Promise<MirrorRows[Kind][]>;
  count(mirror: string, kind: MirrorKind): Promise<number>;
  /**
   * Writes, and says whether it did: `false` when something expected was not so. `fence` is that of the
   * writer's lease `mirror/NAME` ({@link mirrorLease}); where the lease has a higher one by now, `SyncError`
   * `lease-lost` is thrown and nothing is written. `null` is for what people and webhooks ask for, which may
   * come at any time.
   */
  commit(mirror: string, fence: number | null, changes: MirrorCommit): Promise<boolean>;
}
