/** A place at which two policies differ. */
export interface PolicyChange {
  /** Such as `stall.quantile` or `evidenceRules[pilot-agreed]`. */
  readonly path: string;
  /** JSON values; `undefined` where one of them has nothing there. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Where `after` differs from `before`, path by path, in the order of the paths. Lists of rules are compared by id, so
 * that a rule put in front is one change, and a changed order of the same rules is one more.
 */
export function policyChanges(before: unknown, after: unknown): PolicyChange[] {
  return changesAt("", before, after).sort((left, right) => (left.path < right.path ? -1 : 1));
}

function changesAt(path: string, before: unknown, after: unknown): PolicyChange[] {
  if (isSame(before, after)) return [];
  if (isNamedList(before) && isNamedList(after)) return listChanges(path, before, after);
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesAt(path === "" ? key : `${path}.${key}`, before[key], after[key]));
}

interface Named {
  readonly id: string;
}

function listChanges(path: string, before: readonly Named[], after: readonly Named[]): PolicyChange[] {
  const byId = (list: readonly Named[]) => new Map(list.map((one) => [one.id, one]));
  const [former, later] = [byId(before), byId(after)];
  const changes = [...new Set([...former.keys(), ...later.keys()])].flatMap((id) => {
    const [one, other] = [former.get(id), later.get(id)];
    return isSame(one, other) ? [] : [{ path: `${path}[${id}]`, before: one, after: other }];
  });
  const kept = (list: readonly Named[], other: ReadonlyMap<string, Named>) =>
    list.map(({ id }) => id).filter((id) => other.has(id));
  const [order, newOrder] = [kept(before, later), kept(after, former)];
  if (order.join("\n") === newOrder.join("\n")) return changes;
  return [...changes, { path: `${path} (order)`, before: order, after: newOrder }];
}

/** Alike whatever the order of keys; an absent key is an undefined one. */
function isSame(one: unknown, other: unknown): boolean {
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => isSame(one[key], other[key]));
  }
  if (!Array.isArray(one) || !Array.isArray(other)) return Object.is(one, other);
  return one.length === other.length && one.every((item, k) => isSame(item, other[k]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && typeof one.id === "string");
}
