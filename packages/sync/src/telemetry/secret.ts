const blot = "[secret]";
const inspected = Symbol.for("nodejs.util.inspect.custom");

/**
 * A value that no print shows (`invariant:X1`): text, JSON, templates and `util.inspect` all give
 * `[secret]`, also where it lies deep in another object or in an error's `cause`. Only `reveal` gives it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; call it where it is sent and nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return blot;
  }

  toJSON(): string {
    return blot;
  }

  [inspected](): string {
    return blot;
  }
}

/** Values shorter than this would blot out ordinary words. */
const shortest = 6;

/** Blots the values of secrets out of a text, also where they are encoded for an address, for JSON or in base64. */
export function redact(text: string, secrets: readonly Secret[]): string {
  let clean = text;
  for (const secret of secrets) {
    for (const form of formsOf(secret.reveal())) clean = clean.replaceAll(form, blot);
  }
  return clean;
}

/**
 * A copy of an error that shows no secret in its message, stack, own fields or any of its causes, down to
 * sixteen of them. Anything else that was thrown comes back as it is, redacted where it is text.
 */
export function redactError(error: unknown, secrets: readonly Secret[], depth = 16): unknown {
  if (typeof error === "string") return redact(error, secrets);
  if (!(error instanceof Error)) return redactPlain(error, secrets, depth);
  const clean = new Error(redact(error.message, secrets));
  clean.name = error.name;
  clean.stack = redact(error.stack ?? "", secrets);
  for (const [name, value] of Object.entries(error)) {
    if (name === "cause") continue;
    Object.defineProperty(clean, name, { value: redactPlain(value, secrets, depth - 1), enumerable: true });
  }
  const { cause } = error;
  if (cause !== undefined && depth > 0) clean.cause = redactError(cause, secrets, depth - 1);
  return clean;
}

function redactPlain(value: unknown, secrets: readonly Secret[], depth: number): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value !== "object" || value === null || value instanceof Secret) return value;
  if (depth <= 0) return blot;
  if (value instanceof Error) return redactError(value, secrets, depth - 1);
  if (Array.isArray(value)) return value.map((each) => redactPlain(each, secrets, depth - 1));
  const entries = Object.entries(value).map(([name, each]) => [name, redactPlain(each, secrets, depth - 1)]);
  return Object.fromEntries(entries);
}

function formsOf(value: string): string[] {
  if (value.length < shortest) return [];
  const bytes = new TextEncoder().encode(value);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64])];
}
