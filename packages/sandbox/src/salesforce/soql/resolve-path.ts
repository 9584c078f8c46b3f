import type { Org } from "../org.ts";
import { type Field, field, text } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { fieldReader } from "./computed-field.ts";
import { unknownColumn, unknownObject, unknownRelationship } from "./query-error.ts";
import type { Path } from "./syntax.ts";

/** What names in a query, or in one of its subqueries, refer to. */
export interface Scope {
  readonly org: Org;
  readonly query: string;
  readonly object: ObjectDefinition;
}

/** One step from a record to its parent; a polymorphic parent is seen as an object called `Name`. */
export interface ParentStep {
  readonly relationship: string;
  readonly lookup: Field;
  readonly polymorphic: boolean;
  readonly object: ObjectDefinition;
}

/** A path made out: the parents passed on the way and the field at the end. */
export interface ResolvedPath {
  readonly steps: readonly ParentStep[];
  readonly object: ObjectDefinition;
  readonly field: Field;
  /** Reads the field off a row that the path begins at. */
  readonly read: (row: Row) => FieldValue;
  /** Reads the field off the row that the last step leads to. */
  readonly readEnd: (row: Row) => FieldValue;
}

/** What every record that a polymorphic lookup points at can show. */
const nameObject: ObjectDefinition = {
  name: "Name",
  label: "Name",
  labelPlural: "Names",
  keyPrefix: "",
  writable: false,
  undeletable: false,
  fields: [
    field("Id", "id", { length: 18 }),
    text("Name", 255),
    text("Type", 40),
    text("FirstName", 40),
    text("LastName", 80),
    text("Title", 128),
    text("Email", 128),
    text("Username", 80),
    field("IsActive", "boolean"),
  ],
};

/** The field of an object if it exists and the user may read it. */
export function visibleField(org: Org, object: ObjectDefinition, name: string): Field | undefined {
  if (object === nameObject) {
    return nameObject.fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
  }
  const found = org.schema.field(object.name, name);
  return found && org.access.of(object.name, found).readable ? found : undefined;
}

function parentStep(scope: Scope, from: ObjectDefinition, part: string, path: Path): ParentStep {
  const lookup = from.fields.find(
    (each) =>
      each.relationshipName?.toLowerCase() === part.toLowerCase() && visibleField(scope.org, from, each.name),
  );
  if (!lookup?.relationshipName) throw unknownRelationship(scope.query, path.at, part, from.name);
  const polymorphic = lookup.referenceTo.length > 1 || lookup.name === "WhoId";
  const target = polymorphic ? nameObject : scope.org.schema.object(lookup.referenceTo[0] ?? "");
  if (!target) throw unknownRelationship(scope.query, path.at, part, from.name);
  return { relationship: lookup.relationshipName, lookup, polymorphic, object: target };
}

/** The parent record that a step leads to, whatever object it is of. */
export function parentOf(org: Org, row: Row, step: ParentStep): Row | undefined {
  const id = row[step.lookup.name];
  return typeof id === "string" ? org.find(id) : undefined;
}

function endReader(scope: Scope, object: ObjectDefinition, found: Field): (row: Row) => FieldValue {
  if (object === nameObject && found.name === "Type") {
    return (row) => scope.org.schema.ofId(row.Id)?.name ?? null;
  }
  return fieldReader(scope.org, object.name, found.name);
}

/** Makes out a path; throws INVALID_FIELD where Salesforce would. */
export function resolvePath(scope: Scope, path: Path): ResolvedPath {
  const prefixed = path.parts.length > 1 && path.parts[0]?.toLowerCase() === scope.object.name.toLowerCase();
  const parts = prefixed ? path.parts.slice(1) : path.parts;
  const steps: ParentStep[] = [];
  let object = scope.object;
  for (const part of parts.slice(0, -1)) {
    const step = parentStep(scope, object, part, path);
    steps.push(step);
    object = step.object;
  }
  const name = parts.at(-1) ?? "";
  const found = visibleField(scope.org, object, name);
  if (!found) throw unknownColumn(scope.query, path.at, name, object.name);
  const readEnd = endReader(scope, object, found);
  if (steps.length === 0) return { steps, object, field: found, read: readEnd, readEnd };
  const read = (row: Row): FieldValue => {
    let at: Row | undefined = row;
    for (const step of steps) at = at && parentOf(scope.org, at, step);
    return at ? readEnd(at) : null;
  };
  return { steps, object, field: found, read, readEnd };
}

/** The scope of a query on an object of the org; throws INVALID_TYPE for one that does not exist. */
export function queryScope(org: Org, query: string, from: Path): Scope {
  const name = from.parts.join(".");
  const object = org.schema.object(name);
  if (!object) throw unknownObject(query, from.at, name);
  return { org, query, object };
}

/** The scope of a subquery and the lookup by which its rows point at their parent. */
export function childScope(parent: Scope, from: Path): { scope: Scope; lookup: Field; relationship: string } {
  const name = from.parts.at(-1)?.toLowerCase();
  for (const object of parent.org.schema.objects()) {
    for (const lookup of object.fields) {
      const relationship = lookup.childRelationshipName;
      if (relationship?.toLowerCase() !== name || !lookup.referenceTo.includes(parent.object.name)) continue;
      return { scope: { ...parent, object }, lookup, relationship: relationship ?? "" };
    }
  }
  throw unknownRelationship(parent.query, from.at, from.parts.join("."), parent.object.name);
}
