const forbiddenNames = ["utils", "util", "helpers", "helper", "types", "common", "shared", "misc", "manager"];

/** Holds kebab-case, and names that say what is inside. */
export function checkFileNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.replace(/^packages\/[^/]+\/src\//, "").split("/");
    return parts.flatMap((part) =>
      nameFaults(part.replace(/(\.test|\.test-d|\.d|\.config)?\.tsx?$/, "")).map(
        (fault) => `${path} ${fault}`,
      ),
    );
  });
}

function nameFaults(name: string): string[] {
  const words = name.split("-");
  if (forbiddenNames.some((forbidden) => words.includes(forbidden)))
    return [`is named "${name}", which says nothing`];
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`is not kebab-case ("${name}")`];
}
