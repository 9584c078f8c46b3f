/** Files only one adapter has, and why the other has no use for them. */
export interface AdapterDifferences {
  readonly [adapter: string]: Readonly<Record<string, string>>;
}

/** Both adapters hold the same file names, so that whoever learnt one knows the other; differences are listed with reasons. */
export function checkAdapterFiles(
  files: Readonly<Record<string, readonly string[]>>,
  differences: AdapterDifferences,
): string[] {
  return Object.keys(files).flatMap((adapter) => {
    const own = new Set(files[adapter]);
    const elsewhere = new Set(
      Object.entries(files)
        .filter(([other]) => other !== adapter)
        .flatMap(([, names]) => names),
    );
    const listed = differences[adapter] ?? {};
    const odd = [...own].filter((name) => !elsewhere.has(name) && !(name in listed));
    const stale = Object.keys(listed).filter((name) => !own.has(name) || elsewhere.has(name));
    return [
      ...odd.map(
        (name) =>
          `${adapter}/src/${name} has no counterpart in the other adapter and is not listed as a difference`,
      ),
      ...stale.map((name) => `${adapter}/src/${name} is listed as a difference and is none`),
    ];
  });
}
