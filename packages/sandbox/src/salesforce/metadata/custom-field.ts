import type { Org } from "../org.ts";
import { type Component, ComponentError, flagOf, requiredText } from "./component.ts";
import type { ComponentType } from "./component-type.ts";
import { fieldOf } from "./field-kind.ts";

const activityObjects = ["Task", "Event"];

/** The objects that carry the fields of a metadata object: those of Activity are on Task and Event. */
function carriers(org: Org, object: string): string[] {
  if (object === "Activity") return activityObjects;
  if (activityObjects.includes(object)) {
    const message = `Entity Enumeration Or ID: bad value for restricted picklist field: ${object}`;
    throw new ComponentError("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message);
  }
  const found = org.schema.object(object);
  if (!found)
    throw new ComponentError("INVALID_CROSS_REFERENCE_KEY", `Entity of type '${object}' does not exist`);
  return [found.name];
}

function split(fullName: string): { object: string; name: string } {
  const [object = "", name = ""] = fullName.split(".");
  if (!/^[A-Za-z][A-Za-z0-9_]{0,39}__c$/.test(name) || name.slice(0, -3).includes("__")) {
    const message =
      "Field Name: The Field Name can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.";
    throw new ComponentError("FIELD_INTEGRITY_EXCEPTION", `${message} (${fullName})`);
  }
  return { object, name };
}

/** Custom fields. A new one is hidden from everyone until a permission set opens it, unless it is required. */
export function customFields(org: Org, taskExternalId: boolean): ComponentType {
  const sources = new Map<string, Component>();
  const exists = (fullName: string): boolean => {
    const [object = "", name = ""] = fullName.split(".");
    return org.schema.field(object === "Activity" ? "Task" : object, name)?.custom === true;
  };
  return {
    exists,
    plan(component) {
      const fullName = requiredText(component, "fullName");
      const { object, name } = split(fullName);
      const objects = carriers(org, object);
      if (
        object === "Activity" &&
        !taskExternalId &&
        (flagOf(component, "externalId") || flagOf(component, "unique"))
      ) {
        const message = "Can not specify 'externalId' or 'unique' for a CustomField on Activity";
        throw new ComponentError("FIELD_INTEGRITY_EXCEPTION", message);
      }
      const made = fieldOf(component, name);
      return () => {
        for (const each of objects) org.schema.putField(each, made);
        sources.set(fullName, component);
      };
    },
    read(fullName) {
      if (!exists(fullName)) return undefined;
      return sources.get(fullName) ?? { fullName };
    },
    planDelete(fullName) {
      if (!exists(fullName)) {
        const message = "This custom field does not exist or is not accessible";
        throw new ComponentError("INVALID_CROSS_REFERENCE_KEY", message);
      }
      const { object, name } = split(fullName);
      const objects = carriers(org, object);
      return () => {
        for (const each of objects) org.schema.removeField(each, name);
        sources.delete(fullName);
      };
    },
  };
}
