/** A metadata component as parsed from XML: texts, nested components and lists of either. */
export interface Component {
  readonly [name: string]: ComponentValue | undefined;
}

/** A part of a component. */
export type ComponentValue = string | Component | readonly ComponentValue[];

/** Why a component is refused, as the Metadata API says it. */
export class ComponentError extends Error {
  readonly statusCode: string;

  constructor(statusCode: string, message: string) {
    super(message);
    this.name = "ComponentError";
    this.statusCode = statusCode;
  }
}

/** The text of a part; undefined if it is absent or empty. */
export function textOf(component: Component, name: string): string | undefined {
  const value = component[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The text of a part that must be there. */
export function requiredText(component: Component, name: string): string {
  const value = textOf(component, name);
  if (value === undefined)
    throw new ComponentError("REQUIRED_FIELD_MISSING", `Required field is missing: ${name}`);
  return value;
}

/** A whole number of a part; undefined if it is absent. */
export function numberOf(component: Component, name: string): number | undefined {
  const value = textOf(component, name);
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) {
    throw new ComponentError(
      "INVALID_TYPE_ON_FIELD_IN_RECORD",
      `'${value}' is not a valid value for the type xsd:int`,
    );
  }
  return Number(value);
}

/** Whether a part says `true`. */
export function flagOf(component: Component, name: string): boolean {
  return textOf(component, name) === "true";
}

/** The nested components of a name, whether there are none, one or several. */
export function listOf(component: Component, name: string): Component[] {
  const value = component[name];
  const values: readonly ComponentValue[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.filter((each): each is Component => typeof each === "object" && !Array.isArray(each));
}
