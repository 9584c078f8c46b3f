/**
 * Reads a value of a vendor's answer as far as it is needed; throws where it is not what it should be. A few lines
 * in place of a schema library, so that a function of a few kilobytes can read answers too; what users hand in is
 * parsed by schemas.
 */
export type Shape<Value> = (value: unknown) => Value;

/** What a {@link Shape} reads. */
export type ShapeOf<Some> = Some extends Shape<infer Value> ? Value : never;

type Members = Readonly<Record<string, Shape<unknown>>>;
type OptionalNames<Some> = {
  [Name in keyof Some]: undefined extends ShapeOf<Some[Name]> ? Name : never;
}[keyof Some];
type RecordOf<Some> = {
  readonly [Name in Exclude<keyof Some, OptionalNames<Some>>]: ShapeOf<Some[Name]>;
} & { readonly [Name in OptionalNames<Some>]?: ShapeOf<Some[Name]> };

/** Where a value is not what it should be, from the outermost name inwards. */
class Misfit extends Error {
  readonly place: readonly string[];

  constructor(place: readonly string[] = []) {
    super("not what it should be");
    this.place = place;
  }
}

/** The value as the shape reads it, or the place of the first thing that does not fit, such as `results.0.id`. */
export function readShape<Value>(
  shape: Shape<Value>,
  value: unknown,
): { readonly fits: true; readonly value: Value } | { readonly fits: false; readonly place: string } {
  try {
    return { fits: true, value: shape(value) };
  } catch (error) {
    if (error instanceof Misfit) return { fits: false, place: error.place.join(".") };
    throw error;
  }
}

/** Text, the empty one too. */
export const asText = ofType<string>("string");
/** A number. */
export const asNumber = ofType<number>("number");
/** `true` or `false`. */
export const asFlag = ofType<boolean>("boolean");
/** Anything, not looked into. */
export const asAnything: Shape<unknown> = (value) => value;

/** Text in which the pattern is found. */
export function asTextLike(pattern: RegExp): Shape<string> {
  return (value) => (pattern.test(asText(value)) ? asText(value) : misfit());
}

/** A list whose entries are not looked into: what is wrong with one concerns that one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : misfit();
}

/** A list whose every entry fits. */
export function asListOf<Value>(entry: Shape<Value>): Shape<Value[]> {
  return (value) => asList(value).map((each, index) => at(String(index), () => entry(each)));
}

/** An object with these members; others are left out. */
export function asRecord<const Some extends Members>(members: Some): Shape<RecordOf<Some>> {
  const entries = Object.entries(members);
  return (value) => {
    const given = objectOf(value);
    const read: Record<string, unknown> = {};
    for (const [name, shape] of entries) {
      const found = at(name, () => shape(given[name]));
      if (found !== undefined) read[name] = found;
    }
    return read as RecordOf<Some>;
  };
}

/** An object whose every member fits, whatever its name. */
export function asRecordOf<Value>(member: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return (value) =>
    Object.fromEntries(
      Object.entries(objectOf(value)).map(([name, each]) => [name, at(name, () => member(each))]),
    );
}

/** As the shape says, or absent. */
export function asOptional<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (value) => (value === undefined ? undefined : shape(value));
}

/** As the shape says, or `null`. */
export function asNullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (value) => (value === null ? null : shape(value));
}

/** As one shape says or as another. */
export function asEither<One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One | Other> {
  return (value) => {
    const read = readShape(one, value);
    return read.fits ? read.value : other(value);
  };
}

/** As the shape says; where it does not fit, the value given here, as if nothing had been said. */
export function asLenient<Value>(shape: Shape<Value>, fallback: NoInfer<Value>): Shape<Value> {
  return (value) => {
    const read = readShape(shape, value);
    return read.fits ? read.value : fallback;
  };
}

function ofType<Value>(type: string): Shape<Value> {
  return (value) => (typeof value === type ? (value as Value) : misfit());
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : misfit();
}

function at<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof Misfit ? new Misfit([name, ...error.place]) : error;
  }
}

function misfit(): never {
  throw new Misfit();
}
