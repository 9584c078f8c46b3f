/** What a place in an answer held: kinds of JSON values, `absent` where only some of several siblings had it. */
export type Kind = "text" | "instant" | "number" | "boolean" | "null" | "object" | "array" | "absent";

/** Every place of an answer, such as `body.results[].id`, with the kinds that were seen there. */
export type Shape = ReadonlyMap<string, ReadonlySet<Kind>>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string") return INSTANT.test(value) ? "instant" : "text";
  if (typeof value === "number" || typeof value === "boolean") return typeof value as "number" | "boolean";
  return "object";
}

/** Objects whose keys are data: what lies below is held together under `{}`. */
const MAPS = /\.(propertiesWithHistory|associations)$/;

function noteMap(kinds: Map<string, Set<Kind>>, place: string, maps: readonly object[]): void {
  const values = maps.flatMap((map) => Object.values(map) as unknown[]);
  if (values.length > 0) noteAll(kinds, `${place}.{}`, values);
}

function noteAll(kinds: Map<string, Set<Kind>>, place: string, values: readonly unknown[]): void {
  const seen = kinds.get(place) ?? new Set<Kind>();
  for (const value of values) seen.add(kindOf(value));
  kinds.set(place, seen);
  const items = values.flatMap((value) => (Array.isArray(value) ? value : []));
  if (items.length > 0) noteAll(kinds, `${place}[]`, items);
  const objects = values.filter((value): value is object => kindOf(value) === "object");
  if (MAPS.test(place)) noteMap(kinds, place, objects);
  else noteKeys(kinds, place, objects);
}

function noteKeys(kinds: Map<string, Set<Kind>>, place: string, objects: readonly object[]): void {
  for (const key of new Set(objects.flatMap((value) => Object.keys(value)))) {
    const having = objects.filter((value) => Object.hasOwn(value, key));
    noteAll(
      kinds,
      `${place}.${key}`,
      having.map((value) => Reflect.get(value, key)),
    );
    if (having.length < objects.length) kinds.get(`${place}.${key}`)?.add("absent");
  }
}

/** The shape of one body or of several of a kind: of siblings, also those in a list, the union of their shapes. */
export function shapeOf(...bodies: readonly unknown[]): Shape {
  const kinds = new Map<string, Set<Kind>>();
  noteAll(kinds, "body", bodies);
  return kinds;
}

/** One place in which the sandbox answers otherwise than HubSpot did. */
export interface Difference {
  readonly place: string;
  /** For example `HubSpot only`, `sandbox only` or `number, HubSpot text`. */
  readonly what: string;
}

function parentOf(place: string): string {
  return place.endsWith("[]") ? place.slice(0, -2) : place.slice(0, place.lastIndexOf("."));
}

/** Places of `one` that `other` has not, leaving out what lies below such a place or below an empty list. */
function missingFrom(one: Shape, other: Shape): string[] {
  return [...one.keys()].filter((place) => {
    if (other.has(place) || place === "body") return false;
    return other.has(parentOf(place)) && !place.endsWith("[]");
  });
}

/**
 * Where two answers differ in nesting, kinds, or null against absent. A list that is empty on one side says
 * nothing of its items. A kind of the sandbox's that HubSpot did not show there is a difference; one of HubSpot's
 * that the sandbox did not show is one only where they share none, since one answer shows no more than one state.
 */
export function differencesBetween(recorded: Shape, answered: Shape): Difference[] {
  const only = [
    ...missingFrom(recorded, answered).map((place) => ({ place, what: "HubSpot only" })),
    ...missingFrom(answered, recorded).map((place) => ({ place, what: "sandbox only" })),
  ];
  const kinds = [...answered].flatMap(([place, own]) => {
    const theirs = recorded.get(place);
    if (!theirs) return [];
    const strange = [...own].filter((kind) => kind !== "absent" && !theirs.has(kind));
    if (strange.length === 0) return [];
    return [{ place, what: `${strange.join(" or ")}, HubSpot ${[...theirs].sort().join(" or ")}` }];
  });
  return [...only, ...kinds].sort((a, b) => a.place.localeCompare(b.place));
}
