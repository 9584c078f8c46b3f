const marks = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';

/** The same JSON with what pollutes prototypes in every object of it. */
export function poisoned(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(poisoned).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value).flatMap(([name, part]) =>
    part === undefined ? [] : [`${JSON.stringify(name)}:${poisoned(part)}`],
  );
  return `{${[marks, ...parts].join(",")}}`;
}

const prototypes = { Object, Array, Function, String, Number, Boolean, Map, Set, Error, Promise, RegExp };

/** What every prototype has of its own, as long as nothing was added to one. */
export function prototypeNames(): string {
  const names = Object.entries(prototypes).map(([name, { prototype }]) => [
    name,
    Object.getOwnPropertyNames(prototype).length,
    Object.getOwnPropertySymbols(prototype).length,
  ]);
  return JSON.stringify([names, "polluted" in {}]);
}

/** Where in a result an object has a prototype that came with the data; `undefined` where none has. */
export function pollutedPlace(
  value: unknown,
  place = "result",
  seen = new Set<unknown>(),
): string | undefined {
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype === "object" && prototype !== null && Object.hasOwn(prototype, "polluted"))
    return place;
  const parts = value instanceof Map ? [...value] : Object.entries(value);
  for (const [name, part] of parts) {
    const found = pollutedPlace(part, `${place}.${String(name)}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
