import type { ObjectType } from "./object-type.ts";
import type { WriteSource } from "./record.ts";

/** Something that happened to a record, as it happens. */
interface ChangeOf<Type extends string> {
  readonly type: Type;
  readonly object: ObjectType;
  readonly id: number;
  readonly source: WriteSource;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a portal tells whoever listens: the subscriptions of webhooks. */
export type Change =
  | ChangeOf<"creation" | "deletion" | "restore" | "privacyDeletion">
  | (ChangeOf<"propertyChange"> & { readonly name: string; readonly value: string })
  | (ChangeOf<"merge"> & {
      /** The id that was kept, or the new one. */
      readonly primaryId: number;
      readonly mergedIds: readonly number[];
      readonly moved: number;
    })
  | (ChangeOf<"associationChange"> & {
      readonly to: ObjectType;
      readonly toId: number;
      readonly typeId: number;
      readonly primary: boolean;
      readonly removed: boolean;
    });

/** Passes changes on. While nobody listens, nothing is made of them. */
export interface ChangeFeed {
  readonly heard: boolean;
  tell(change: Change): void;
  /** Returns how to stop. */
  listen(listener: (change: Change) => void): () => void;
}

/** A feed without listeners. */
export function changeFeed(): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  return {
    get heard() {
      return listeners.size > 0;
    },
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A feed that nobody ever hears: loading tells of the past, which is no news. */
export const SILENT: ChangeFeed = { heard: false, tell() {}, listen: () => () => {} };
