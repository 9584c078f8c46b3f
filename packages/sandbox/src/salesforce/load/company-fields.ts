import type { PortfolioDeal } from "../../portfolio.ts";
import type { Org } from "../org.ts";
import { type Field, field, text } from "../schema/field.ts";
import { isDate } from "../store/instant.ts";

type Value = string | number | boolean;

/** The API name of a company's own field. */
export function companyFieldName(name: string): string {
  return `${name.replace(/\W+/g, "_")}__c`;
}

function fieldFor(name: string, values: readonly Value[]): Field {
  const options = { custom: true, label: name.replace(/_/g, " ") };
  if (values.every((value) => typeof value === "boolean"))
    return field(companyFieldName(name), "boolean", options);
  if (values.every((value) => typeof value === "number")) {
    return field(companyFieldName(name), "double", { ...options, precision: 18, scale: 4 });
  }
  if (values.every((value) => typeof value === "string" && isDate(value))) {
    return field(companyFieldName(name), "date", options);
  }
  const longest = Math.max(...values.map((value) => String(value).length));
  if (longest > 255) return field(companyFieldName(name), "textarea", { ...options, length: 32_768 });
  return text(companyFieldName(name), 255, options);
}

/** Gives Opportunity a field for each name that deals carry, of the kind that all its values allow. */
export function addCompanyFields(org: Org, deals: readonly PortfolioDeal[]): void {
  const values = new Map<string, Value[]>();
  for (const deal of deals) {
    for (const [name, value] of Object.entries(deal.fields ?? {})) {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  }
  for (const [name, found] of values) org.schema.putField("Opportunity", fieldFor(name, found));
}
