import { inspect } from "node:util";

/** Secrets that must never be seen anywhere, each by what it is. */
export const canaries = {
  hubspotToken: "pat-na1-canary-5e1f0a77-token",
  hubspotClientSecret: "canary-hs-client-secret-81c2",
  hubspotRefreshToken: "canary-hs-refresh-token-92d3",
  salesforceRefreshToken: "5Aep861canary_sf_refresh_c5a6",
} as const;

/** Notes wherever a secret was seen. */
export interface CanaryWatch {
  /** Also tells encoded forms: for an address, in JSON, in base64. */
  look(where: string, text: string): void;
  /** Everything that can be got out of a value: inspected, as JSON, as text, with its causes. */
  lookInto(where: string, value: unknown): void;
  /** One secret more. */
  add(secret: string): void;
  readonly looked: () => number;
  readonly hits: () => readonly string[];
}

/** A watch over these secrets. */
export function canaryWatch(secrets: readonly string[] = Object.values(canaries)): CanaryWatch {
  const forms = new Map<string, string>();
  const add = (secret: string): void => {
    for (const form of formsOf(secret)) forms.set(form, secret);
  };
  for (const secret of secrets) add(secret);
  const hits = new Set<string>();
  let looked = 0;
  const look = (where: string, text: string): void => {
    looked += 1;
    for (const [form, secret] of forms) {
      if (!text.includes(form)) continue;
      const at = text.indexOf(form);
      hits.add(
        `${where} shows ${secret.slice(0, 12)}…: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 12))}`,
      );
    }
  };
  return {
    look,
    add,
    lookInto(where, value) {
      for (const [how, text] of textsOf(value)) look(`${where} ${how}`, text);
    },
    looked: () => looked,
    hits: () => [...hits],
  };
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64])];
}

function* textsOf(value: unknown): Generator<[string, string]> {
  yield ["inspected", inspect(value, { depth: 12, showHidden: true, getters: false, maxStringLength: null })];
  yield ["as text", String(value)];
  yield ["as JSON", jsonOf(value)];
  for (let cause = value, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth += 1)
    yield [`cause ${depth}`, `${cause.name} ${cause.message} ${cause.stack ?? ""} ${jsonOf({ ...cause })}`];
}

function jsonOf(value: unknown): string {
  const seen = new Set<unknown>();
  const once = (_: string, part: unknown): unknown => {
    if (typeof part === "bigint") return String(part);
    if (typeof part !== "object" || part === null) return part;
    if (seen.has(part)) return "again";
    seen.add(part);
    return part instanceof Error
      ? { ...part, message: part.message, stack: part.stack, cause: part.cause }
      : part;
  };
  try {
    return JSON.stringify(value, once) ?? "";
  } catch (error) {
    return String(error);
  }
}
