import type { Field } from "../schema/field.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { malformedQuery } from "./query-error.ts";
import {
  childScope,
  type ParentStep,
  queryScope,
  resolvePath,
  type Scope,
  visibleField,
} from "./resolve-path.ts";
import type { Path, Query, TypeChoice } from "./syntax.ts";

/** A subquery made out: whose rows, by which lookup, what of them. */
export interface ChildProjection {
  readonly type: "children";
  readonly scope: Scope;
  readonly lookup: Field;
  readonly query: Query;
  readonly projection: Projection;
}

/** The record behind a polymorphic lookup, shown by what object it is of. */
export interface TypedParent {
  readonly type: "typed-parent";
  readonly step: ParentStep;
  readonly byObject: ReadonlyMap<string, Projection>;
  readonly otherwise: Projection | undefined;
}

type Entry =
  | { readonly type: "field"; readonly read: (row: Row) => FieldValue }
  | { readonly type: "parent"; readonly step: ParentStep; readonly projection: Projection }
  | TypedParent
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

function requirePlain(alias: string | undefined): void {
  if (alias !== undefined) throw malformedQuery(`only aggregate expressions use field aliasing: ${alias}`);
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

const fieldKinds = {
  all: () => true,
  standard: (field: Field) => !field.custom,
  custom: (field: Field) => field.custom,
};

/** `FIELDS(…)`: unbounded sets of fields are for small answers only. */
function addAllFields(into: Projection, scope: Scope, query: Query, kind: keyof typeof fieldKinds): void {
  if (kind !== "standard" && (query.limit ?? Number.POSITIVE_INFINITY) > 200) {
    throw malformedQuery("The SOQL FIELDS function must have a LIMIT of at most 200");
  }
  for (const field of scope.object.fields) {
    if (!fieldKinds[kind](field) || !visibleField(scope.org, scope.object, field.name)) continue;
    addField(into, scope, { parts: [field.name], at: 0 });
  }
}

function addTyped(into: Projection, scope: Scope, choice: TypeChoice): void {
  const { steps } = resolvePath(scope, { parts: [...choice.path.parts, "Id"], at: choice.path.at });
  const [step] = steps;
  if (!step?.polymorphic || steps.length > 1) {
    throw malformedQuery("TYPEOF must name a polymorphic relationship");
  }
  const byObject = new Map<string, Projection>();
  for (const { object, fields } of choice.cases) {
    const own = queryScope(scope.org, scope.query, object);
    const projection: Projection = { type: own.object.name, entries: new Map() };
    for (const path of fields) addField(projection, own, path);
    byObject.set(own.object.name, projection);
  }
  const otherwise: Projection = { type: step.object.name, entries: new Map() };
  for (const path of choice.otherwise ?? []) addField(otherwise, { ...scope, object: step.object }, path);
  const rest = choice.otherwise ? otherwise : undefined;
  into.entries.set(step.relationship, { type: "typed-parent", step, byObject, otherwise: rest });
}

/** Makes out a select list; throws where Salesforce would refuse it. */
export function projectionOf(scope: Scope, query: Query): Projection {
  const projection: Projection = { type: scope.object.name, entries: new Map() };
  for (const item of query.select) {
    if (item.type === "field") {
      requirePlain(item.alias);
      addField(projection, scope, item.path);
    }
    if (item.type === "subquery") addChildren(projection, scope, item.query);
    else if (item.type === "all-fields") addAllFields(projection, scope, query, item.kind);
    else if (item.type === "typeof") addTyped(projection, scope, item);
    else if (item.type === "aggregate") {
      throw malformedQuery("Grouped query fields must be grouped or aggregated");
    }
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
