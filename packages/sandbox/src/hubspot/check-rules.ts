import type { PropertyProblem } from "./check-value.ts";
import { objectTypeOf } from "./object-type.ts";
import type { Portal } from "./portal.ts";
import type { StoredRecord } from "./record.ts";

/** What an admin asks of the values of an object. */
export type HubspotRule =
  | {
      /** Properties that must hold something, always or while another one has one of some values. */
      readonly type: "required";
      readonly objectType: string;
      readonly properties: readonly string[];
      readonly when?: { readonly property: string; readonly values: readonly string[] };
    }
  | {
      /** What a value must match, a regular expression; `error` and `message` are the admin's and HubSpot's words. */
      readonly type: "pattern";
      readonly objectType: string;
      readonly property: string;
      readonly pattern: string;
      readonly error: string;
      readonly message: string;
    };

type Held = (name: string) => string;

function missing(rule: Extract<HubspotRule, { type: "required" }>, held: Held): PropertyProblem[] {
  const { when } = rule;
  if (when && !when.values.includes(held(when.property))) return [];
  return rule.properties
    .filter((name) => held(name) === "")
    .map((name) => {
      const message = when
        ? `"${name}" is required when "${when.property}" is ${held(when.property)}`
        : `"${name}" is required`;
      return { isValid: false, message, error: "REQUIRED_FIELD", name };
    });
}

function broken(
  rule: Extract<HubspotRule, { type: "pattern" }>,
  values: ReadonlyMap<string, string>,
): PropertyProblem[] {
  const value = values.get(rule.property);
  if (!value || new RegExp(rule.pattern, "u").test(value)) return [];
  return [{ isValid: false, message: rule.message, error: rule.error, name: rule.property }];
}

/**
 * What a write breaks of the admins' rules. Patterns hold for every write; what is required only for versions that
 * are held to it (hubspot facts §0.3). The words for what is missing are unverified.
 */
export function rulesBroken(
  portal: Portal,
  typeName: string,
  values: ReadonlyMap<string, string>,
  existing?: StoredRecord,
): PropertyProblem[] {
  const rules = portal.settings.rules.filter((rule) => objectTypeOf(rule.objectType)?.name === typeName);
  const held = (name: string): string => values.get(name) ?? existing?.values.get(name) ?? "";
  return rules.flatMap((rule) => {
    if (rule.type === "pattern") return broken(rule, values);
    return portal.caller.heldToRules ? missing(rule, held) : [];
  });
}
