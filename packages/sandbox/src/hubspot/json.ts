import { invalid } from "./refusal.ts";

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object, or HubSpot's 400 for input of the wrong shape. */
export function objectAt(value: unknown, name: string): JsonObject {
  if (!isObject(value)) throw invalid(`Invalid input JSON: ${name} must be an object`);
  return value;
}

/** The value as an array; absent is empty. */
export function arrayAt(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(`Invalid input JSON: ${name} must be an array`);
  return value;
}

/** The value as an array of strings; absent is empty. Numbers are taken as their digits. */
export function textsAt(value: unknown, name: string): string[] {
  return arrayAt(value, name).map((each) => {
    if (typeof each !== "string" && typeof each !== "number") {
      throw invalid(`Invalid input JSON: ${name} must hold strings`);
    }
    return String(each);
  });
}

/** The value as a string if it is a string or a number. */
export function textAt(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
