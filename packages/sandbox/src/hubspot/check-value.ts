import { instantOf, instantText } from "./instant.ts";
import { catalogueOf, type Portal } from "./portal.ts";
import type { Property } from "./property.ts";
import { invalid, type Refusal, type RefusalDetail } from "./refusal.ts";

/** What is wrong with one property of a write. */
export interface PropertyProblem {
  readonly isValid: false;
  readonly message: string;
  readonly error: string;
  readonly name: string;
}

type Checked = { readonly value: string } | { readonly error: string; readonly message: string };

function checkNumber(text: string): Checked {
  if (text.trim() !== "" && Number.isFinite(Number(text))) return { value: text };
  return { error: "INVALID_NUMBER", message: `${text} was not a valid number.` };
}

function checkInstant(text: string): Checked {
  const ms = instantOf(text);
  if (ms !== undefined) return { value: instantText(ms) };
  return { error: "INVALID_DATE", message: `${text} was not a valid long.` };
}

function checkDate(text: string): Checked {
  const ms = instantOf(text);
  if (ms !== undefined && ms % 86_400_000 === 0) return { value: instantText(ms).slice(0, 10) };
  return { error: "INVALID_DATE", message: `${text} is not a valid date: it must be at midnight UTC.` };
}

function checkOption(property: Property, text: string): Checked {
  const values = property.options.map((option) => option.value);
  const wanted = property.fieldType === "checkbox" ? text.split(";") : [text];
  if (wanted.every((value) => values.includes(value))) return { value: text };
  return {
    error: "INVALID_OPTION",
    message: `${text} was not one of the allowed options: [${values.join(", ")}]`,
  };
}

function checkExternal(portal: Portal, property: Property, text: string): Checked {
  const allowed: Record<string, () => boolean> = {
    hubspot_owner_id: () => portal.owners.some((owner) => owner.id === text),
    dealstage: () => portal.stages.has(text),
    pipeline: () => portal.pipelines.some((pipeline) => pipeline.id === text),
    deal_currency_code: () => portal.exchangeRates.has(text),
  };
  if (allowed[property.name]?.() ?? true) return { value: text };
  return {
    error: "INVALID_OPTION",
    message: `${text} was not one of the allowed options of ${property.name}`,
  };
}

function checkType(portal: Portal, property: Property, text: string): Checked {
  switch (property.type) {
    case "string":
      return text.length <= 65_536
        ? { value: text }
        : { error: "PROPERTY_VALUE_TOO_LONG", message: `${property.name} is longer than 65536 characters` };
    case "number":
      return checkNumber(text);
    case "date":
      return checkDate(text);
    case "datetime":
      return checkInstant(text);
    case "bool":
      return checkOption(property, text.toLowerCase());
    case "enumeration":
      return property.externalOptions ? checkExternal(portal, property, text) : checkOption(property, text);
  }
}

function checkOne(portal: Portal, property: Property | undefined, name: string, raw: unknown): Checked {
  if (!property) return { error: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist` };
  if (property.modificationMetadata.readOnlyValue) {
    return {
      error: "READ_ONLY_VALUE",
      message: `"${name}" is a read only property; its value cannot be set.`,
    };
  }
  const text = raw === null || raw === undefined ? "" : String(raw);
  if (text === "") return { value: "" };
  if (property.type !== "string" && text.trim() !== text) {
    const message = `"${text}" includes leading or trailing whitespace.`;
    return { error: "LEADING_TRAILING_WHITESPACE", message };
  }
  return checkType(portal, property, text);
}

/** The values of a write as HubSpot keeps them (an empty string empties), and what is wrong with the rest. */
export function checkValues(
  portal: Portal,
  typeName: string,
  properties: Readonly<Record<string, unknown>>,
): { values: Map<string, string>; problems: PropertyProblem[] } {
  const catalogue = catalogueOf(portal, typeName);
  const values = new Map<string, string>();
  const problems: PropertyProblem[] = [];
  for (const [name, raw] of Object.entries(properties)) {
    const property = catalogue.properties.get(name);
    const checked = checkOne(portal, property?.archived ? undefined : property, name, raw);
    if ("value" in checked) values.set(name, checked.value);
    else problems.push({ isValid: false, message: checked.message, error: checked.error, name });
  }
  return { values, problems };
}

/** HubSpot's 400 for invalid properties, as recorded: the list as JSON in the message, and again as `errors`. */
export function invalidProperties(problems: readonly PropertyProblem[]): Refusal {
  const errors: RefusalDetail[] = problems.map((problem) => ({
    message: problem.message,
    code: problem.error,
    context: { propertyName: [problem.name] },
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(problems)}`, { errors });
}
