/** Which things belong to which owner, such as deals to an account; each thing to one owner at most. */
export interface Belonging {
  /** Gives a thing to an owner, taking it from the former one; `undefined` leaves it without. */
  give(id: string, ownerId: string | undefined): void;
  of(ownerId: string): Iterable<string>;
}

/** Nothing belongs to anybody yet. */
export function belonging(): Belonging {
  const owners = new Map<string, string>();
  const belongings = new Map<string, Set<string>>();
  return {
    give(id, ownerId) {
      const former = owners.get(id);
      if (former !== undefined) belongings.get(former)?.delete(id);
      owners.delete(id);
      if (ownerId === undefined) return;
      owners.set(id, ownerId);
      const own = belongings.get(ownerId) ?? new Set();
      belongings.set(ownerId, own.add(id));
    },
    of: (ownerId) => belongings.get(ownerId) ?? [],
  };
}
