import { ApiError } from "../api-error.ts";
import type { Field } from "../schema/field.ts";
import { instantText, isDate, parseInstant } from "../store/instant.ts";
import { canonicalId } from "../store/record-id.ts";
import type { FieldValue } from "../store/row.ts";
import { RowError } from "./row-error.ts";

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A value that the parser of requests cannot take: the whole request fails, not only its record. */
function unparsable(kind: string, value: unknown): ApiError {
  const token =
    typeof value === "string" ? "VALUE_STRING" : typeof value === "object" ? "START_OBJECT" : "VALUE";
  const message = `Cannot deserialize instance of ${kind} from ${token} value ${shown(value)} or request may be missing a required field`;
  return new ApiError(400, "JSON_PARSER_ERROR", message);
}

function coerceNumber(field: Field, value: unknown): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const kind = field.type === "int" ? "int" : "double";
  if (typeof number !== "number" || !Number.isFinite(number)) throw unparsable(kind, value);
  if (field.type === "int") {
    if (!Number.isInteger(number)) throw unparsable("int", value);
    return number;
  }
  if (field.precision > 0 && Math.abs(number) >= 10 ** (field.precision - field.scale)) {
    const message = `${field.label}: value outside of valid range on numeric field: ${number}`;
    throw new RowError("NUMBER_OUTSIDE_VALID_RANGE", message, [field.name]);
  }
  return field.precision > 0 ? Number(number.toFixed(field.scale)) : number;
}

function coerceBoolean(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  throw unparsable("boolean", value);
}

function coerceDate(value: unknown): string {
  if (typeof value === "string" && isDate(value)) return value;
  throw unparsable("date", value);
}

function coerceInstant(value: unknown): string {
  const at = typeof value === "string" ? parseInstant(value) : undefined;
  if (at === undefined) throw unparsable("datetime", value);
  return instantText(Math.floor(at / 1000) * 1000);
}

function coerceReference(field: Field, value: unknown): string {
  if (typeof value !== "string") throw unparsable("id", value);
  const id = canonicalId(value);
  if (id) return id;
  throw new RowError("MALFORMED_ID", `${field.label}: id value of incorrect type: ${value}`, [field.name]);
}

function coerceText(field: Field, value: unknown): string | null {
  if (typeof value === "object") throw unparsable("string", value);
  const text = field.type === "textarea" ? String(value) : String(value).trim();
  if (field.length > 0 && text.length > field.length) {
    const message = `${field.label}: data value too large: ${text.slice(0, 80)} (max length=${field.length})`;
    throw new RowError("STRING_TOO_LONG", message, [field.name]);
  }
  if (field.type === "email" && text !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    throw new RowError("INVALID_EMAIL_ADDRESS", `${field.label}: invalid email address: ${text}`, [
      field.name,
    ]);
  }
  return text === "" ? null : text;
}

function coercePicklist(field: Field, value: unknown): string | null {
  const text = coerceText(field, value);
  if (text === null || !field.restrictedPicklist) return text;
  const known = field.picklistValues.find(
    (each) => each.active && each.value.toLowerCase() === text.toLowerCase(),
  );
  if (known) return known.value;
  const message = `${field.label}: bad value for restricted picklist field: ${text}`;
  throw new RowError("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message, [field.name]);
}

/** A value of a request body as the field holds it; empty text is null. Throws what Salesforce would answer. */
export function coerceValue(field: Field, value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case "int":
    case "double":
    case "currency":
    case "percent":
      return value === "" ? null : coerceNumber(field, value);
    case "boolean":
      return coerceBoolean(value);
    case "date":
      return value === "" ? null : coerceDate(value);
    case "datetime":
      return value === "" ? null : coerceInstant(value);
    case "id":
    case "reference":
      return value === "" ? null : coerceReference(field, value);
    case "picklist":
      return coercePicklist(field, value);
    default:
      return coerceText(field, value);
  }
}
