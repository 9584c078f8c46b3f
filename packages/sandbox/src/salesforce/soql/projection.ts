import type { Field } from "../schema/field.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { malformedQuery } from "./query-error.ts";
import { childScope, type ParentStep, resolvePath, type Scope } from "./resolve-path.ts";
import type { Path, Query } from "./syntax.ts";

/** A subquery made out: whose rows, by which lookup, what of them. */
export interface ChildProjection {
  readonly type: "children";
  readonly scope: Scope;
  readonly lookup: Field;
  readonly query: Query;
  readonly projection: Projection;
}

type Entry =
  | { readonly type: "field"; readonly read: (row: Row) => FieldValue }
  | { readonly type: "parent"; readonly step: ParentStep; readonly projection: Projection }
  | ChildProjection;

/** What of a record to show, by the names it is shown under, in the order asked for. */
export interface Projection {
  /** What `attributes.type` says: the object's name, or `Name` behind a polymorphic lookup. */
  readonly type: string;
  readonly entries: Map<string, Entry>;
}

function parentProjection(into: Projection, step: ParentStep): Projection {
  const known = into.entries.get(step.relationship);
  if (known?.type === "parent") return known.projection;
  const projection: Projection = { type: step.object.name, entries: new Map() };
  into.entries.set(step.relationship, { type: "parent", step, projection });
  return projection;
}

function addField(into: Projection, scope: Scope, path: Path): void {
  const { steps, field, readEnd } = resolvePath(scope, path);
  const target = steps.reduce(parentProjection, into);
  if (target.entries.has(field.name)) throw malformedQuery(`duplicate field selected: ${field.name}`);
  target.entries.set(field.name, { type: "field", read: readEnd });
}

function addChildren(into: Projection, scope: Scope, query: Query): void {
  const child = childScope(scope, query.from);
  const projection = projectionOf(child.scope, query);
  into.entries.set(child.relationship, {
    type: "children",
    scope: child.scope,
    lookup: child.lookup,
    query,
    projection,
  });
}

/** Makes out a select list; throws where Salesforce would refuse it. */
export function projectionOf(scope: Scope, query: Query): Projection {
  const projection: Projection = { type: scope.object.name, entries: new Map() };
  for (const item of query.select) {
    if (item.type === "field") addField(projection, scope, item.path);
    else if (item.type === "subquery") addChildren(projection, scope, item.query);
    else throw malformedQuery("Grouped query fields must be grouped or aggregated");
  }
  return projection;
}

/** How many long custom text fields are asked for: from two on, Salesforce makes pages small. */
export function longTextCount(scope: Scope, projection: Projection): number {
  const fields = [...projection.entries.keys()].map((name) =>
    scope.org.schema.field(scope.object.name, name),
  );
  return fields.filter((field) => field?.custom && field.type === "textarea" && field.length > 255).length;
}
