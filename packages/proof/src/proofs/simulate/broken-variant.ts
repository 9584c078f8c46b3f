import { mutated } from "../mutants/mutant.ts";

/** One place of a broken variant: `find` stands once in `file` (below `packages`) and becomes `replace`. */
export interface BrokenPlace {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A rule that does not hold any more; some take several places. */
export interface BrokenVariant {
  /** Kebab-case and unique: what is broken. */
  readonly id: string;
  readonly places: readonly BrokenPlace[];
}

/** A source with a variant's places in it broken; throws where one is not found exactly once. */
export function brokenSource(source: string, { id, places }: BrokenVariant, file: string): string {
  return places
    .filter((place) => place.file === file)
    .reduce((text, place) => mutated(text, { id, ...place }), source);
}
