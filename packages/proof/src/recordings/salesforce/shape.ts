/** What a value is, nested: kinds of plain values by the path at which they stand. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function enter(shape: Map<string, Set<string>>, path: string, value: unknown): void {
  const kinds = shape.get(path) ?? new Set<string>();
  shape.set(path, kinds.add(kindOf(value)));
  if (Array.isArray(value)) for (const each of value) enter(shape, `${path}[]`, each);
  else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      enter(shape, path === "" ? name : `${path}.${name}`, part);
    }
  }
}

/** The shape of a JSON body. All elements of a list stand at one path. */
export function shapeOf(body: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  enter(shape, "", body);
  return shape;
}

/** The tags of an XML text as a shape, prefixes left out. */
export function xmlShape(xml: string): Shape {
  const shape = new Map<string, Set<string>>();
  const open: string[] = [];
  for (const [tag, closing, name = "", rest = ""] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)([^>]*)>/g)) {
    if (closing) open.pop();
    else {
      open.push(name.replace(/^.*:/, ""));
      shape.set(open.join("."), new Set(["tag"]));
      if (rest.endsWith("/") || tag.endsWith("/>")) open.pop();
    }
  }
  return shape;
}

/** How much of a comparison counts. */
export interface ComparisonOptions {
  /** The recording is of an old version, so what only the sandbox has was added since. */
  readonly isOld?: boolean;
  /** Paths whose parts are data of the org, not of the API. */
  readonly data?: RegExp;
}

function meet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const plain = (kinds: ReadonlySet<string>) => [...kinds].filter((kind) => kind !== "null");
  const [mine, theirs] = [plain(left), plain(right)];
  return mine.length === 0 || theirs.length === 0 || mine.some((kind) => right.has(kind));
}

/** A part is told only where its parent is on both sides, so that one difference is one line. */
function isTop(path: string, other: Shape): boolean {
  const parent = path.replace(/(\[\]|\.?[^.[\]]+)$/, "");
  return parent === "" || other.has(parent);
}

/** What differs between a recorded shape and the sandbox's, as sentences; null is any kind. */
export function differences(recorded: Shape, sandbox: Shape, options: ComparisonOptions = {}): string[] {
  const counts = (path: string): boolean => !options.data?.test(path);
  const found: string[] = [];
  for (const [path, kinds] of recorded) {
    if (!counts(path)) continue;
    const own = sandbox.get(path);
    if (own === undefined) {
      if (isTop(path, sandbox)) found.push(`\`${path}\` is not in the sandbox`);
    } else if (!meet(kinds, own)) {
      found.push(`\`${path}\` is ${[...kinds].join("/")}, in the sandbox ${[...own].join("/")}`);
    }
  }
  if (options.isOld) return found;
  for (const path of sandbox.keys()) {
    if (counts(path) && !recorded.has(path) && isTop(path, recorded)) {
      found.push(`\`${path}\` is only in the sandbox`);
    }
  }
  return found;
}
