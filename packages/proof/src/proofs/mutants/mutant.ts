/** One rule of the core, broken: `find` stands once in `file` (below `packages/core/src`) and becomes `replace`. */
export interface Mutant {
  /** Kebab-case and unique: what is broken. */
  readonly id: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The source with the rule broken; throws when the place is not found exactly once, so that no mutant goes stale. */
export function mutated(source: string, { id, file, find, replace }: Mutant): string {
  const places = source.split(find).length - 1;
  if (places !== 1) {
    throw new Error(
      `mutant ${id}: expected its place once in ${file}, found it ${places} times; look at it again`,
    );
  }
  return source.replace(find, () => replace);
}
