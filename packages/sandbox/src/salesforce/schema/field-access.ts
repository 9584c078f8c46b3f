import type { Field } from "./field.ts";

/** What the integration user may do with a field. */
export interface Access {
  readonly readable: boolean;
  readonly editable: boolean;
}

/** A permission set's say on one field, named `Object.Field__c`. */
export interface FieldPermission extends Access {
  readonly field: string;
}

/** Field-level security: what each permission set opens, and which sets the integration user holds. */
export interface FieldAccess {
  of(object: string, field: Field): Access;
  /** What a permission set opens; undefined if it does not exist. */
  permissions(set: string): readonly FieldPermission[] | undefined;
  /** Sets what a permission set opens, all of it. */
  permit(set: string, permissions: readonly FieldPermission[]): void;
  assign(set: string): void;
  unassign(set: string): void;
  /** Hides a field, named `Object.Field`, whatever permission sets open, or shows it again. */
  hide(name: string, hidden: boolean): void;
}

/** Nobody holds anything yet. Sets are known by name, whatever its case. `onChange` is told of every change. */
export function fieldAccess(onChange: () => void): FieldAccess {
  const sets = new Map<string, Map<string, FieldPermission>>();
  const assigned = new Set<string>();
  const hiddenFields = new Set<string>();
  const open: Access = { readable: true, editable: true };
  return {
    of(object, field) {
      const name = `${object}.${field.name}`.toLowerCase();
      if (hiddenFields.has(name)) return { readable: false, editable: false };
      if (!field.needsGrant) return open;
      const held = [...assigned].flatMap((set) => sets.get(set)?.get(name) ?? []);
      return {
        readable: held.some((each) => each.readable || each.editable),
        editable: held.some((each) => each.editable),
      };
    },
    permissions(set) {
      const found = sets.get(set.toLowerCase());
      return found && [...found.values()];
    },
    permit(set, permissions) {
      onChange();
      sets.set(set.toLowerCase(), new Map(permissions.map((each) => [each.field.toLowerCase(), each])));
    },
    assign(set) {
      onChange();
      assigned.add(set.toLowerCase());
    },
    hide(name, hidden) {
      onChange();
      if (hidden) hiddenFields.add(name.toLowerCase());
      else hiddenFields.delete(name.toLowerCase());
    },
    unassign(set) {
      onChange();
      assigned.delete(set.toLowerCase());
    },
  };
}
