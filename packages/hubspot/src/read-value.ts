import type { FieldValue } from "@headway/crm";
import { isMidnightText, normalInstant } from "./calendar.ts";
import { member } from "./vendor-answers.ts";

/** One thing of a record that cannot be read; it ends the mapping of that record alone. */
export class UnreadableValue extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/** Reads single values of a record's `properties`, in HubSpot's wire form: text or `null`. */
export interface Properties {
  /** `null` where unset, and for properties HubSpot did not give. An empty text is unset. */
  text(name: string): string | null;
  /** Whether HubSpot gave the property at all, be it `null`. */
  has(name: string): boolean;
  instant(name: string): string | null;
  number(name: string): number | null;
  /** A decimal as text, without exponent; never through a float. */
  decimal(name: string): string | null;
  /** One of HubSpot's words, translated. Throws for a word that is not in `words`. */
  word<Value>(name: string, words: Readonly<Record<string, Value>>): Value | null;
}

/** Opens the `properties` of a row. Every reader throws {@link UnreadableValue} for what does not fit. */
export function properties(row: unknown): Properties {
  const values = member(row, "properties");
  if (typeof values !== "object" || values === null) throw new UnreadableValue("properties", "missing");
  return new RowProperties(values);
}

/** A class, since one is opened for every record read. */
class RowProperties implements Properties {
  readonly #values: object;

  constructor(values: object) {
    this.#values = values;
  }

  text(name: string): string | null {
    return readText(name, member(this.#values, name));
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  instant(name: string): string | null {
    return readInstant(name, this.text(name));
  }

  number(name: string): number | null {
    return readNumber(name, this.text(name));
  }

  decimal(name: string): string | null {
    return readDecimal(name, this.text(name));
  }

  word<Value>(name: string, words: Readonly<Record<string, Value>>): Value | null {
    return readWord(name, this.text(name), words);
  }
}

function readText(name: string, value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return value;
  throw new UnreadableValue(name, `expected text, found ${typeof value}`);
}

function readInstant(name: string, text: string | null): string | null {
  if (text === null) return null;
  const instant = normalInstant(text);
  if (instant === undefined) throw new UnreadableValue(name, `\`${text.slice(0, 40)}\` is no instant`);
  return instant;
}

function readNumber(name: string, text: string | null): number | null {
  if (text === null) return null;
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) {
    throw new UnreadableValue(name, `\`${text.slice(0, 40)}\` is no number`);
  }
  return number;
}

function readDecimal(name: string, text: string | null): string | null {
  if (text === null) return null;
  const decimal = plainDecimal(text);
  if (decimal === undefined) throw new UnreadableValue(name, `\`${text.slice(0, 40)}\` is no decimal number`);
  return decimal;
}

/** Writes `1.5E7` out as `15000000`; digits are moved, never computed. `undefined` for what is no decimal. */
export function plainDecimal(text: string): string | undefined {
  const match = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent] = match;
  const minus = sign === "-" ? "-" : "";
  if (exponent === undefined) return `${minus}${whole}${fraction === "" ? "" : `.${fraction}`}`;
  const shift = Number(exponent);
  const digits = `${"0".repeat(Math.max(0, -shift))}${whole}${fraction}${"0".repeat(Math.max(0, shift))}`;
  const point = Math.max(0, -shift) + whole.length + shift;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return `${minus}${left === "" ? "0" : left}${right === "" ? "" : `.${right}`}`;
}

function readWord<Value>(
  name: string,
  text: string | null,
  words: Readonly<Record<string, Value>>,
): Value | null {
  if (text === null) return null;
  if (!Object.hasOwn(words, text))
    throw new UnreadableValue(name, `\`${text.slice(0, 40)}\` is not a known value`);
  return words[text] ?? null;
}

/** Turns a value of a field that was asked for by name into what Headway carries, by HubSpot's own type of it. */
export function fieldValue(name: string, type: string, values: Properties): FieldValue {
  const text = values.text(name);
  if (text === null) return null;
  if (type === "number") return exactNumber(text);
  if (type === "bool") return values.word(name, { true: true, false: false });
  if (type === "date") return day(values.instant(name) ?? text);
  return type === "datetime" ? values.instant(name) : text;
}

/** A number, or the text itself where a float would not hold it. */
function exactNumber(text: string): FieldValue {
  const decimal = plainDecimal(text);
  const number = Number(text);
  if (decimal === undefined) return text;
  const shortest = decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
  return plainDecimal(String(number)) === shortest ? number : decimal;
}

function day(instant: string): string {
  return isMidnightText(instant) ? instant.slice(0, 10) : instant;
}
