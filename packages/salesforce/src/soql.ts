/**
 * A piece of SOQL that is safe to send. Only {@link soql} and the makers below build one, so text
 * from a CRM or a user can never become syntax (`invariant:X5`).
 */
export class Soql {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** The query as Salesforce reads it. */
  get text(): string {
    return this.#text;
  }

  /** For this file only: text whose parts were checked. */
  static fromChecked(text: string): Soql {
    return new Soql(text);
  }
}

/** What may stand in a `soql` template. A list is for `IN`. */
export type SoqlValue = Soql | string | number | boolean | null | readonly string[];

const identifierPattern = /^[A-Za-z]\w{0,79}(\.[A-Za-z]\w{0,79})*$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/**
 * Makes SOQL. Strings become quoted literals (backslash escaped first, then quotes and line ends),
 * numbers and booleans their literals, lists the parenthesised form of `IN`. Names go in through
 * {@link identifier}, dates through {@link day} and {@link instant}.
 */
export function soql(parts: TemplateStringsArray, ...values: readonly SoqlValue[]): Soql {
  let text = parts[0] ?? "";
  values.forEach((value, index) => {
    text += literal(value) + (parts[index + 1] ?? "");
  });
  return Soql.fromChecked(text);
}

/** The name of an object or field, or a path of them; throws `RangeError` on anything else. */
export function identifier(name: string): Soql {
  if (!identifierPattern.test(name))
    throw new RangeError(`not a name of Salesforce: ${JSON.stringify(name)}`);
  return Soql.fromChecked(name);
}

/** Names between commas, for `SELECT`. */
export function identifiers(names: readonly string[]): Soql {
  return Soql.fromChecked(names.map((name) => identifier(name).text).join(", "));
}

/** A calendar day, `YYYY-MM-DD`; throws `RangeError` on anything else. */
export function day(text: string): Soql {
  if (!dayPattern.test(text) || Number.isNaN(Date.parse(text))) {
    throw new RangeError(`not a calendar day: ${JSON.stringify(text)}`);
  }
  return Soql.fromChecked(text);
}

/** An instant, ISO 8601 in UTC; throws `RangeError` on anything else. */
export function instant(text: string): Soql {
  if (!instantPattern.test(text) || Number.isNaN(Date.parse(text))) {
    throw new RangeError(`not an instant in UTC: ${JSON.stringify(text)}`);
  }
  return Soql.fromChecked(text);
}

/** Puts conditions together with `AND`, each in its own parentheses. */
export function allOf(conditions: readonly Soql[]): Soql {
  return Soql.fromChecked(conditions.map((condition) => `(${condition.text})`).join(" AND "));
}

function literal(value: SoqlValue): string {
  if (value instanceof Soql) return value.text;
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") return numberLiteral(value);
  if (value.length === 0) throw new RangeError("an empty list after IN matches nothing; leave the query out");
  return `(${value.map(quote).join(",")})`;
}

function numberLiteral(value: number): string {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`not a number SOQL can hold: ${text}`);
  return text;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

function quote(text: string): string {
  return `'${text.replace(/[\\'"\n\r\t\b\f]/g, (character) => escapes[character] ?? character)}'`;
}
