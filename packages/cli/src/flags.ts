import type { Vendor } from "./adapters.ts";
import { ConfigError } from "./config-error.ts";
import { filesName } from "./csv/files-crm.ts";

/** `--json`, on every command. */
export const jsonFlag = {
  kind: "boolean",
  brief: "Print one JSON document and nothing else on the standard output",
  default: false,
  withNegated: false,
} as const;

/** `--store PATH`. */
export const storeFlag = {
  kind: "parsed",
  parse: String,
  brief: "The store file (default .headway/headway.db), or `postgres` for the one in DATABASE_URL",
  placeholder: "PATH",
  optional: true,
} as const;

/** `--config FILE`. */
export const configFlag = {
  kind: "parsed",
  parse: String,
  brief: "A config file of mode 0600 (default .headway/config.json, if there is one)",
  placeholder: "FILE",
  optional: true,
} as const;

/** `--policy FILE`. */
export const policyFlag = {
  kind: "parsed",
  parse: String,
  brief: "Your policy over the default one, as JSON",
  placeholder: "FILE",
  optional: true,
} as const;

/** A flag that is off unless given. */
export function switchFlag(brief: string) {
  return { kind: "boolean", brief, default: false, withNegated: false } as const;
}

/** `--crm NAME`, checked against the CRMs there are. */
export function crmFlag(vendors: readonly Vendor[], others: readonly string[] = []) {
  const names = [...vendors.map((vendor) => vendor.crm), ...others, "all"];
  const parse = (text: string): string => {
    if (names.includes(text)) return text;
    throw new ConfigError({ path: "--crm", expected: `expected ${names.join(", ")}` });
  };
  return {
    kind: "parsed",
    parse,
    brief: `Which CRM: ${names.join(", ")}`,
    placeholder: "NAME",
    default: "all",
  } as const;
}

/** `--crm NAME` of commands that look at the store alone, which may hold exported files as well. */
export function storedCrmFlag(vendors: readonly Vendor[]) {
  return crmFlag(vendors, [filesName]);
}

/** Reads an instant: a day that exists, taken as its midnight UTC, or ISO 8601 with a time and an offset. */
export function parseInstant(text: string): string {
  return instantOf(text, "--as-of");
}

/** {@link parseInstant} for the flag of that name. */
export function instantParser(path: string): (text: string) => string {
  return (text) => instantOf(text, path);
}

function instantOf(text: string, path: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(
    full,
  )?.[1];
  if (day !== undefined && isDay(day) && !Number.isNaN(Date.parse(full))) return new Date(full).toISOString();
  throw new ConfigError({
    path,
    expected: "expected a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z",
  });
}

/** Dates roll over by themselves: the 31st of February would become the 3rd of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** Reads a port of this machine, 0 for any that is free. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new ConfigError({ path: "port", expected: "expected a number from 0 to 65535" });
}

/** `--log FORMAT`: the engine's log on the standard error. */
export const logFlag = {
  kind: "enum",
  values: ["json", "text"],
  brief: "Write a log to the standard error, without values of records",
  optional: true,
} as const;

/** Reads a time in seconds, one or more. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,6}$/.test(text) && seconds > 0) return seconds;
  throw new ConfigError({ path: "--budget", expected: "expected a whole number of seconds, 1 or more" });
}

/** Reads how many rows a list is to have. */
export function parseRows(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new ConfigError({ path: "--rows", expected: "expected a number" });
}
