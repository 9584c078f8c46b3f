import type { Ports } from "@headway/crm/http";
import type { ObjectDescribe } from "./vendor-answers.ts";

/** What these credentials see of one object, and Salesforce's clock when it said so. */
export interface Described {
  readonly describe: ObjectDescribe;
  readonly serverAt: string | null;
}

/** Descriptions that a describe of the whole org brought along, for the first reading of each object after it. */
export interface KeptDescribes {
  keep(sobject: string, described: Described): void;
  /** The description kept, for at most ten minutes and once: what is read later asks anew (`invariant:W5`). */
  take(object: string, sobject: string): Described | undefined;
  /** Forgets all: fields were made or removed. */
  clear(): void;
}

const keptMs = 600_000;

/** Nothing kept yet. */
export function keptDescribes({ now }: Ports): KeptDescribes {
  const kept = new Map<string, Described & { readonly at: number; readonly taken: Set<string> }>();
  return {
    keep: (sobject, described) => void kept.set(sobject, { ...described, at: now(), taken: new Set() }),
    take(object, sobject) {
      const found = kept.get(sobject);
      // A clock set back must not make a description last for ever.
      const isFresh = found !== undefined && Math.abs(now() - found.at) < keptMs && !found.taken.has(object);
      if (!isFresh) return undefined;
      found.taken.add(object);
      return found;
    },
    clear: () => kept.clear(),
  };
}
