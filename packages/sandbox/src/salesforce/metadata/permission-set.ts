import type { Org } from "../org.ts";
import type { FieldPermission } from "../schema/field-access.ts";
import { stampText } from "../store/instant.ts";
import { type Component, ComponentError, flagOf, listOf, requiredText, textOf } from "./component.ts";
import type { ComponentType } from "./component-type.ts";

function permissionOf(org: Org, component: Component): FieldPermission {
  const named = requiredText(component, "field");
  const [object = "", name = ""] = named.split(".");
  const [readable, editable] = [flagOf(component, "readable"), flagOf(component, "editable")];
  const found = org.schema.field(object, name);
  const definition = org.schema.object(object);
  if (!found || !definition) {
    const message = `In field: field - no CustomField named ${named} found`;
    throw new ComponentError("INVALID_CROSS_REFERENCE_KEY", message);
  }
  if (found.custom && !found.needsGrant && !found.nillable) {
    const message = `You cannot deploy to a required field: ${named}`;
    throw new ComponentError("FIELD_INTEGRITY_EXCEPTION", message);
  }
  if (editable && !readable) {
    const message = `Permission Edit ${named} depends on permission(s): Read ${named}`;
    throw new ComponentError("FIELD_INTEGRITY_EXCEPTION", message);
  }
  return { field: `${definition.name}.${found.name}`, readable, editable };
}

function write(org: Org, component: Component, permissions: readonly FieldPermission[]): void {
  const name = requiredText(component, "fullName");
  const values = {
    Label: textOf(component, "label") ?? name,
    Description: textOf(component, "description") ?? null,
  };
  const table = org.table("PermissionSet");
  const known = table.matching("Name", [name])[0];
  const stamp = stampText(org.now());
  if (known) table.change(known, { ...values, LastModifiedDate: stamp, SystemModstamp: stamp });
  else {
    const stamps = org.stamps(org.integrationUserId());
    org.insert("PermissionSet", {
      ...stamps,
      Name: name,
      ...values,
      IsOwnedByProfile: false,
      IsCustom: true,
    });
  }
  org.access.permit(name, permissions);
}

/**
 * Permission sets, of which the sandbox minds the field permissions. Writing one replaces all of its
 * field permissions, as the Metadata API does since version 40.
 */
export function permissionSets(org: Org): ComponentType {
  const rowOf = (name: string) => org.table("PermissionSet").matching("Name", [name])[0];
  return {
    exists: (fullName) => rowOf(fullName) !== undefined,
    plan(component) {
      requiredText(component, "fullName");
      requiredText(component, "label");
      const permissions = listOf(component, "fieldPermissions").map((each) => permissionOf(org, each));
      return () => write(org, component, permissions);
    },
    read(fullName) {
      const row = rowOf(fullName);
      if (!row) return undefined;
      const fieldPermissions = (org.access.permissions(fullName) ?? []).map((each) => ({
        editable: String(each.editable),
        field: each.field,
        readable: String(each.readable),
      }));
      return {
        fullName: String(row.Name),
        fieldPermissions,
        hasActivationRequired: "false",
        label: String(row.Label),
      };
    },
    planDelete(fullName) {
      const row = rowOf(fullName);
      if (!row) {
        throw new ComponentError("INVALID_CROSS_REFERENCE_KEY", `no PermissionSet named ${fullName} found`);
      }
      return () => {
        org.access.unassign(fullName);
        org.table("PermissionSet").drop([row]);
      };
    },
  };
}
